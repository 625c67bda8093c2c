//! Keys and what they do.

use leptos::prelude::*;

/// What pressing keys does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyWords {
    /// The keys, one after the other or at once, as they are written on them.
    pub keys: &'static [&'static str],
    /// What they do.
    pub words: &'static str,
}

/// A list of keys.
#[component]
pub fn KeyList(
    /// The keys, in their order.
    keys: Vec<KeyWords>,
) -> impl IntoView {
    let row = |KeyWords { keys, words }: KeyWords| {
        let keys = keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view();
        view! {
            <div class="flex items-center justify-between gap-6 py-2">
                <dt>{words}</dt>
                <dd class="flex gap-1">{keys}</dd>
            </div>
        }
    };
    view! { <dl class="divide-y divide-hairline text-sm">{keys.into_iter().map(row).collect_view()}</dl> }
}
