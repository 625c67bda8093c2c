//! Short marks on things.

use leptos::prelude::*;

/// What a mark says by its colour; the words say it as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A plain remark.
    #[default]
    Quiet,
    /// Something went well.
    Good,
    /// Something to look at.
    Warn,
    /// Something does not work.
    Bad,
}

/// A short mark of one or two words.
#[component]
pub fn Badge(
    /// Its colour.
    #[prop(optional)]
    tone: Tone,
    /// The words.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Quiet => "bg-faint text-ink",
        Tone::Good => "bg-good-soft text-good",
        Tone::Warn => "bg-warn-soft text-warn",
        Tone::Bad => "bg-bad-soft text-bad",
    };
    view! { <span class=format!("inline-block rounded-sm px-2 py-1 text-xs font-medium {class}")>{children()}</span> }
}
