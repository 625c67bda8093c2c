//! The rates of all classes.

use domain::{
    backoffice::VatRatesDetail,
    vat::{DatedRate, VatClass},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Badge, Button, CELL, Column, FIGURE_CELL, FieldErrorSummary, Look, SelectField, Table, TextField, button_class};

use super::{
    NEW,
    server_fns::{AddVatRate, RemoveVatRate, read_vat},
    words::{done_words, standing_code, standing_words, wrong_words},
};
use crate::{
    failure::{Answered, loaded},
    frame::Head,
    products::{Wrong, vat_choices},
    text::{Texts, use_texts},
    time::date,
};

/// What holds, held and will hold, and the form for what is to come.
#[component]
pub fn VatPage() -> impl IntoView {
    let t = use_texts();
    let rates = load(|| (), |()| read_vat());
    view! {
        <Head title=t.frame.vat/>
        <div class="grid grid-cols-1 gap-8 px-5 pt-6 pb-16 md:px-8">
            <div>
                <h1 class="text-xl font-medium">{t.frame.vat}</h1>
                <p class="mt-2 max-w-prose text-sm text-muted">{t.vat.text}</p>
                <Answered changed=t.vat.changed done=done_words/>
            </div>
            <FieldErrorSummary title=t.product.check wrong=Wrong::of_address().in_words(wrong_words).summary(t)/>
            <NewRate/>
            {loaded(rates, |detail| view! { <Classes detail/> }.into_any())}
        </div>
    }
}

#[component]
fn Classes(detail: VatRatesDetail) -> impl IntoView {
    let t = use_texts();
    vat_choices(t)
        .into_iter()
        .filter_map(|(code, words)| VatClass::from_code(code).map(|class| (class, words)))
        .map(|(class, words)| view! { <Class class words detail=detail.clone()/> })
        .collect_view()
}

#[component]
fn Class(class: VatClass, words: &'static str, detail: VatRatesDetail) -> impl IntoView {
    let t = use_texts();
    let columns = vec![
        Column::words(t.vat.first_day),
        Column::figures(t.vat.rate_short),
        Column::words(t.vat.standing).with("max-md:hidden"),
        Column::unseen(t.vat.remove),
    ];
    let rows = detail.rates.iter().filter(|rate| rate.class == class).map(|rate| row(t, &detail, *rate)).collect_view();
    view! {
        <section aria-labelledby=class.code()>
            <h2 id=class.code() class="text-lg font-medium">{words}</h2>
            <div class="mt-2 max-w-prose">
                <Table caption=words columns name=class.code()>{rows}</Table>
            </div>
        </section>
    }
}

fn row(t: &'static Texts, detail: &VatRatesDetail, rate: DatedRate) -> impl IntoView + use<> {
    let standing = detail.standing(rate);
    let (words, tone) = standing_words(t, standing);
    let day = date(rate.first_day);
    let remove = detail.is_removable(rate).then(|| {
        view! {
            <form method="post" action=RemoveVatRate::url()>
                <input type="hidden" name="class" value=rate.class.code()/>
                <input type="hidden" name="first_day" value=rate.first_day.to_string()/>
                <input type="hidden" name="rate" value=rate.rate.0.to_string()/>
                <Button look=Look::Small label=t.vat.remove_label(&day)>{t.vat.remove}</Button>
            </form>
        }
    });
    view! {
        <tr class="row" data-first-day=rate.first_day.to_string() data-standing=standing_code(standing)>
            <td class=format!("{CELL} tabular-nums")>
                {day.clone()} <span class="mt-1 block md:hidden"><Badge tone>{words}</Badge></span>
            </td>
            <td class=FIGURE_CELL>{rate.rate.to_string()}</td>
            <td class=format!("{CELL} max-md:hidden")><Badge tone>{words}</Badge></td>
            <td class=CELL>{remove}</td>
        </tr>
    }
}

/// The form for a coming rate, open where it was sent in vain.
#[component]
fn NewRate() -> impl IntoView {
    let t = use_texts();
    let query = use_query_map();
    let is_sent = query.with_untracked(|query| query.get("form").is_some_and(|form| form == NEW));
    let entered = move |name: &str| query.with_untracked(|query| query.get(&format!("e.{name}"))).unwrap_or_default();
    let wrong = Wrong::of_address().in_words(wrong_words);
    view! {
        <details class="offered" open=is_sent data-testid="new-rate">
            <summary class=button_class(Look::Small)>{t.vat.new}</summary>
            <form method="post" action=AddVatRate::url() class="mt-3 grid max-w-page gap-4 rounded-sm border border-hairline p-4">
                <p class="max-w-prose text-sm text-muted">{t.vat.new_text}</p>
                <div class="grid grid-cols-1 items-start gap-4 md:grid-cols-3">
                    <SelectField id="class" name="fields[class]" label=t.vat.class options=vat_choices(t) value=entered("class") error=wrong.with(t, "class")/>
                    <TextField
                        id="first_day"
                        name="fields[first_day]"
                        kind="date"
                        label=t.vat.first_day
                        value=entered("first_day")
                        autocomplete="off"
                        most=10
                        error=wrong.with(t, "first_day")
                    />
                    <TextField
                        id="rate"
                        name="fields[rate]"
                        label=t.vat.rate
                        value=entered("rate")
                        autocomplete="off"
                        inputmode="decimal"
                        most=6
                        error=wrong.with(t, "rate")
                    />
                </div>
                <p><Button look=Look::SmallMain>{t.vat.add}</Button></p>
            </form>
        </details>
    }
}
