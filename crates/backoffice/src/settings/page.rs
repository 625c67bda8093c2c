//! The settings' screen.

use domain::{
    accounts::Proof,
    backoffice::{Offer, SettingsDetail},
    failure::Failure,
    settings::Setting,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_location, use_query_map};
use site::{load::load, told::told};
use ui::{Button, FieldErrorSummary, LinkButton, Look, Notice, Tone};

use super::{
    AGAIN, FORM, SettingsFields, SettingsScreen,
    sections::Sections,
    server_fns::{SaveSettings, read_settings},
    words::{done_words, label, wrong_words},
};
use crate::{
    delivery::Stored,
    failure::{Answered, has_changed, loaded},
    frame::Head,
    orders::staff_name,
    products::Wrong,
    text::{Texts, use_language, use_texts},
    time::moment,
};

/// The settings. Where the form was sent in vain, it begins with what was entered.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let (query, place) = (use_query_map(), use_location().pathname);
    let wanted = move || if place.read().as_str() == AGAIN { FORM.to_owned() } else { query.read().get("form").unwrap_or_default() };
    let screen = load(wanted, read_settings);
    loaded(screen, |screen| view! { <Settings screen/> }.into_any())
}

#[component]
fn Settings(screen: SettingsScreen) -> impl IntoView {
    let t = use_texts();
    let SettingsScreen { detail, entered } = screen;
    let stored = entered.as_ref().filter(|_| has_changed()).map(|entered| {
        let lines = differences(t, entered, &detail);
        view! { <Stored lines/> }
    });
    let wrong = Wrong::of_address().in_words(wrong_words);
    let summary = wrong.summary(t);
    let changed = detail.changed.clone().map(|(at, who)| {
        view! { <p class="mt-2 text-sm text-muted" data-testid="last-change">{t.settings.last_change(&moment(at), &staff_name(t, &who))}</p> }
    });
    let fields = entered.unwrap_or_else(|| SettingsFields::of(&detail));
    let version = detail.version;
    view! {
        <Head title=t.settings.title/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <h1 class="text-xl font-medium">{t.settings.title}</h1>
            <p class="mt-2 max-w-prose text-sm text-muted">{t.settings.text}</p>
            {changed}
            <PassedOver detail=detail.clone()/>
            <Answered changed=t.settings.changed done=done_words/>
            <ProofFirst/>
            {stored}
            <form method="post" action=SaveSettings::url() class="mt-8 grid max-w-page gap-10" data-testid="settings">
                <FieldErrorSummary title=t.product.check wrong=summary/>
                <input type="hidden" name="version" value=version.to_string()/>
                <Sections detail fields wrong/>
                <p><Button look=Look::SmallMain>{t.settings.save}</Button></p>
            </form>
        </div>
    }
}

/// What is stored and differs from what was entered.
fn differences(t: &'static Texts, entered: &SettingsFields, detail: &SettingsDetail) -> Vec<(String, String)> {
    let other = |setting: Setting| {
        let row = detail.row(setting).filter(|row| row.operator.is_none() && row.stored != entered.get(setting).trim())?;
        let value = if row.stored.is_empty() { "–".to_owned() } else { row.stored.clone() };
        Some((label(t, setting).to_owned(), value))
    };
    Setting::ALL.into_iter().filter_map(other).collect()
}

/// Says which settings do not hold, because they break a rule that came after them.
#[component]
fn PassedOver(detail: SettingsDetail) -> impl IntoView {
    let t = use_texts();
    let names: Vec<&str> = detail.rows.iter().filter(|row| row.is_wrong).map(|row| label(t, row.setting)).collect();
    (!names.is_empty()).then(|| {
        view! { <div class="mt-4 max-w-prose" data-testid="passed-over"><Notice tone=Tone::Warn>{t.settings.passed_over(&names.join(", "))}</Notice></div> }
    })
}

/// The way to the proof, where the last form needed it first. What was entered is there again afterwards.
#[component]
fn ProofFirst() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    matches!(told(), Some(Failure::Unproven(Proof::StepUp))).then(|| {
        let href = format!("/{language}/account/step-up?to={AGAIN}");
        view! {
            <div class="mt-3 text-sm" data-testid="prove">
                <LinkButton href look=Look::Small external=true>{t.failure.prove}</LinkButton>
                <p class="mt-1 text-muted">{t.settings.kept}</p>
            </div>
        }
    })
}

/// Whether a change of the account needs a proof that is not there.
pub fn needs_proof(offer: Offer) -> bool {
    matches!(offer, Offer::After(_))
}
