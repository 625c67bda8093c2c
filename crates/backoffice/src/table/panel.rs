//! What is in a panel.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use ui::PanelHead;

use crate::{frame::Head, text::use_texts};

/// A panel's content below its heading, which is the screen's title as well. Closing it leads to the table as it was.
#[component]
pub fn Panel(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// What stands beside the heading.
    #[prop(optional, into)]
    mark: ViewFnOnce,
    /// The table's address for a query such as the panel's.
    back: fn(&ParamsMap) -> String,
    /// How far its parts are from one another.
    #[prop(default = "gap-8")]
    gap: &'static str,
    /// Its name for tests.
    #[prop(optional)]
    name: Option<&'static str>,
    /// Its parts.
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let query = use_query_map();
    let back = Signal::derive(move || query.with(back));
    view! {
        <Head title=title.clone()/>
        <PanelHead title back close=t.order.close mark/>
        <div class=format!("grid grid-cols-1 {gap} px-5 py-6 md:px-6") data-testid=name>{children()}</div>
    }
}
