//! A method's texts in the four languages, side by side.

use domain::{
    backoffice::{LONGEST_METHOD_NAME, LONGEST_PROMISE, text_field},
    language::Language,
};
use leptos::prelude::*;
use ui::TextField;

use super::MethodFields;
use crate::{products::Wrong, text::use_texts};

/// A column for each language; one below the other where the screen is narrow.
#[component]
pub fn TextColumns(
    /// What the fields begin with.
    fields: MethodFields,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let columns = Language::ALL.map(|language| view! { <Column language fields=fields.clone() wrong=wrong.clone()/> }).collect_view();
    view! { <div class="grid grid-cols-1 gap-x-4 gap-y-8 md:grid-cols-2 xl:grid-cols-4">{columns}</div> }
}

#[component]
fn Column(language: Language, fields: MethodFields, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let (name, promise) = (text_field("name", language), text_field("promise", language));
    let (name_error, promise_error) = (wrong.with(t, &name), wrong.with(t, &promise));
    let (name_sent, promise_sent) = match language {
        Language::De => ("fields[name][de]", "fields[promise][de]"),
        Language::Fr => ("fields[name][fr]", "fields[promise][fr]"),
        Language::It => ("fields[name][it]", "fields[promise][it]"),
        Language::En => ("fields[name][en]", "fields[promise][en]"),
    };
    view! {
        <fieldset class="min-w-0" lang=language.code()>
            <legend class="mb-3 w-full border-b border-hairline pb-2 text-sm font-medium">{language.own_name()}</legend>
            <div class="grid gap-4">
                <TextField
                    id=name
                    name=name_sent
                    label=t.product.name
                    value=fields.name.get(language).to_owned()
                    autocomplete="off"
                    most=u32::try_from(LONGEST_METHOD_NAME).unwrap_or(u32::MAX)
                    error=name_error
                />
                <TextField
                    id=promise
                    name=promise_sent
                    label=t.delivery.promise
                    value=fields.promise.get(language).to_owned()
                    autocomplete="off"
                    most=u32::try_from(LONGEST_PROMISE).unwrap_or(u32::MAX)
                    error=promise_error
                />
            </div>
        </fieldset>
    }
}
