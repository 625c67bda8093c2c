//! A method's texts in the four languages, side by side.

use domain::{
    backoffice::{LONGEST_METHOD_NAME, LONGEST_PROMISE, text_field},
    language::Language,
};
use leptos::prelude::*;
use ui::TextField;

use super::MethodFields;
use crate::{
    languages::{LanguageColumns, sent},
    products::Wrong,
    text::{Texts, use_texts},
};

/// A column for each language; one below the other where the screen is narrow.
#[component]
pub fn TextColumns(
    /// What the fields begin with.
    fields: MethodFields,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    view! { <LanguageColumns fields=move |language| texts_in(t, language, &fields, &wrong)/> }
}

fn texts_in(t: &'static Texts, language: Language, fields: &MethodFields, wrong: &Wrong) -> AnyView {
    let field = |text: &'static str, label: &'static str, value: &str, most: usize| {
        let id = text_field(text, language);
        let error = wrong.with(t, &id);
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        view! { <TextField id name=sent(text, language) label value autocomplete="off" most error/> }
    };
    view! {
        {field("name", t.product.name, fields.name.get(language), LONGEST_METHOD_NAME)}
        {field("promise", t.delivery.promise, fields.promise.get(language), LONGEST_PROMISE)}
    }
    .into_any()
}
