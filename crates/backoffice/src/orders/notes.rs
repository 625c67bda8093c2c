//! What staff write for each other.

use domain::backoffice::{LONGEST_NOTE, NoteView, OrderAction, OrderDetail};
use leptos::prelude::*;
use ui::{Look, TextArea};

use super::{
    act::{Act, act},
    desk::{Desk, NOTE, offered},
    server_fns::AddNote,
    words::staff_name,
};
use crate::{text::use_texts, time::moment};

/// The form's name.
const FORM: &str = "note";

/// The notes, and a field for another one.
#[component]
pub fn Notes(
    /// The panel's state.
    desk: Desk,
    /// The order.
    order: OrderDetail,
) -> impl IntoView {
    let t = use_texts();
    let OrderDetail { notes, actions, .. } = order;
    let notes = notes.into_iter().map(|note| view! { <Note note/> }).collect_view();
    let add = offered(&actions, |action| action == OrderAction::AddNote).map(|_| {
        let form = Act { form: FORM.to_owned(), done: "noted", submit: t.note.submit, keeps: &[NOTE], look: Look::Small };
        let field = view! {
            <TextArea id="note-text" name=NOTE label=t.note.label value=desk.value(FORM, NOTE, "") most=LONGEST_NOTE error=desk.error(FORM, NOTE, t.note.label)/>
        };
        view! { <div data-testid="note">{act::<AddNote>(desk, form, field)}</div> }
    });
    view! {
        <section aria-labelledby="notes" class="grid gap-3">
            <h3 id="notes" class="text-base font-medium">{t.note.title}</h3>
            <ul class="grid gap-3 empty:hidden" data-testid="notes">
                {notes}
                {move || {
                    let text = desk.noted.get();
                    (!text.trim().is_empty()).then(|| view! { <li class="expected rounded-sm bg-raised p-4 text-sm break-words whitespace-pre-line">{text}</li> })
                }}
            </ul>
            {add}
        </section>
    }
}

#[component]
fn Note(note: NoteView) -> impl IntoView {
    let t = use_texts();
    let NoteView { text, who, at, .. } = note;
    view! {
        <li class="rounded-sm bg-raised p-4 text-sm">
            <p class="break-words whitespace-pre-line">{text}</p>
            <p class="mt-2 text-xs text-muted tabular-nums">{staff_name(t, &who)} " · " {moment(at)}</p>
        </li>
    }
}
