//! What became of an import.

use domain::backoffice::{ImportDetail, ImportKind, ImportState};
use leptos::prelude::*;
use ui::{LinkButton, Look, Notice, Tone};

use crate::{earlier::TABLE as EARLIER, text::use_texts};

/// That it is written, that it is taken back, and what was left then.
#[component]
pub fn Done(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let is_orders = import.format.kind() == ImportKind::Orders;
    let (applied, undone, left) = if is_orders {
        (t.imports.applied_orders, t.imports.undone_orders, t.imports.left_orders)
    } else {
        (t.imports.applied_text, t.imports.undone_text, t.imports.left_text)
    };
    let told = match import.state {
        ImportState::Applied => Some((Tone::Good, applied)),
        ImportState::Undone if import.counts.left == 0 => Some((Tone::Good, undone)),
        ImportState::Undone => Some((Tone::Warn, left)),
        ImportState::Failed => Some((Tone::Bad, t.imports.failed_text)),
        _ => None,
    };
    let to_earlier = (is_orders && import.state == ImportState::Applied)
        .then(|| view! { <p class="mt-4"><LinkButton href=EARLIER look=Look::Small>{t.imports.to_earlier}</LinkButton></p> });
    let left = import.left.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    told.map(|(tone, words)| {
        view! {
            <div class="mt-6 max-w-prose" data-testid="done"><Notice tone>{words}</Notice></div>
            <ul class="mt-3 max-w-prose list-disc pl-5 text-sm empty:hidden" data-testid="left">{left}</ul>
            {to_earlier}
        }
    })
}
