//! A panel that slides in over the page.

use leptos::{html::Dialog, prelude::*};

use crate::{Icon, Shape};

/// A panel at the page's right edge. A modal dialog of the browser: it keeps the focus inside, closes on Escape, and gives the focus back.
#[component]
pub fn Drawer(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    title: &'static str,
    /// The words of the button that closes it.
    close: &'static str,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let dialog: NodeRef<Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only where the dialog is open or has left the page, and then there is nothing to do.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    // A press on the backdrop arrives at the dialog itself, since all that is visible lies in its child.
    let close_outside = move |event: leptos::ev::MouseEvent| {
        let is_backdrop = event.target() == event.current_target();
        if is_backdrop {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=dialog class="drawer" aria-labelledby="drawer-title" on:close=move |_| open.set(false) on:click=close_outside>
            <div class="flex h-full flex-col">
                <div class="flex items-center justify-between border-b border-hairline px-5 py-3 md:px-8">
                    <h2 id="drawer-title" class="text-lg font-medium">{title}</h2>
                    <button type="button" class="-mr-3 grid size-11 place-items-center" aria-label=close on:click=move |_| open.set(false)>
                        <Icon shape=Shape::Close/>
                    </button>
                </div>
                <div class="min-h-0 flex-1 overflow-y-auto px-5 py-6 md:px-8">{children()}</div>
            </div>
        </dialog>
    }
}
