//! What is known of something, in lists of it.

use leptos::prelude::*;

/// One thing that is known: what it is, and below it what is so. It stands in a `dl`.
pub fn fact(words: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <div class="min-w-0">
            <dt class="text-muted">{words}</dt>
            <dd class="break-words">{content}</dd>
        </div>
    }
}
