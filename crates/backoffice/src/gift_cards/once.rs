//! A code, shown for the only time.

use leptos::prelude::*;

use crate::text::use_texts;

/// The code, and that it will not be seen again.
#[component]
pub fn Once(
    /// The code.
    code: String,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <section class="rounded-sm border border-ink/30 bg-raised p-4" aria-labelledby="code-title" data-testid="card-code">
            <h3 id="code-title" class="text-sm font-medium">{t.cards.code}</h3>
            <p class="mt-2 text-lg font-medium break-words tabular-nums" data-testid="code">{code}</p>
            <p class="mt-2 text-sm text-muted">{t.cards.code_text}</p>
        </section>
    }
}
