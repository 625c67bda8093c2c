//! Details beside a list.

use leptos::prelude::*;

use crate::{Icon, Shape};

/// The place beside a list, which stays where it is; on narrow screens it takes the list's place.
#[component]
pub fn SidePanel(
    /// What is in it, for screen readers.
    label: &'static str,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! { <section class="side-panel" aria-label=label data-testid="panel">{children()}</section> }
}

/// The top of a panel: its heading, and the link that closes it. The panel has an address of its own, so that it closes without scripts.
#[component]
pub fn PanelHead(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// What stands beside the heading.
    #[prop(optional, into)]
    mark: ViewFnOnce,
    /// Where closing it leads.
    #[prop(into)]
    back: Signal<String>,
    /// The words of the link that closes it.
    close: &'static str,
) -> impl IntoView {
    view! {
        <header class="flex items-center gap-4 border-b border-hairline px-5 py-3 md:px-6">
            <h2 class="text-lg font-medium tabular-nums">{title}</h2>
            {mark.run()}
            <a href=move || back.get() class="-mr-3 ml-auto grid size-11 place-items-center" aria-label=close title=close data-close="">
                <Icon shape=Shape::Close class="size-5"/>
            </a>
        </header>
    }
}
