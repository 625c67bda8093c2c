//! A product's page before shoppers see it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Notice, PAGE, Tone};

use super::{Product, server_fns::read_preview};
use crate::{
    pages::{load, loaded},
    seo::Head,
    text::{use_language, use_texts},
};

/// The same page, for staff alone and not for search engines.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let params = use_params_map();
    let product = load(move || params.read().get("product").unwrap_or_default(), move |slug| read_preview(language, slug));
    loaded(product, move |product| {
        view! {
            <Head title=product.name.clone() description=product.summary.clone() path="" private=true/>
            <div class=format!("{PAGE} pt-4") data-testid="preview"><Notice tone=Tone::Warn>{t.product.preview}</Notice></div>
            <Product product/>
        }
        .into_any()
    })
}
