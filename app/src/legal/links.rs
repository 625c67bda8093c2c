//! Where the texts are linked from.

use leptos::prelude::*;

use super::LegalKind;
use crate::text::{use_language, use_texts};

/// Both texts beside a form. They open beside it, too: what is typed stays.
#[component]
pub fn LegalLinks() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let link = |kind: LegalKind, words: &'static str| {
        view! {
            <a
                href=format!("/{language}{}", kind.path())
                target="_blank"
                class="inline-flex min-h-8 items-center underline underline-offset-4 hover:text-ink"
            >
                {words}
            </a>
        }
    };
    view! {
        <p class="flex flex-wrap gap-x-4 text-sm text-muted">
            {link(LegalKind::Terms, t.legal.terms)} {link(LegalKind::Privacy, t.legal.privacy)}
        </p>
    }
}
