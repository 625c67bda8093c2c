//! The mail that says that an order stands and how its buyer pays it by transfer.

use std::{collections::HashMap, sync::LazyLock};

use askama::Template;
use domain::{language::Language, orders::OrderView};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    attachments::{Attached, attach},
    enqueue::{Envelope, enqueue},
    render::{Rendered, render},
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// How an order is paid by transfer.
#[derive(Debug)]
pub(crate) struct PaymentRequest {
    pub order: Uuid,
    /// As they are printed.
    pub account: String,
    pub payable_to: String,
    pub reference: String,
    pub amount: String,
    pub by: String,
    /// File name and PDF.
    pub slip: Option<(String, Vec<u8>)>,
}

/// The mail's words in one language; `{number}`, `{amount}` and `{by}` stand for the order's own.
#[derive(Debug, Deserialize)]
struct Texts {
    subject: String,
    preview: String,
    title: String,
    intro: String,
    account: String,
    payable_to: String,
    reference: String,
    amount: String,
    by: String,
    open_slip: String,
    open_order: String,
    closing: String,
    footer: String,
}

static TEXTS: LazyLock<std::result::Result<HashMap<Language, Texts>, serde_json::Error>> =
    LazyLock::new(|| serde_json::from_str(include_str!("texts.json")));

#[derive(Template)]
#[template(path = "payment_request/body.mjml", escape = "html")]
struct Html<'a> {
    language: &'a str,
    subject: &'a str,
    texts: &'a Texts,
    intro: &'a str,
    link: &'a str,
    request: &'a PaymentRequest,
}

#[derive(Template)]
#[template(path = "payment_request/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Texts,
    intro: &'a str,
    link: &'a str,
    request: &'a PaymentRequest,
}

/// Writes the request into the outbox with its slip, once per order, in the language in which the order was placed.
pub(crate) async fn enqueue_payment_request(
    connection: &mut PgConnection,
    shop: &Shop,
    order: &OrderView,
    request: &PaymentRequest,
) -> Result<()> {
    let mail = rendered(order, request, &shop.settings.base_url)?;
    let envelope = Envelope {
        dedupe_key: format!("payment_request/{}", request.order),
        kind: "payment_request",
        order: Some(request.order),
        recipient: &order.email,
        language: order.language,
        secret: false,
    };
    enqueue(connection, shop, &envelope, &mail).await?;
    if let Some((file_name, content)) = &request.slip {
        attach(connection, &envelope.dedupe_key, Attached { file_name, content_type: "application/pdf", content }).await?;
    }
    Ok(())
}

pub(super) fn rendered(order: &OrderView, request: &PaymentRequest, base_url: &str) -> Result<Rendered> {
    let all = TEXTS.as_ref().map_err(|error| Error::Template(error.to_string()))?;
    let texts = all.get(&order.language).ok_or_else(|| Error::Template(format!("no texts for {}", order.language)))?;
    let subject = texts.subject.replace("{number}", &order.number);
    let intro = texts.intro.replace("{number}", &order.number).replace("{amount}", &request.amount).replace("{by}", &request.by);
    let link = format!("{base_url}/{}/orders/{}", order.language, order.token);
    let html = Html { language: order.language.code(), subject: &subject, texts, intro: &intro, link: &link, request };
    let text = Text { texts, intro: &intro, link: &link, request };
    render(subject.clone(), &html, &text)
}

#[cfg(test)]
mod tests {
    use domain::orders::OrderState;

    use super::*;
    use crate::mail::sample;

    #[test]
    fn all_languages_say_how_to_pay() {
        for language in Language::ALL {
            let order = OrderView { state: OrderState::AwaitingPayment, ..sample::order(language, "Anna Muster") };
            let request = PaymentRequest {
                order: Uuid::nil(),
                account: "CH58 0079 1123 0008 8901 2".into(),
                payable_to: "Laden & Söhne".into(),
                reference: "RF09 7".into(),
                amount: "CHF\u{a0}49.90".into(),
                by: "12.03.2026".into(),
                slip: None,
            };
            let mail = rendered(&order, &request, "https://shop.example").unwrap();
            assert!(mail.subject.contains("2026-000042"), "{language}");
            for body in [&mail.html, &mail.text] {
                for expected in ["CH58 0079 1123 0008 8901 2", "RF09 7", "CHF\u{a0}49.90", "12.03.2026"] {
                    assert!(body.contains(expected), "{language}: {expected}");
                }
                assert!(body.contains(&format!("https://shop.example/{language}/orders/t0ken/payment-slip.pdf")), "{language}");
                assert!(!body.contains('{') || body.contains("<style"), "{language}");
            }
            assert!(mail.text.contains("Laden & Söhne") && !mail.html.contains("Laden & S"), "{language}");
        }
    }
}
