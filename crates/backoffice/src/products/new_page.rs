//! The form for a new product.

use domain::{
    backoffice::{LONGEST_NAME, text_field},
    language::Language,
    vat::VatClass,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Button, FieldErrorSummary, Look, SelectField, TextField};

use super::{
    NewProductScreen,
    basics::Category,
    editor::Wrong,
    query::TABLE,
    server_fns::{CreateProduct, read_new_product},
    telling::Telling,
    words::vat_choices,
};
use crate::{
    failure::loaded,
    frame::Head,
    languages::sent,
    text::{use_language, use_texts},
};

/// Only what a product cannot be without. It begins as a draft, so the rest can wait.
#[component]
pub fn NewProductPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let screen = load(|| (), move |()| read_new_product(language));
    view! {
        <Head title=t.products.new/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.products}</a></p>
            <h1 class="mt-1 text-xl font-medium">{t.products.new}</h1>
            <p class="mt-2 max-w-prose text-sm text-muted">{t.product.new_text}</p>
            <Telling/>
            {loaded(screen, |screen| view! { <Form screen/> }.into_any())}
        </div>
    }
}

/// What was entered in vain stands in the address.
fn entered(field: &str) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(&format!("e.{field}")))
}

#[component]
fn Form(screen: NewProductScreen) -> impl IntoView {
    let t = use_texts();
    let wrong = Wrong::of_address();
    let summary = wrong.summary(t);
    let value = |field: &str| entered(field).unwrap_or_default();
    let names = Language::ALL.map(|language| view! { <Name language wrong=wrong.clone()/> }).collect_view();
    let vat_class = entered("vat_class").unwrap_or_else(|| VatClass::Standard.code().to_owned());
    view! {
        <form method="post" action=CreateProduct::url() class="mt-6 grid max-w-page gap-6" data-testid="new-product">
            <FieldErrorSummary title=t.product.check wrong=summary/>
            <input type="hidden" name="key" value=screen.key.to_string()/>
            <fieldset class="min-w-0">
                <legend class="mb-3 text-sm font-medium">{t.product.name}</legend>
                <div class="grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-4">{names}</div>
            </fieldset>
            <div class="grid grid-cols-1 items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
                <Category categories=screen.categories value=value("category") wrong=wrong.clone()/>
                <SelectField
                    id="vat_class"
                    name="fields[vat_class]"
                    label=t.product.vat_class
                    options=vat_choices(t)
                    value=vat_class
                    error=wrong.with(t, "vat_class")
                />
                <TextField
                    id="price"
                    name="fields[price]"
                    label=t.product.price
                    value=value("price")
                    autocomplete="off"
                    inputmode="decimal"
                    most=12
                    error=wrong.with(t, "price")
                />
                <TextField
                    id="weight_grams"
                    name="fields[weight_grams]"
                    label=t.product.weight
                    value=value("weight_grams")
                    autocomplete="off"
                    inputmode="numeric"
                    most=7
                    error=wrong.with(t, "weight_grams")
                />
            </div>
            <p><Button look=Look::SmallMain>{t.product.create}</Button></p>
        </form>
    }
}

#[component]
fn Name(language: Language, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let id = text_field("name", language);
    let (value, error) = (entered(&id).unwrap_or_default(), wrong.with(t, &id));
    view! {
        <div lang=language.code()>
            <TextField
                id
                name=sent("name", language)
                label=language.own_name()
                value
                autocomplete="off"
                most=u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX)
                error
            />
        </div>
    }
}
