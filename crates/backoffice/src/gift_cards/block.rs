//! Blocking a card, and setting it free.

use domain::backoffice::{GiftCardDetail, LONGEST_CARD_REASON};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look, TextField};

use super::{
    act::{CardAct, act},
    server_fns::BlockGiftCard,
};
use crate::{orders::Answer, text::use_texts};

/// The form's name.
pub const FORM: &str = "block-card";

/// The form that changes what holds.
#[component]
pub fn Block(
    /// The card.
    card: GiftCardDetail,
    /// What the last form was answered.
    answer: Answer,
) -> impl IntoView {
    let t = use_texts();
    let is_blocked = card.block.is_some();
    let (words, text, submit) = if is_blocked {
        (t.cards.unblock, t.cards.unblock_text, t.cards.unblock_submit)
    } else {
        (t.cards.block, t.cards.block_text, t.cards.block_submit)
    };
    let fields = view! {
        <input type="hidden" name="card" value=card.row.id.to_string()/>
        <input type="hidden" name="version" value=card.version.to_string()/>
        <input type="hidden" name="blocked" value=(!is_blocked).to_string()/>
        <p class="text-sm">{text}</p>
        <TextField
            id="block-reason"
            name="reason"
            label=t.cards.reason
            value=answer.value(FORM, "reason", "")
            autocomplete="off"
            most=u32::try_from(LONGEST_CARD_REASON).unwrap_or(u32::MAX)
            hint=t.cards.reason_hint
            error=answer.error(FORM, "reason", t.cards.reason)
        />
    };
    act(CardAct { form: FORM, action: BlockGiftCard::url(), words, submit }, answer, fields)
}

/// The form that undoes what was just done to the card, if it can be.
pub fn undo(card: &GiftCardDetail, answer: Answer, done: &str) -> Option<AnyView> {
    let t = use_texts();
    let is_blocked = match done {
        "card-blocked" => true,
        "card-unblocked" => false,
        _ => return None,
    };
    let form = view! {
        <form method="post" action=BlockGiftCard::url()>
            <input type="hidden" name="card" value=card.row.id.to_string()/>
            <input type="hidden" name="version" value=card.version.to_string()/>
            <input type="hidden" name="blocked" value=(!is_blocked).to_string()/>
            <input type="hidden" name="reason" value=t.frame.undone/>
            <input type="hidden" name="back" value=move || answer.here.get()/>
            <Button look=Look::Small>{t.frame.undo}</Button>
        </form>
    };
    Some(form.into_any())
}
