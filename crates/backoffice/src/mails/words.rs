//! Mails in words.

use domain::backoffice::MailState;
use ui::Tone;

use crate::text::Texts;

/// Where a mail stands.
pub const fn state_words(t: &'static Texts, state: MailState) -> (&'static str, Tone) {
    match state {
        MailState::Waiting => (t.mail.waiting, Tone::Quiet),
        MailState::Sent => (t.mail.sent, Tone::Good),
        MailState::Parked => (t.mail.parked, Tone::Bad),
    }
}

/// What a mail is about. A kind of another version of the shop goes by its code.
pub fn kind_words(t: &'static Texts, kind: &str) -> String {
    let words = match kind {
        "order_confirmation" => t.mail.order_confirmation,
        "order_cancelled" => t.mail.order_cancelled,
        "order_expired" => t.mail.order_expired,
        "payment_request" => t.mail.payment_request,
        "payment_returned" => t.mail.payment_returned,
        "refund_confirmation" => t.mail.refund_confirmation,
        "gift_card" => t.mail.gift_card,
        "shipped" => t.mail.shipped,
        "staff_alert" => t.mail.staff_alert,
        kind if kind.starts_with("return_") => t.mail.of_return,
        kind if kind.starts_with("account_") => t.mail.of_account,
        kind => return kind.to_owned(),
    };
    words.to_owned()
}
