//! A product's texts in the four languages, side by side.

use domain::{
    backoffice::{LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_SUMMARY, text_field},
    language::Language,
};
use leptos::prelude::*;
use ui::{TextArea, TextField};

use super::{ProductFields, editor::Wrong};
use crate::{
    languages::{LanguageColumns, sent},
    text::{Texts, use_texts},
};

/// A column for each language; one below the other where the screen is narrow.
#[component]
pub fn TextColumns(
    /// What the fields begin with.
    fields: ProductFields,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <section aria-labelledby="texts">
            <h2 id="texts" class="mb-4 text-lg font-medium">{t.product.texts}</h2>
            <LanguageColumns fields=move |language| texts_in(t, language, &fields, &wrong)/>
        </section>
    }
}

fn texts_in(t: &'static Texts, language: Language, fields: &ProductFields, wrong: &Wrong) -> AnyView {
    let error = |text: &str| wrong.with(t, &text_field(text, language));
    view! {
        <TextField
            id=text_field("name", language)
            name=sent("name", language)
            label=t.product.name
            value=fields.name.get(language).to_owned()
            autocomplete="off"
            most=u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX)
            error=error("name")
        />
        <TextArea
            id=text_field("summary", language)
            name=sent("summary", language)
            label=t.product.summary
            value=fields.summary.get(language).to_owned()
            most=LONGEST_SUMMARY
            optional=t.product.in_drafts
            error=error("summary")
        />
        <TextArea
            id=text_field("description", language)
            name=sent("description", language)
            label=t.product.description
            value=fields.description.get(language).to_owned()
            most=LONGEST_DESCRIPTION
            rows=10
            optional=t.product.in_drafts
            error=error("description")
        />
    }
    .into_any()
}
