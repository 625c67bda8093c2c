//! Details beside a list.

use leptos::prelude::*;

use crate::{Icon, Shape};

/// A panel beside a list, which stays where it is; on narrow screens it takes the list's place. It is a page of its own as well: it closes by a link.
#[component]
pub fn SidePanel(
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
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="side-panel" aria-labelledby="panel-title" data-testid="panel">
            <header class="flex items-center gap-4 border-b border-hairline px-5 py-3 md:px-6">
                <h2 id="panel-title" tabindex="-1" class="text-lg font-medium tabular-nums outline-none">{title}</h2>
                {mark.run()}
                <a href=move || back.get() class="-mr-3 ml-auto grid size-11 place-items-center" aria-label=close title=close data-close="">
                    <Icon shape=Shape::Close class="size-5"/>
                </a>
            </header>
            <div class="px-5 py-6 md:px-6">{children()}</div>
        </section>
    }
}
