//! Sorting and narrowing a list.

use domain::catalog::{ListQuery, Sort};
use leptos::prelude::*;
use ui::{Button, Icon, Look, Shape};
use wasm_bindgen::JsCast;

use crate::{
    pages::QueryForm,
    text::{Texts, use_texts},
};

/// A form that leads to the same list in another order. With scripts every change is applied at once.
#[component]
pub fn ListControls(
    /// The list's address.
    path: String,
    /// What is asked for now.
    query: ListQuery,
) -> impl IntoView {
    let t = use_texts();
    let options = Sort::ALL
        .into_iter()
        .map(|sort| view! { <option value=sort.code() selected=sort == query.sort>{sort_words(t, sort)}</option> })
        .collect_view();
    view! {
        <QueryForm path keep_place=true>
            <div class="flex flex-wrap items-center gap-x-8 gap-y-2" on:change=apply>
                {query.words.map(|words| view! { <input type="hidden" name="q" value=words/> })}
                <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
                    <input type="checkbox" name="available" value="1" checked=query.available_only class="checkbox"/>
                    {t.list.available_only}
                </label>
                <label class="relative flex min-h-11 items-center gap-2 text-sm">
                    <span class="text-muted">{t.list.sort}</span>
                    <select name="sort" class="h-11 cursor-pointer appearance-none field-sizing-content bg-transparent pr-7 font-medium">{options}</select>
                    <Icon shape=Shape::Down class="pointer-events-none absolute right-0 size-4"/>
                </label>
                <span class="unscripted">
                    <Button look=Look::Quiet>{t.list.apply}</Button>
                </span>
            </div>
        </QueryForm>
    }
}

fn apply(event: leptos::ev::Event) {
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let form =
        field.and_then(|field| field.closest("form").ok().flatten()).and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    if let Some(form) = form {
        // Fails only for a button that is not the form's.
        let _ = form.request_submit();
    }
}

const fn sort_words(t: &'static Texts, sort: Sort) -> &'static str {
    match sort {
        Sort::Featured => t.list.featured,
        Sort::PriceUp => t.list.price_up,
        Sort::PriceDown => t.list.price_down,
        Sort::Newest => t.list.newest,
    }
}
