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
    vat: String,
    address: String,
    closing: String,
    footer: String,
}

static TEXTS: LazyLock<std::result::Result<HashMap<Language, Texts>, serde_json::Error>> =
    LazyLock::new(|| serde_json::from_str(include_str!("texts.json")));

/// A line of contained tax.
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
    vat: &'a [Share],
}

#[derive(Template)]
#[template(path = "order_confirmation/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Texts,
    intro: &'a str,
    link: &'a str,
    order: &'a OrderView,
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
    };
    enqueue(connection, shop, &envelope, &mail).await
}

fn rendered(order: &OrderView, base_url: &str) -> Result<Rendered> {
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
    let html = Html { language: order.language.code(), subject: &subject, texts, intro: &intro, link: &link, order, vat: &vat };
    let text = Text { texts, intro: &intro, link: &link, order, vat: &vat };
    render(subject.clone(), &html, &text)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::{
        address::Address,
        orders::{OrderLineView, OrderState},
        vat::{BasisPoints, VatShare},
    };

    use super::*;

    fn order(language: Language, name: &str) -> OrderView {
        OrderView {
            number: "2026-000042".into(),
            token: "t0ken".into(),
            state: OrderState::Paid,
            language,
            email: "anna@example.ch".into(),
            address: Address {
                name: name.into(),
                street: "Seeweg 12a".into(),
                postal_code: "6004".into(),
                city: "Luzern".into(),
                ..Address::default()
            },
            delivery_name: "PostPac".into(),
            delivery_fee: 790,
            items_total: 123_400,
            total: 124_190,
            vat: vec![VatShare { rate: BasisPoints(810), gross: 124_190, vat: 9306 }],
            lines: vec![OrderLineView {
                product_slug: "tasse-aare".into(),
                name: name.into(),
                options: "Salbei".into(),
                sku: "TASSE-AARE-SALBEI".into(),
                quantity: 2,
                unit_price: 61_700,
                total: 123_400,
                picture: None,
            }],
            placed_at: DateTime::UNIX_EPOCH,
            held_until: None,
            payment: None,
            refunds: Vec::new(),
            history: Vec::new(),
            invoice: None,
        }
    }

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
    fn what_buyers_write_stays_text() {
        let mail = rendered(&order(Language::De, "<script>alert(1)</script> & \"Co\""), "https://shop.example").unwrap();
        assert!(!mail.html.contains("<script>"), "{}", mail.html);
        assert!(mail.text.contains("<script>alert(1)</script> & \"Co\""));
    }
}
