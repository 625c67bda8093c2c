//! Pages with one form and little else.

use leptos::prelude::*;
use ui::PAGE;

use super::form::{Said, Telling};
use crate::seo::Head;

/// A title, what happened last, and a narrow column.
#[component]
pub fn Narrow(
    /// The title.
    #[prop(into)]
    title: String,
    /// The page's answers.
    said: Said,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <Head title=title.clone() description="" path="" private=true/>
        <div class=format!("{PAGE} pt-10 md:pt-16")>
            <div class="mx-auto max-w-md">
                <h1 class="mb-8 text-xl font-medium md:text-2xl">{title}</h1>
                <Telling said/>
                {children()}
            </div>
        </div>
    }
}
