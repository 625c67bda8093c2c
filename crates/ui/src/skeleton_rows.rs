//! What stands in a list's place while it comes.

use leptos::prelude::*;

/// Plain grounds where lines will be; the words are for screen readers.
#[component]
pub fn SkeletonRows(
    /// What is said meanwhile.
    words: &'static str,
    /// How many lines.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    let row = |_| view! { <div class="h-9 animate-pulse rounded-sm bg-faint"></div> };
    view! {
        <div class="grid gap-2 px-3 py-4" role="status">
            <span class="sr-only">{words}</span>
            {(0..rows).map(row).collect_view()}
        </div>
    }
}
