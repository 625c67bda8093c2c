//! The fields of a category, for a new one and for one that there is.

use domain::{
    backoffice::{CategoryNode, LONGEST_CATEGORY_DESCRIPTION, LONGEST_NAME, LONGEST_SLUG, MOST_LEVELS, text_field},
    language::Language,
};
use leptos::prelude::*;
use ui::{Icon, Shape, TextArea, TextField};
use uuid::Uuid;

use super::CategoryFields;
use crate::{
    languages::{LanguageColumns, sent},
    products::editor::Wrong,
    text::{Texts, use_texts},
};

/// The fields.
#[component]
pub fn Fields(
    /// What they begin with.
    fields: CategoryFields,
    /// All categories.
    nodes: Vec<CategoryNode>,
    /// The category itself, which cannot be below itself.
    own: Option<Uuid>,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let texts = {
        let (fields, wrong) = (fields.clone(), wrong.clone());
        move |language| texts_in(t, language, &fields, &wrong)
    };
    view! {
        <div class="grid grid-cols-1 items-start gap-4 md:grid-cols-2">
            <Parent nodes own value=fields.parent.clone() wrong=wrong.clone()/>
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
        <LanguageColumns fields=texts/>
    }
}

/// The texts of one language.
fn texts_in(t: &'static Texts, language: Language, fields: &CategoryFields, wrong: &Wrong) -> AnyView {
    let (name, description) = (text_field("name", language), text_field("description", language));
    let (name_error, description_error) = (wrong.with(t, &name), wrong.with(t, &description));
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
            id=description
            name=sent("description", language)
            label=t.product.description
            value=fields.description.get(language).to_owned()
            most=LONGEST_CATEGORY_DESCRIPTION
            rows=4
            optional=t.categories.optional
            error=description_error
        />
    }
    .into_any()
}

/// Under which category it is. What is too deep for another level is not on offer, nor is what is below the category itself.
#[component]
fn Parent(nodes: Vec<CategoryNode>, own: Option<Uuid>, value: String, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let error = wrong.with(t, "parent").get_untracked();
    let is_wrong = error.is_some();
    let below = below(&nodes, own);
    let choices = nodes
        .into_iter()
        .filter(|node| node.depth < MOST_LEVELS && !below.contains(&node.id))
        .map(|node| {
            let id = node.id.to_string();
            let is_chosen = id == value;
            view! { <option value=id selected=is_chosen>{node.path}</option> }
        })
        .collect_view();
    view! {
        <div>
            <label for="parent" class="mb-2 block text-sm font-medium">{t.categories.parent}</label>
            <div class="relative">
                <select
                    id="parent"
                    name="fields[parent]"
                    class="field appearance-none pr-10"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some("parent-error")
                >
                    <option value="">{t.categories.top}</option>
                    {choices}
                </select>
                <Icon shape=Shape::Down class="pointer-events-none absolute inset-y-0 right-3 my-auto size-5"/>
            </div>
            {error.map(|error| view! { <p id="parent-error" class="mt-2 text-sm text-bad">{error}</p> })}
        </div>
    }
}

/// A category and all below it. In the order of the tree each comes after what it is below.
fn below(nodes: &[CategoryNode], own: Option<Uuid>) -> Vec<Uuid> {
    let mut below: Vec<Uuid> = own.into_iter().collect();
    for node in nodes {
        if node.parent.is_some_and(|parent| below.contains(&parent)) {
            below.push(node.id);
        }
    }
    below
}
