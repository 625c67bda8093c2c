//! What can be done with an import now.

use domain::backoffice::{ImportDetail, ImportState};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look, Notice, Tone};

use super::server_fns::{ApplyImport, DiscardImport, UndoImport};
use crate::text::use_texts;

/// The buttons: write it, take it back, forget it.
#[component]
pub fn Steps(import: ImportDetail) -> impl IntoView {
    let t = use_texts();
    let can_apply = import.state == ImportState::Checked && import.counts.errors == 0;
    let is_idle = can_apply && !import.counts.changes();
    let (id, version) = (import.id.to_string(), import.version.to_string());
    let form = |action: &'static str, words: &'static str, look: Look, name: &'static str| {
        view! {
            <form method="post" action=action data-testid=name>
                <input type="hidden" name="id" value=id.clone()/>
                <input type="hidden" name="version" value=version.clone()/>
                <Button look>{words}</Button>
            </form>
        }
    };
    view! {
        {is_idle.then(|| view! { <div class="mt-6 max-w-prose" data-testid="nothing"><Notice tone=Tone::Warn>{t.imports.nothing}</Notice></div> })}
        <div class="mt-6 flex flex-wrap gap-3 empty:hidden">
            {(can_apply && !is_idle).then(|| form(ApplyImport::url(), t.imports.apply, Look::SmallMain, "apply"))}
            {import.can_undo.then(|| form(UndoImport::url(), t.imports.undo, Look::Small, "undo"))}
            {import.state.takes_columns().then(|| form(DiscardImport::url(), t.imports.discard, Look::Small, "discard"))}
        </div>
    }
}
