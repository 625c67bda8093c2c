//! How good a password is.

use leptos::prelude::*;

/// Four bars, of which as many are filled as the score says, and words below.
#[component]
pub fn StrengthBar(
    /// From 0 to 4.
    score: u8,
    /// Whether it is enough.
    enough: bool,
    /// What there is to say.
    words: String,
) -> impl IntoView {
    let filled = if enough { "bg-good" } else { "bg-warn" };
    let bars = (1..=4_u8)
        .map(|bar| view! { <span class=format!("h-1 flex-1 rounded-sm {}", if bar <= score { filled } else { "bg-hairline" })></span> })
        .collect_view();
    view! {
        <div class="mt-3 flex gap-1" aria-hidden="true">{bars}</div>
        <p class=if enough { "mt-2 text-sm text-good" } else { "mt-2 text-sm text-warn" }>{words}</p>
    }
}
