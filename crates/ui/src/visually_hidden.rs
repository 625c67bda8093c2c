//! Words for screen readers.

use leptos::prelude::*;

/// Words that are read out and not shown.
#[component]
pub fn VisuallyHidden(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <span class="sr-only">{children()}</span> }
}
