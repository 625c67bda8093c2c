//! Every mail with example data: what staff look at who want to know what the shop writes.

use chrono::DateTime;
use domain::{
    language::Language,
    money::Money,
    orders::{Carrier, OrderView, ParcelState, ParcelView, Pieces, ReturnReason, ReturnState, ReturnView, Tracking},
};
use uuid::Uuid;

use super::{
    accounts::{AccountLetter, AccountMail, Facts, rendered},
    gift_card::{self, GiftCardMail},
    order_cancelled, order_confirmation, order_expired,
    order_notice::{self, AllTexts, OrderNotice},
    payment_request::{self, PaymentRequest},
    payment_returned, refund_confirmation,
    render::Rendered,
    returns, sample, shipped,
};
use crate::error::{Error, Result};

/// The mails about orders. Those about accounts are [`AccountMail::ALL`].
const OF_ORDERS: [&str; 11] = [
    "order_confirmation",
    "payment_request",
    "order_cancelled",
    "order_expired",
    "shipped",
    "payment_returned",
    "refund_confirmation",
    "return_requested",
    "return_accepted",
    "return_refused",
    "return_received",
];

/// The kinds of all mails that go to people outside.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    OF_ORDERS.into_iter().chain(std::iter::once(gift_card::KIND)).chain(AccountMail::ALL.into_iter().map(AccountMail::code))
}

/// A mail of a kind, in a language.
///
/// # Errors
/// [`Error::NotFound`] without such a kind.
pub(super) fn example(kind: &str, language: Language, base_url: &str) -> Result<Rendered> {
    if let Some(kind) = AccountMail::ALL.into_iter().find(|known| known.code() == kind) {
        return of_account(kind, language, base_url);
    }
    let order = order(language);
    match kind {
        "order_confirmation" => order_confirmation::rendered(&order, base_url),
        "payment_request" => payment_request::rendered(&order, &request(), base_url),
        "order_cancelled" => notice(&order, base_url, &order_cancelled::TEXTS),
        "payment_returned" => notice(&order, base_url, &payment_returned::TEXTS),
        "refund_confirmation" => notice(&order, base_url, &refund_confirmation::TEXTS),
        gift_card::KIND => of_gift_card(language, base_url),
        "order_expired" => order_expired::letter(&order, base_url)?.rendered(),
        "shipped" => shipped::letter(&order, &parcel(), true, base_url)?.rendered(),
        "return_requested" => of_return(&order, ReturnState::Requested, base_url),
        "return_accepted" => of_return(&order, ReturnState::Accepted, base_url),
        "return_refused" => of_return(&order, ReturnState::Refused, base_url),
        "return_received" => of_return(&order, ReturnState::Received, base_url),
        _ => Err(Error::NotFound),
    }
}

fn order(language: Language) -> OrderView {
    let mut order = sample::order(language, "Anna Muster");
    for line in &mut order.lines {
        "Tasse Aare".clone_into(&mut line.name);
    }
    order
}

fn request() -> PaymentRequest {
    PaymentRequest {
        order: Uuid::nil(),
        account: "CH58 0079 1123 0008 8901 2".to_owned(),
        payable_to: "Astris".to_owned(),
        reference: "RF18 5390 0754 7034".to_owned(),
        amount: Money::rappen(124_190).to_string(),
        by: "24.12.2026".to_owned(),
        slip: None,
    }
}

fn notice(order: &OrderView, base_url: &str, texts: &AllTexts) -> Result<Rendered> {
    let amount = Some(Money::rappen(order.total));
    order_notice::rendered(order, base_url, &OrderNotice { kind: "", subject: Uuid::nil(), order: Uuid::nil(), amount, texts })
}

fn parcel() -> ParcelView {
    ParcelView {
        id: Uuid::nil(),
        number: 1,
        state: ParcelState::HandedOver,
        tracking: Tracking { carrier: Some(Carrier::SwissPost), number: Some("993412345612345678".to_owned()) },
        handed_over_at: None,
        pieces: vec![Pieces { position: 0, quantity: 2 }],
    }
}

fn of_return(order: &OrderView, state: ReturnState, base_url: &str) -> Result<Rendered> {
    let goods = ReturnView {
        id: Uuid::nil(),
        number: 1,
        state,
        reason: ReturnReason::Damaged,
        words: "…".to_owned(),
        answer: "…".to_owned(),
        pieces: vec![Pieces { position: 0, quantity: 1 }],
        requested_at: DateTime::UNIX_EPOCH,
    };
    returns::letter(order, &goods, base_url)?.ok_or(Error::NotFound)?.rendered()
}

/// The code in it pays for nothing.
fn of_gift_card(language: Language, base_url: &str) -> Result<Rendered> {
    let recipient = "anna@example.ch".parse().map_err(|_| Error::Data("an example's address".into()))?;
    let code = "XXXXX-XXXXX-XXXXX-XXXXX".to_owned();
    let mail = GiftCardMail { card: Uuid::nil(), code, amount: 5_000, expires_at: None, recipient: &recipient, language };
    gift_card::rendered(&mail, base_url)
}

/// The link in it opens nothing.
fn of_account(kind: AccountMail, language: Language, base_url: &str) -> Result<Rendered> {
    let path = format!("/{language}/account");
    let facts = Facts { hours: 24, days: 14, at: Some(DateTime::UNIX_EPOCH), device: "Firefox, Linux", place: "192.0.2.0/24" };
    rendered(base_url, &AccountLetter { kind, cause: "", recipient: "anna@example.ch", language, path: &path, facts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_has_an_example_in_every_language() {
        for kind in kinds() {
            for language in Language::ALL {
                let mail = example(kind, language, "https://shop.example").unwrap();
                assert!(!mail.subject.is_empty() && mail.html.contains(&format!("lang=\"{language}\"")), "{kind} {language}");
                assert!(!mail.text.contains('{'), "{kind} {language}: {}", mail.text);
            }
        }
        assert!(matches!(example("none", Language::De, ""), Err(Error::NotFound)));
    }
}
