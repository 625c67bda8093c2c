//! A form that asks for a page: its fields become the address's query.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// Leads to `path?field=value…`; with scripts without loading the document anew. The router's own form would name the button in the address as well.
#[component]
pub fn QueryForm(
    /// The page's address.
    path: String,
    /// Whether the page keeps its place.
    #[prop(optional)]
    keep_place: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let action = path.clone();
    let submit = move |event: SubmitEvent| {
        // Without the fields' text the browser sends the form by itself.
        if let Some(query) = query(&event) {
            event.prevent_default();
            navigate(&format!("{path}?{query}"), NavigateOptions { scroll: !keep_place, ..NavigateOptions::default() });
        }
    };
    view! { <form method="get" action=action on:submit=submit>{children()}</form> }
}

fn query(event: &SubmitEvent) -> Option<String> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let fields = FormData::new_with_form(&form).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
    Some(String::from(query.to_string()))
}
