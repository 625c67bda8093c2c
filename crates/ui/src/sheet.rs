//! A small dialog in the middle of the page.

use leptos::{html::Dialog, prelude::*};

use crate::{Icon, Shape};

/// Opens and closes a dialog of the browser as a signal says, and closes it when its backdrop is pressed.
pub(crate) fn follow(dialog: NodeRef<Dialog>, open: RwSignal<bool>) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only where the dialog is open or has left the page, and then there is nothing to do.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
}

/// A modal dialog with a heading: it keeps the focus inside, closes on Escape, and gives the focus back.
#[component]
pub fn Sheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading's id.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// The words of the button that closes it.
    close: &'static str,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let dialog: NodeRef<Dialog> = NodeRef::new();
    follow(dialog, open);
    let close_outside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=dialog class="sheet" aria-labelledby=id on:close=move |_| open.set(false) on:click=close_outside>
            <div class="p-5 md:p-6">
                <div class="mb-4 flex items-center justify-between">
                    <h2 id=id class="text-lg font-medium">{title}</h2>
                    <button type="button" class="-mr-3 grid size-11 place-items-center" aria-label=close on:click=move |_| open.set(false)>
                        <Icon shape=Shape::Close class="size-5"/>
                    </button>
                </div>
                {children()}
            </div>
        </dialog>
    }
}
