//! What a parcel costs, as an example of what the rates mean.

use domain::{backoffice::DeliveryMethodDetail, money::Money};
use leptos::prelude::*;
use site::query_form::QueryForm;
use ui::{Button, CELL, Column, FIGURE_CELL, Look, Table, TextField};

use super::{Example, ExampleFee, METHODS, words::country_words};
use crate::text::{Texts, use_language, use_texts};

/// What one parcel costs by every method that is offered, and the form for another parcel.
#[component]
pub fn Comparison(
    /// The methods.
    methods: Vec<DeliveryMethodDetail>,
    /// What the parcel costs.
    example: Example,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let columns = vec![Column::words(t.product.name), Column::words(t.delivery.country), Column::figures(t.delivery.fee)];
    let offered = methods.iter().filter(|method| method.is_active);
    let rows = offered
        .flat_map(|method| example.of(&method.code).into_iter().map(|fee| (method.name.get(language).to_owned(), fee)))
        .map(|(name, fee)| {
            view! {
                <tr class="row" data-method=fee.method.clone() data-country=fee.country.clone()>
                    <td class=CELL>{name}</td>
                    <td class=CELL>{country_words(t, &fee.country)}</td>
                    <td class=FIGURE_CELL>{fee_view(t, fee.now)}</td>
                </tr>
            }
        })
        .collect_view();
    let Example { kg, worth, .. } = example;
    let caption = t.delivery.example(&kg, &worth);
    view! {
        <section aria-labelledby="example" class="max-w-prose">
            <h2 id="example" class="text-lg font-medium">{caption.clone()}</h2>
            <div class="mt-3">
                <QueryForm path=METHODS.to_owned() keep_place=true>
                    <div class="grid grid-cols-2 items-end gap-3 md:grid-cols-3">
                        <TextField id="kg" name="kg" label=t.delivery.kg value=kg autocomplete="off" inputmode="decimal" most=8/>
                        <TextField id="worth" name="worth" label=t.delivery.worth value=worth autocomplete="off" inputmode="decimal" most=12/>
                        <p><Button look=Look::Small>{t.delivery.look}</Button></p>
                    </div>
                </QueryForm>
            </div>
            <div class="mt-4"><Table caption columns name="example">{rows}</Table></div>
        </section>
    }
}

/// What the parcel costs now, and what it would by the rates in the form.
#[component]
pub fn Preview(
    /// What it costs by this method.
    fees: Vec<ExampleFee>,
    /// The parcel.
    example: Example,
) -> impl IntoView {
    let t = use_texts();
    let columns = vec![Column::words(t.delivery.country), Column::figures(t.delivery.now), Column::figures(t.delivery.then)];
    let rows = fees.into_iter().map(|fee| preview_row(t, fee)).collect_view();
    let caption = t.delivery.example(&example.kg, &example.worth);
    view! {
        <div id="look" tabindex="-1" autofocus=true class="max-w-prose rounded-sm border border-hairline p-4 outline-none" data-testid="preview">
            <h3 class="text-sm font-medium">{caption.clone()}</h3>
            <p class="mt-1 text-sm text-muted">{t.delivery.not_saved}</p>
            <div class="mt-2"><Table caption columns name="preview-fees">{rows}</Table></div>
        </div>
    }
}

fn preview_row(t: &'static Texts, fee: ExampleFee) -> impl IntoView {
    let weight = if fee.now == fee.then { FIGURE_CELL.to_owned() } else { format!("{FIGURE_CELL} font-medium") };
    view! {
        <tr class="row" data-country=fee.country.clone()>
            <td class=CELL>{country_words(t, &fee.country)}</td>
            <td class=FIGURE_CELL data-testid="now">{fee_view(t, fee.now)}</td>
            <td class=weight data-testid="then">{fee_view(t, fee.then)}</td>
        </tr>
    }
}

/// A fee, or that nothing is carried: a dash, which is read out as words.
fn fee_view(t: &'static Texts, fee: Option<i64>) -> AnyView {
    match fee {
        Some(0) => t.delivery.free.into_any(),
        Some(fee) => Money::rappen(fee).to_string().into_any(),
        None => view! { <span aria-hidden="true">"–"</span> <span class="sr-only">{t.delivery.not_carried}</span> }.into_any(),
    }
}
