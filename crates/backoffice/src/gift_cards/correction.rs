//! Correcting what is on a card.

use domain::{
    accounts::Proof,
    backoffice::{GiftCardDetail, LONGEST_CARD_REASON, Offer},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{LinkButton, Look, TextField};
use uuid::Uuid;

use super::{
    act::{CardAct, act},
    query::TABLE,
    server_fns::CorrectGiftCard,
};
use crate::{
    orders::Answer,
    text::{use_language, use_texts},
};

/// The form's name.
pub const FORM: &str = "correct-card";

/// The form, or the way to the proof that it needs first; nothing for those who may not.
#[component]
pub fn Correction(
    /// The card.
    card: GiftCardDetail,
    /// What is sent twice under it is done once.
    key: Uuid,
    /// What the last form was answered.
    answer: Answer,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let proof = match card.correction {
        Offer::No => return ().into_any(),
        Offer::Yes => return view! { <Form card key answer/> }.into_any(),
        Offer::After(proof) => proof,
    };
    let href = match proof {
        Proof::StepUp => format!("/{language}/account/step-up?to={TABLE}/{}", card.row.id),
        Proof::SecondFactor => format!("/{language}/account/second-factors/codes"),
    };
    view! {
        <div class="text-sm" data-testid=FORM>
            <LinkButton href look=Look::Small external=true>{t.cards.correct}</LinkButton>
            <p class="mt-1 text-xs text-muted">{t.order.prove_first}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Form(card: GiftCardDetail, key: Uuid, answer: Answer) -> impl IntoView {
    let t = use_texts();
    let chosen = answer.value(FORM, "direction", "less");
    let choice = move |value: &'static str, words: &'static str| {
        let checked = chosen == value;
        view! {
            <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm lg:min-h-9">
                <input type="radio" name="direction" value=value checked=checked class="radio shrink-0"/>
                {words}
            </label>
        }
    };
    let fields = view! {
        <input type="hidden" name="card" value=card.row.id.to_string()/>
        <input type="hidden" name="key" value=key.to_string()/>
        <p class="text-sm">{t.cards.correct_text}</p>
        <fieldset class="min-w-0">
            <legend class="text-sm font-medium">{t.cards.direction}</legend>
            <div class="flex flex-wrap gap-x-6">{choice("less", t.cards.less)} {choice("more", t.cards.more)}</div>
        </fieldset>
        <div class="grid items-start gap-4 md:grid-cols-2">
            <TextField
                id="correct-amount"
                name="amount"
                label=t.cards.amount
                value=answer.value(FORM, "amount", "")
                autocomplete="off"
                inputmode="decimal"
                most=12
                error=answer.error(FORM, "amount", t.cards.amount)
            />
            <TextField
                id="correct-reason"
                name="reason"
                label=t.cards.reason
                value=answer.value(FORM, "reason", "")
                autocomplete="off"
                most=u32::try_from(LONGEST_CARD_REASON).unwrap_or(u32::MAX)
                hint=t.cards.reason_hint
                error=answer.error(FORM, "reason", t.cards.reason)
            />
        </div>
    };
    act(CardAct { form: FORM, action: CorrectGiftCard::url(), words: t.cards.correct, submit: t.cards.correct_submit }, answer, fields)
}
