//! What became of an import.

use domain::backoffice::{ImportDetail, ImportState};
use leptos::prelude::*;
use ui::{Notice, Tone};

use crate::text::use_texts;

/// That it is written, that it is taken back, and what was left then.
#[component]
pub fn Done(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let told = match import.state {
        ImportState::Applied => Some((Tone::Good, t.imports.applied_text)),
        ImportState::Undone if import.counts.left == 0 => Some((Tone::Good, t.imports.undone_text)),
        ImportState::Undone => Some((Tone::Warn, t.imports.left_text)),
        ImportState::Failed => Some((Tone::Bad, t.imports.failed_text)),
        _ => None,
    };
    let left = import.left.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    told.map(|(tone, words)| {
        view! {
            <div class="mt-6 max-w-prose" data-testid="done"><Notice tone>{words}</Notice></div>
            <ul class="mt-3 max-w-prose list-disc pl-5 text-sm empty:hidden" data-testid="left">{left}</ul>
        }
    })
}
