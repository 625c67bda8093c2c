//! All methods.

use domain::{
    address::COUNTRIES,
    backoffice::{DeliveryMethodDetail, moved},
    language::Language,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use site::load::load;
use ui::{Badge, Button, FieldErrorSummary, Look, Notice, Tone, button_class};

use super::{
    DeliveryScreen, METHODS,
    example::Comparison,
    server_fns::{CreateDeliveryMethod, ReorderDeliveryMethods, read_delivery},
    texts::TextColumns,
    words::{country_words, done_words, kilograms, wrong_words},
};
use crate::{
    failure::{Answered, loaded},
    frame::Head,
    products::Wrong,
    text::{Texts, use_language, use_texts},
};

/// The methods in their order, what a parcel costs by them, and the form for a new one.
#[component]
pub fn DeliveryPage() -> impl IntoView {
    let query = use_query_map();
    let wanted = move || {
        let text = |name: &str| query.read().get(name).unwrap_or_default();
        (text("form"), text("kg"), text("worth"))
    };
    let screen = load(wanted, |(form, kg, worth)| read_delivery(String::new(), form, kg, worth));
    loaded(screen, |screen| view! { <Methods screen/> }.into_any())
}

#[component]
fn Methods(screen: DeliveryScreen) -> impl IntoView {
    let t = use_texts();
    let DeliveryScreen { methods, texts, example, key, .. } = screen;
    let is_sent = texts.is_some();
    let wrong = Wrong::of_address().in_words(wrong_words);
    let codes: Vec<String> = methods.iter().map(|method| method.code.clone()).collect();
    let rows = methods.iter().map(|method| view! { <Row method=method.clone() codes=codes.clone()/> }).collect_view();
    view! {
        <Head title=t.frame.delivery/>
        <div class="grid grid-cols-1 gap-8 px-5 pt-6 pb-16 md:px-8">
            <div>
                <h1 class="text-xl font-medium">{t.frame.delivery}</h1>
                <p class="mt-2 max-w-prose text-sm text-muted">{t.delivery.text}</p>
                <Answered changed=t.delivery.changed done=done_words/>
                {nowhere(t, &methods)}
            </div>
            <FieldErrorSummary title=t.product.check wrong=wrong.summary(t)/>
            <ul id="methods" class="max-w-prose divide-y divide-hairline border-y border-hairline" data-testid="methods">{rows}</ul>
            <details class="offered" open=is_sent data-testid="new-method">
                <summary class=button_class(Look::Small)>{t.delivery.new}</summary>
                <form method="post" action=CreateDeliveryMethod::url() class="mt-3 grid max-w-page gap-6 rounded-sm border border-hairline p-4">
                    <input type="hidden" name="key" value=key.to_string()/>
                    <p class="max-w-prose text-sm text-muted">{t.delivery.new_text}</p>
                    <TextColumns fields=texts.unwrap_or_default() wrong/>
                    <p><Button look=Look::SmallMain>{t.delivery.create}</Button></p>
                </form>
            </details>
            <Comparison methods example/>
        </div>
    }
}

/// Where nothing is sent to: whoever lives there cannot buy.
fn nowhere(t: &'static Texts, methods: &[DeliveryMethodDetail]) -> impl IntoView + use<> {
    let is_reached = |country: &str| {
        methods.iter().filter(|method| method.is_active).any(|method| method.rates.iter().any(|rate| rate.country == country))
    };
    let missing: Vec<String> =
        COUNTRIES.into_iter().filter(|country| !is_reached(country)).map(|country| country_words(t, country)).collect();
    (!missing.is_empty()).then(|| {
        let words = t.delivery.nowhere(&missing.join(", "));
        view! { <div class="mt-4 max-w-prose" data-testid="nowhere"><Notice tone=Tone::Warn>{words}</Notice></div> }
    })
}

#[component]
fn Row(method: DeliveryMethodDetail, codes: Vec<String>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let name = method.name.get(language).to_owned();
    let place = codes.iter().position(|code| *code == method.code).unwrap_or_default();
    let step = |to: usize, label: String, words: &'static str| {
        let (shown, order) = (codes.join(","), moved(&codes, place, to).join(","));
        view! {
            <form method="post" action=ReorderDeliveryMethods::url()>
                <input type="hidden" name="shown" value=shown/>
                <input type="hidden" name="order" value=order/>
                <Button look=Look::Small label>{words}</Button>
            </form>
        }
    };
    let up = (place > 0).then(|| step(place - 1, t.categories.up(&name), "↑"));
    let down = (place + 1 < codes.len()).then(|| step(place + 1, t.categories.down(&name), "↓"));
    let off = (!method.is_active).then(|| view! { <Badge>{t.delivery.off}</Badge> });
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2" data-method=method.code.clone() data-active=method.is_active.to_string()>
            <span class="min-w-0">
                <a href=format!("{METHODS}/{}", method.code) class="inline-flex min-h-8 items-center font-medium underline-offset-4 hover:underline">{name.clone()}</a>
                " " {off}
                <span class="block text-xs text-muted">{described(t, language, &method)}</span>
            </span>
            <span class="flex gap-2">{up} {down}</span>
        </li>
    }
}

/// When its parcels arrive, and how heavy those to each country may be.
fn described(t: &'static Texts, language: Language, method: &DeliveryMethodDetail) -> String {
    let heaviest = |country: &str| method.rates.iter().filter(|rate| rate.country == country).map(|rate| rate.up_to_grams).max();
    let carries = |country: &str| Some(t.delivery.carries(&country_words(t, country), &kilograms(heaviest(country)?)));
    let promise = method.promise.get(language).to_owned();
    std::iter::once(promise).chain(COUNTRIES.into_iter().filter_map(carries)).collect::<Vec<_>>().join(" · ")
}
