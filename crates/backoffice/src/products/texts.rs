//! A product's texts in the four languages, side by side.

use domain::{
    backoffice::{LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_SUMMARY, text_field},
    language::Language,
};
use leptos::prelude::*;
use ui::{TextArea, TextField};

use super::{ProductFields, editor::Wrong, names::Text};
use crate::text::use_texts;

/// A column for each language; one below the other where the screen is narrow.
#[component]
pub fn TextColumns(
    /// What the fields begin with.
    fields: ProductFields,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let columns = Language::ALL.map(|language| view! { <Column language fields=fields.clone() wrong=wrong.clone()/> }).collect_view();
    view! {
        <section aria-labelledby="texts">
            <h2 id="texts" class="mb-4 text-lg font-medium">{t.product.texts}</h2>
            <div class="grid grid-cols-1 gap-x-4 gap-y-8 md:grid-cols-2 xl:grid-cols-4">{columns}</div>
        </section>
    }
}

#[component]
fn Column(language: Language, fields: ProductFields, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let error = |text: Text| wrong.with(t, &text_field(text.field(), language));
    view! {
        <fieldset class="min-w-0" lang=language.code()>
            <legend class="mb-3 w-full border-b border-hairline pb-2 text-sm font-medium">{language.own_name()}</legend>
            <div class="grid gap-4">
                <TextField
                    id=text_field(Text::Name.field(), language)
                    name=Text::Name.sent(language)
                    label=t.product.name
                    value=fields.name.get(language).to_owned()
                    autocomplete="off"
                    most=u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX)
                    error=error(Text::Name)
                />
                <TextArea
                    id=text_field(Text::Summary.field(), language)
                    name=Text::Summary.sent(language)
                    label=t.product.summary
                    value=fields.summary.get(language).to_owned()
                    most=LONGEST_SUMMARY
                    optional=t.product.in_drafts
                    error=error(Text::Summary)
                />
                <TextArea
                    id=text_field(Text::Description.field(), language)
                    name=Text::Description.sent(language)
                    label=t.product.description
                    value=fields.description.get(language).to_owned()
                    most=LONGEST_DESCRIPTION
                    rows=10
                    optional=t.product.in_drafts
                    error=error(Text::Description)
                />
            </div>
        </fieldset>
    }
}
