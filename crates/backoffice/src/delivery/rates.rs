//! What a method costs: a table for each country, all of them in one form.

use domain::{
    address::COUNTRIES,
    backoffice::{DeliveryMethodDetail, rate_field},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, CellField, Look, TextField};

use super::{Example, LOOK, RateFields, example::Preview, fields::RateRow, server_fns::SetDeliveryRates, words::country_words};
use crate::{products::Wrong, text::use_texts};

/// The rows' columns.
const GRID: &str = "grid grid-cols-3 gap-2 md:gap-3";

/// The form with the rates.
#[component]
pub fn Rates(
    /// The method.
    method: DeliveryMethodDetail,
    /// What the fields begin with.
    fields: RateFields,
    /// What a parcel costs by the rates in the form, where somebody wanted to look first.
    preview: Option<Example>,
    /// What is wrong with them.
    wrong: Wrong,
) -> impl IntoView {
    let t = use_texts();
    let error = wrong.with(t, "rates").get_untracked();
    let RateFields { rows, kg, worth } = fields;
    let rows: Vec<(usize, RateRow)> = rows.into_iter().enumerate().collect();
    let countries = COUNTRIES
        .map(|country| {
            let rows = rows.iter().filter(|(_, row)| row.country == country).cloned().collect();
            view! { <Country country rows wrong=wrong.clone()/> }
        })
        .collect_view();
    let preview = preview.map(|example| view! { <Preview fees=example.of(&method.code) example/> });
    view! {
        <section aria-labelledby="rates">
            <h2 id="rates" tabindex="-1" class="text-lg font-medium">{t.delivery.rates}</h2>
            <p class="mt-2 max-w-prose text-sm text-muted">{t.delivery.rates_text}</p>
            {error.map(|error| view! { <p class="mt-2 text-sm text-bad">{error}</p> })}
            <form method="post" action=SetDeliveryRates::url() class="mt-4 grid grid-cols-1 gap-8" data-testid="rates">
                <input type="hidden" name="method" value=method.code.clone()/>
                <input type="hidden" name="version" value=method.version.to_string()/>
                <div class="grid grid-cols-1 items-start gap-8 xl:grid-cols-2">{countries}</div>
                {preview}
                <fieldset class="min-w-0 max-w-prose">
                    <legend class="mb-3 text-sm font-medium">{t.delivery.parcel}</legend>
                    <div class="grid grid-cols-2 items-end gap-3 md:grid-cols-3">
                        <TextField id="kg" name="fields[kg]" label=t.delivery.kg value=kg autocomplete="off" inputmode="decimal" most=8/>
                        <TextField id="worth" name="fields[worth]" label=t.delivery.worth value=worth autocomplete="off" inputmode="decimal" most=12/>
                    </div>
                </fieldset>
                <p class="flex flex-wrap gap-3">
                    <Button look=Look::SmallMain>{t.delivery.save_rates}</Button>
                    <Button look=Look::Small name="intent" value=LOOK>{t.delivery.look_first}</Button>
                </p>
            </form>
        </section>
    }
}

/// The rates of one country.
#[component]
fn Country(country: &'static str, rows: Vec<(usize, RateRow)>, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let heads = [t.delivery.up_to, t.delivery.from, t.delivery.fee].map(|words| view! { <span>{words}</span> }).collect_view();
    let rows = rows.into_iter().map(|(place, row)| view! { <Row place row wrong=wrong.clone()/> }).collect_view();
    view! {
        <fieldset class="min-w-0" data-country=country>
            <legend class="text-sm font-medium">{country_words(t, country)}</legend>
            <div aria-hidden="true" class=format!("mt-2 border-b border-hairline pb-2 text-xs text-muted max-md:hidden {GRID}")>{heads}</div>
            <ul>{rows}</ul>
        </fieldset>
    }
}

#[component]
fn Row(place: usize, row: RateRow, wrong: Wrong) -> impl IntoView {
    let t = use_texts();
    let name = move |field: &str| format!("fields[rows][{place}][{field}]");
    let field = |field: &'static str, label: &'static str, value: String| {
        let id = rate_field(field, place);
        let error = wrong.with(t, &id);
        view! { <CellField id name=name(field) label value most=12 inputmode="decimal" error/> }
    };
    view! {
        <li class="border-b border-hairline py-2">
            <fieldset class="min-w-0">
                <legend class="sr-only">{t.product.row(&(place + 1).to_string())}</legend>
                <input type="hidden" name=name("country") value=row.country/>
                <div class=format!("items-end {GRID}")>
                    {field("up_to", t.delivery.up_to, row.up_to)}
                    {field("from", t.delivery.from, row.from)}
                    {field("fee", t.delivery.fee, row.fee)}
                </div>
            </fieldset>
        </li>
    }
}
