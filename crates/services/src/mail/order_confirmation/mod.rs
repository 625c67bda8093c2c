//! The mail that says that an order is paid.

use std::{collections::HashMap, sync::LazyLock};

use askama::Template;
use domain::{language::Language, money::Money, orders::OrderView};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    enqueue::{Envelope, enqueue},
    render::{Rendered, render},
};
use crate::{
    error::{Error, Result},
    orders,
    shop::Shop,
};

/// The mail's words in one language; `{number}`, `{rate}` and `{gross}` stand for the order's own.
#[derive(Debug, Deserialize)]
struct Texts {
    subject: String,
    preview: String,
    title: String,
    intro: String,
    open_order: String,
    items: String,
    delivery: String,
    total: String,
    voucher: String,
    gift_card: String,
    due: String,
    vat: String,
    address: String,
    closing: String,
    footer: String,
}

static TEXTS: LazyLock<std::result::Result<HashMap<Language, Texts>, serde_json::Error>> =
    LazyLock::new(|| serde_json::from_str(include_str!("texts.json")));

/// A line below the goods: a discount, how it was paid, or contained tax.
struct Share {
    label: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "order_confirmation/body.mjml", escape = "html")]
struct Html<'a> {
    language: &'a str,
    subject: &'a str,
    texts: &'a Texts,
    intro: &'a str,
    link: &'a str,
    order: &'a OrderView,
    discount: Option<&'a Share>,
    paid: &'a [Share],
    vat: &'a [Share],
}

#[derive(Template)]
#[template(path = "order_confirmation/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Texts,
    intro: &'a str,
    link: &'a str,
    order: &'a OrderView,
    discount: Option<&'a Share>,
    paid: &'a [Share],
    vat: &'a [Share],
}

fn money(rappen: i64) -> String {
    Money::rappen(rappen).to_string()
}

/// Writes the confirmation of a paid order into the outbox: once per order, in the language it was placed in.
pub(crate) async fn enqueue_order_confirmation(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<()> {
    let view = orders::load(connection, order).await?;
    let mail = rendered(&view, &shop.settings.base_url)?;
    let envelope = Envelope {
        dedupe_key: format!("order_confirmation/{order}"),
        kind: "order_confirmation",
        order: Some(order),
        recipient: &view.email,
        language: view.language,
        secret: false,
    };
    enqueue(connection, shop, &envelope, &mail).await
}

pub(super) fn rendered(order: &OrderView, base_url: &str) -> Result<Rendered> {
    let all = TEXTS.as_ref().map_err(|error| Error::Template(error.to_string()))?;
    let texts = all.get(&order.language).ok_or_else(|| Error::Template(format!("no texts for {}", order.language)))?;
    let subject = texts.subject.replace("{number}", &order.number);
    let intro = texts.intro.replace("{number}", &order.number);
    let link = format!("{base_url}/{}/orders/{}", order.language, order.token);
    let vat: Vec<Share> = order
        .vat
        .iter()
        .map(|share| Share {
            label: texts.vat.replace("{rate}", &share.rate.to_string()).replace("{gross}", &money(share.gross)),
            amount: money(share.vat),
        })
        .collect();
    // A voucher for free delivery shows in the fee.
    let discount = order
        .voucher
        .as_ref()
        .filter(|voucher| voucher.discount > 0)
        .map(|voucher| Share { label: texts.voucher.replace("{code}", &voucher.code), amount: money(-voucher.discount) });
    let discount = discount.as_ref();
    // With one way of paying there is nothing to tell apart.
    let paid = match order.gift_card_total {
        0 => Vec::new(),
        part => vec![
            Share { label: texts.gift_card.clone(), amount: money(part) },
            Share { label: texts.due.clone(), amount: money(order.due) },
        ],
    };
    let html = Html {
        language: order.language.code(),
        subject: &subject,
        texts,
        intro: &intro,
        link: &link,
        order,
        discount,
        paid: &paid,
        vat: &vat,
    };
    let text = Text { texts, intro: &intro, link: &link, order, discount, paid: &paid, vat: &vat };
    render(subject.clone(), &html, &text)
}

#[cfg(test)]
mod tests {
    use domain::{
        orders::{Benefit, UsedVoucher},
        vat::BasisPoints,
    };

    use super::*;
    use crate::mail::sample::order;

    #[test]
    fn all_languages_say_number_total_and_tax() {
        for language in Language::ALL {
            let mail = rendered(&order(language, "Anna Muster"), "https://shop.example").unwrap();
            assert!(mail.subject.contains("2026-000042"), "{language}");
            for body in [&mail.html, &mail.text] {
                assert!(body.contains("CHF\u{a0}1’241.90"), "{language}: {body}");
                assert!(body.contains("8.1\u{a0}%") && body.contains("CHF\u{a0}93.06"), "{language}: {body}");
                assert!(body.contains(&format!("https://shop.example/{language}/orders/t0ken")), "{language}");
                assert!(!body.contains("{number}") && !body.contains("{rate}"), "{language}");
            }
        }
    }

    #[test]
    fn voucher_and_gift_card_have_their_lines() {
        for language in Language::ALL {
            let voucher = UsedVoucher { code: "WILLKOMMEN10".into(), benefit: Benefit::Percent(BasisPoints(1_000)), discount: 12_340 };
            let order = OrderView {
                discount_total: 12_340,
                voucher: Some(voucher),
                total: 111_850,
                gift_card_total: 5_000,
                due: 106_850,
                ..order(language, "Anna Muster")
            };
            let mail = rendered(&order, "https://shop.example").unwrap();
            for body in [&mail.html, &mail.text] {
                for words in ["WILLKOMMEN10", "CHF\u{a0}-123.40", "CHF\u{a0}1’118.50", "CHF\u{a0}50.00", "CHF\u{a0}1’068.50"] {
                    assert!(body.contains(words), "{language} {words}: {body}");
                }
                assert!(!body.contains("{code}"), "{language}");
            }
        }
        let plain = rendered(&order(Language::De, "Anna Muster"), "https://shop.example").unwrap();
        assert!(!plain.text.contains("Gutschein") && !plain.text.contains("Geschenkkarte"), "{}", plain.text);
    }

    #[test]
    fn what_buyers_write_stays_text() {
        let mail = rendered(&order(Language::De, "<script>alert(1)</script> & \"Co\""), "https://shop.example").unwrap();
        assert!(!mail.html.contains("<script>"), "{}", mail.html);
        assert!(mail.text.contains("<script>alert(1)</script> & \"Co\""));
    }
}
