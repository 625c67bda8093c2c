//! The fields of a collection, for a new one and for one that there is.

use domain::{
    backoffice::{LONGEST_INTRODUCTION, LONGEST_NAME, LONGEST_SLUG, ProductStatus, text_field},
    catalog::CategoryLink,
    language::Language,
};
use leptos::prelude::*;
use ui::{CheckField, SelectField, TextArea, TextField};

use super::{
    CollectionFields,
    fields::{PICKED, RULED},
};
use crate::{
    languages::{LanguageColumns, sent},
    products::{basics::Category, editor::Wrong, words::status_words},
    text::{Texts, use_texts},
};

/// The fields.
#[component]
pub fn Fields(
    /// What they begin with.
    fields: CollectionFields,
    /// What can be chosen as a rule's category.
    categories: Vec<CategoryLink>,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let texts = {
        let (fields, wrong) = (fields.clone(), wrong.clone());
        move |language| texts_in(t, language, &fields, &wrong)
    };
    view! {
        <Basics fields=fields.clone() wrong=wrong.clone()/>
        <LanguageColumns fields=texts/>
        <Rule fields categories wrong/>
    }
}

/// Where it stands in the shop.
#[component]
fn Basics(fields: CollectionFields, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let statuses = [ProductStatus::Draft, ProductStatus::Scheduled, ProductStatus::Published];
    let statuses = statuses.map(|status| (status.code(), status_words(t, status).0)).to_vec();
    view! {
        <div class="scheduling grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
            <SelectField id="status" name="fields[status]" label=t.products.status options=statuses value=fields.status error=wrong.with(t, "status")/>
            <div class="if-scheduled">
                <TextField
                    id="published_at"
                    name="fields[published_at]"
                    kind="datetime-local"
                    label=t.product.published_at
                    value=fields.published_at
                    autocomplete="off"
                    most=20
                    error=wrong.with(t, "published_at")
                />
            </div>
            <TextField
                id="slug"
                name="fields[slug]"
                label=t.product.slug
                value=fields.slug
                autocomplete="off"
                most=u32::try_from(LONGEST_SLUG).unwrap_or(u32::MAX)
                optional=t.categories.optional
                hint=t.categories.slug_hint
                error=wrong.with(t, "slug")
            />
        </div>
    }
}

/// The texts of one language.
fn texts_in(t: &'static Texts, language: Language, fields: &CollectionFields, wrong: &Wrong) -> AnyView {
    let (name, introduction) = (text_field("name", language), text_field("introduction", language));
    let (name_error, introduction_error) = (wrong.with(t, &name), wrong.with(t, &introduction));
    view! {
        <TextField
            id=name
            name=sent("name", language)
            label=t.product.name
            value=fields.name.get(language).to_owned()
            autocomplete="off"
            most=u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX)
            error=name_error
        />
        <TextArea
            id=introduction
            name=sent("introduction", language)
            label=t.collections.introduction
            value=fields.introduction.get(language).to_owned()
            most=LONGEST_INTRODUCTION
            rows=4
            optional=t.categories.optional
            error=introduction_error
        />
    }
    .into_any()
}

/// How it is filled, and the rule where one does it.
#[component]
fn Rule(fields: CollectionFields, categories: Vec<CategoryLink>, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let ways = vec![(PICKED, t.collections.picked), (RULED, t.collections.ruled)];
    let price = |field: &'static str, sent: &'static str, label: &'static str, value: String| {
        view! {
            <TextField
                id=field
                name=sent
                label
                value
                autocomplete="off"
                inputmode="decimal"
                most=12
                optional=t.categories.optional
                error=wrong.with(t, field)
            />
        }
    };
    let from = price("from", "fields[from]", t.collections.from, fields.from);
    let to = price("to", "fields[to]", t.collections.to, fields.to);
    view! {
        <div class="ruling grid grid-cols-1 items-start gap-4">
            <div class="md:max-w-96">
                <SelectField id="rule" name="fields[rule]" label=t.collections.rule options=ways value=fields.rule error=wrong.with(t, "rule")/>
            </div>
            <fieldset class="if-ruled min-w-0 rounded-sm border border-hairline p-4" data-testid="rule">
                <legend class="px-1 text-sm font-medium">{t.collections.rule_text}</legend>
                <div class="grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
                    <Category categories value=fields.category none=t.products.all_categories wrong=wrong.clone()/>
                    {from}
                    {to}
                    <TextField
                        id="days"
                        name="fields[days]"
                        label=t.collections.days
                        value=fields.days
                        autocomplete="off"
                        inputmode="numeric"
                        most=5
                        optional=t.categories.optional
                        error=wrong.with(t, "days")
                    />
                    <CheckField id="reduced" name="fields[reduced]" label=t.collections.reduced checked=!fields.reduced.is_empty()/>
                    <CheckField id="available" name="fields[available]" label=t.collections.available checked=!fields.available.is_empty()/>
                </div>
            </fieldset>
        </div>
    }
}
