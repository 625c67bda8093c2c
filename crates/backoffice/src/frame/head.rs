//! What a screen says about itself to browsers.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use site::title::written;

use crate::text::use_texts;

/// The title. No screen of the staff's belongs into a search engine.
#[component]
pub fn Head(
    /// The screen's title, without the shop's name.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let title = format!("{title} – {}", use_texts().frame.name);
    view! {
        <Title text=written(&title)/>
        <Meta name="robots" content="noindex"/>
    }
}
