//! A method's own screen.

use domain::{backoffice::DeliveryMethodDetail, failure::Failure};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use site::load::load;
use ui::{Badge, Button, FieldErrorSummary, Look, Tone};

use super::{
    DeliveryScreen, LOOK, METHODS, MethodFields, RATES, RateFields, TEXTS,
    rates::Rates,
    server_fns::{SaveDeliveryMethod, read_delivery},
    steps::Steps,
    stored::{Stored, stored_rates, stored_texts},
    texts::TextColumns,
    words::{done_words, wrong_words},
};
use crate::{
    failure::{Answered, FailureView, has_changed, loaded},
    frame::Head,
    products::Wrong,
    text::{Texts, use_language, use_texts},
};

/// The method that the address names. Where one of its forms was sent in vain, that one begins with what was entered.
#[component]
pub fn DeliveryMethodPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let wanted = move || (params.read().get("method").unwrap_or_default(), query.read().get("form").unwrap_or_default());
    let screen = load(wanted, |(method, form)| async move {
        let screen = read_delivery(method.clone(), form, String::new(), String::new()).await?;
        Ok((method, screen))
    });
    loaded(screen, |(code, screen)| match screen.methods.iter().find(|method| method.code == code).cloned() {
        Some(method) => view! { <Method method screen/> }.into_any(),
        None => view! { <FailureView failure=Failure::NotFound/> }.into_any(),
    })
}

/// Which form the address is about.
fn form() -> String {
    use_query_map().with_untracked(|query| query.get("form")).unwrap_or_default()
}

/// What is wrong with the form of this name.
fn wrong_of(name: &str) -> Wrong {
    let wrong = if form() == name { Wrong::of_address() } else { Wrong::default() };
    wrong.in_words(wrong_words)
}

#[component]
fn Method(method: DeliveryMethodDetail, screen: DeliveryScreen) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let DeliveryScreen { texts, rates, example, .. } = screen;
    let name = method.name.get(language).to_owned();
    let stored = stored(t, &method, texts.as_ref(), rates.as_ref());
    let is_look = use_query_map().with_untracked(|query| query.get(LOOK).is_some()) && rates.is_some();
    let (words, tone) = if method.is_active { (t.delivery.on, Tone::Good) } else { (t.delivery.off, Tone::Quiet) };
    let text_fields = texts.unwrap_or_else(|| MethodFields::of(&method));
    let rate_fields = rates.unwrap_or_else(|| RateFields::of(&method));
    view! {
        <Head title=name.clone()/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=METHODS class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.delivery}</a></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 id="method" tabindex="-1" class="text-xl font-medium text-balance">{name}</h1>
                <span data-testid="method-state" data-active=method.is_active.to_string()><Badge tone>{words}</Badge></span>
            </div>
            <Answered changed=t.delivery.changed done=done_words/>
            {stored}
            <Steps method=method.clone()/>
            <div class="mt-8 grid max-w-page grid-cols-1 gap-12">
                <FieldErrorSummary title=t.product.check wrong=Wrong::of_address().in_words(wrong_words).summary(t)/>
                <Rates method=method.clone() fields=rate_fields preview=is_look.then_some(example) wrong=wrong_of(RATES)/>
                <TextForm method fields=text_fields/>
            </div>
        </div>
    }
}

/// What somebody else has stored meanwhile, where a form was refused for it.
fn stored(t: &'static Texts, method: &DeliveryMethodDetail, texts: Option<&MethodFields>, rates: Option<&RateFields>) -> Option<AnyView> {
    let lines = match (texts, rates) {
        (Some(entered), _) if has_changed() => stored_texts(t, entered, method),
        (_, Some(_)) if has_changed() => stored_rates(t, method),
        _ => return None,
    };
    Some(view! { <Stored lines/> }.into_any())
}

#[component]
fn TextForm(method: DeliveryMethodDetail, fields: MethodFields) -> impl IntoView {
    let t = use_texts();
    view! {
        <section aria-labelledby="texts">
            <h2 id="texts" class="text-lg font-medium">{t.delivery.texts}</h2>
            <form method="post" action=SaveDeliveryMethod::url() class="mt-4 grid gap-6" data-testid="texts">
                <input type="hidden" name="method" value=method.code/>
                <input type="hidden" name="version" value=method.version.to_string()/>
                <TextColumns fields wrong=wrong_of(TEXTS)/>
                <p><Button look=Look::SmallMain>{t.delivery.save}</Button></p>
            </form>
        </section>
    }
}
