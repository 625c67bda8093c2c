//! The form for a new gift card, beside the table.

use domain::{backoffice::LONGEST_CARD_REASON, language::Language};
use leptos::{prelude::*, server_fn::ServerFn};
use site::load::load;
use ui::{Button, Look, SelectField, SidePanel, TextField};
use uuid::Uuid;

use super::{
    query::{TABLE, address, of_address},
    server_fns::{IssueGiftCard, read_new_gift_card},
};
use crate::{
    failure::loaded,
    orders::{Answer, Telling},
    table::Panel,
    text::{use_language, use_texts},
};

/// The form's name.
pub const FORM: &str = "new-card";

/// Where its form was sent in vain, it begins with what was entered.
#[component]
pub fn NewGiftCardPanel() -> impl IntoView {
    let t = use_texts();
    let key = load(|| (), |()| read_new_gift_card());
    view! {
        <SidePanel label=t.cards.new>{loaded(key, |key| view! { <New key/> }.into_any())}</SidePanel>
    }
}

#[component]
fn New(key: Uuid) -> impl IntoView {
    let t = use_texts();
    let answer = Answer::of_address();
    view! {
        <Panel title=t.cards.new back=|query| address(TABLE, &of_address(query)) gap="gap-6">
            <Telling answer/>
            <form method="post" action=IssueGiftCard::url() class="grid grid-cols-1 gap-6" data-testid="new-card">
                <input type="hidden" name="key" value=key.to_string()/>
                <input type="hidden" name="back" value=move || answer.here.get()/>
                <Content answer/>
                <Mail answer/>
                <p class="text-sm text-muted">{t.cards.once_text}</p>
                <p><Button look=Look::SmallMain>{t.cards.issue}</Button></p>
            </form>
        </Panel>
    }
}

/// What is on it, how long, and why.
#[component]
fn Content(answer: Answer) -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="grid items-start gap-4 md:grid-cols-2">
            <TextField
                id="amount"
                name="fields[amount]"
                label=t.cards.amount
                value=answer.value(FORM, "amount", "")
                autocomplete="off"
                inputmode="decimal"
                most=12
                error=answer.error(FORM, "amount", t.cards.amount)
            />
            <TextField
                id="expires_at"
                name="fields[expires_at]"
                kind="date"
                label=t.cards.last_day
                value=answer.value(FORM, "expires_at", "")
                autocomplete="off"
                most=10
                optional=t.field.optional
                error=answer.error(FORM, "expires_at", t.cards.last_day)
            />
        </div>
        <TextField
            id="reason"
            name="fields[reason]"
            label=t.cards.reason
            value=answer.value(FORM, "reason", "")
            autocomplete="off"
            most=u32::try_from(LONGEST_CARD_REASON).unwrap_or(u32::MAX)
            hint=t.cards.reason_hint
            error=answer.error(FORM, "reason", t.cards.reason)
        />
    }
}

/// Whom its code is sent to.
#[component]
fn Mail(answer: Answer) -> impl IntoView {
    let (own, t) = (use_language(), use_texts());
    let languages = Language::ALL.map(|language| (language.code(), language.own_name())).to_vec();
    view! {
        <div class="grid items-start gap-4 md:grid-cols-2">
            <TextField
                id="recipient"
                name="fields[recipient]"
                kind="email"
                label=t.cards.recipient
                value=answer.value(FORM, "recipient", "")
                autocomplete="off"
                optional=t.field.optional
                hint=t.cards.recipient_hint
                error=answer.error(FORM, "recipient", t.cards.recipient)
            />
            <SelectField
                id="language"
                name="fields[language]"
                label=t.cards.language
                options=languages
                value=answer.value(FORM, "language", own.code())
                error=answer.error(FORM, "language", t.cards.language)
            />
        </div>
    }
}
