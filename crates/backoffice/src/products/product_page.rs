//! A product's own screen.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;

use super::{FORM, editor::Editor, server_fns::read_product};
use crate::{failure::loaded, text::use_language};

/// The product that the address names. Where its form was sent in vain, it begins with what was entered.
#[component]
pub fn ProductPage() -> impl IntoView {
    let language = use_language();
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = move || (params.read().get("id").unwrap_or_default(), query.read().get("form").is_some_and(|form| form == FORM));
    let product = load(wanted, move |(id, entered)| read_product(language, id, entered));
    loaded(product, |screen| view! { <Editor screen/> }.into_any())
}
