//! Choosing the options of a product.

use domain::{
    catalog::{OptionValueView, OptionView, ProductView},
    money::Money,
};
use leptos::prelude::*;

use super::choice::chosen;
use crate::text::use_texts;

/// A group of radio buttons per option.
#[component]
pub fn Options(
    /// The product.
    product: ProductView,
    /// The chosen values, one per option.
    values: RwSignal<Vec<String>>,
) -> impl IntoView {
    (0..product.options.len()).map(|index| view! { <OptionGroup product=product.clone() index values/> }).collect_view()
}

#[component]
fn OptionGroup(product: ProductView, index: usize, values: RwSignal<Vec<String>>) -> impl IntoView {
    let Some(option) = product.options.get(index).cloned() else { return ().into_any() };
    let OptionView { slug, name, values: offered } = option;
    let is_colour = offered.iter().all(|value| swatch(&value.slug).is_some());
    let named = offered.clone();
    let current = move || {
        let values = values.read();
        named.iter().find(|value| values.get(index) == Some(&value.slug)).map(|value| value.name.clone())
    };
    let radios = offered
        .into_iter()
        .map(|value| view! { <Choice product=product.clone() index option=slug.clone() value is_colour values/> })
        .collect_view();
    view! {
        <fieldset class="mt-8">
            <legend class="mb-3 text-sm">
                <span class="font-medium">{name}</span>
                <span class="scripted ml-2 text-muted">{current}</span>
            </legend>
            <div class="flex flex-wrap gap-3">{radios}</div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Choice(
    product: ProductView,
    index: usize,
    option: String,
    value: OptionValueView,
    is_colour: bool,
    values: RwSignal<Vec<String>>,
) -> impl IntoView {
    let t = use_texts();
    let (slug, id) = (value.slug.clone(), format!("{option}-{}", value.slug));
    let checked = values.with_untracked(|values| values.get(index) == Some(&slug));
    // What this value means together with the other choices as they stand.
    let with_this = values.with_untracked(|values| {
        let mut values = values.clone();
        if let Some(place) = values.get_mut(index) {
            place.clone_from(&slug);
        }
        values
    });
    let variant = chosen(&product.variants, &with_this);
    let sold_out = product.variants.iter().filter(|variant| variant.values.get(index) == Some(&slug)).all(|variant| variant.available == 0);
    let cheapest = product.variants.iter().map(|variant| variant.price).min().unwrap_or_default();
    let extra =
        variant.map(|variant| variant.price - cheapest).filter(|extra| *extra > 0).map(|extra| format!("+ {}", Money::rappen(extra)));
    let select = move |_| {
        values.update(|values| {
            if let Some(place) = values.get_mut(index) {
                place.clone_from(&slug);
            }
        });
    };
    let swatch = swatch(&value.slug).filter(|_| is_colour);
    view! {
        <label class="choice" class:choice-sold-out=sold_out>
            <input type="radio" id=id name=format!("values[{index}]") value=value.slug.clone() checked=checked class="sr-only" on:change=select/>
            {swatch.map(|class| view! { <span class=format!("size-6 shrink-0 rounded-full border border-ink/20 {class}")></span> })}
            <span>{value.name}</span>
            {extra.map(|extra| view! { <span class="text-muted tabular-nums">{extra}</span> })}
            {sold_out.then(|| view! { <span class="text-muted">{t.product.sold_out}</span> })}
        </label>
    }
}

/// The colour of a value, for options that are colours. Values without one are shown by their names alone.
fn swatch(value: &str) -> Option<&'static str> {
    Some(match value {
        "salbei" => "bg-swatch-sage",
        "sand" => "bg-swatch-sand",
        "nacht" => "bg-swatch-night",
        "blau" => "bg-swatch-blue",
        "hafer" => "bg-swatch-oat",
        "creme" => "bg-swatch-cream",
        "gletscher" => "bg-swatch-glacier",
        "laerche" => "bg-swatch-larch",
        "rost" => "bg-swatch-rust",
        "moos" => "bg-swatch-moss",
        _ => return None,
    })
}
