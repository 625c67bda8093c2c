//! The shape of short mails about an order: a heading, a paragraph, the way to the order's page. Each such mail has a folder with its texts.

use std::collections::HashMap;

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

/// A mail's words in one language; `{number}` and `{amount}` stand for the order's own.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Texts {
    subject: String,
    preview: String,
    title: String,
    intro: String,
    open_order: String,
    closing: String,
    footer: String,
}

/// The words of one kind of mail, as its `texts.json` has them.
pub(super) type AllTexts = std::result::Result<HashMap<Language, Texts>, serde_json::Error>;

/// One mail to an order's buyer.
pub(super) struct OrderNotice<'a> {
    /// The kind, and the folder's name.
    pub kind: &'static str,
    /// What it is about: `<kind>/<subject>` is sent once.
    pub subject: Uuid,
    /// The order.
    pub order: Uuid,
    /// The amount in question, if there is one.
    pub amount: Option<Money>,
    /// The words.
    pub texts: &'a AllTexts,
}

#[derive(Template)]
#[template(path = "order_notice/body.mjml", escape = "html")]
struct Html<'a> {
    language: &'a str,
    subject: &'a str,
    texts: &'a Texts,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "order_notice/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Texts,
    link: &'a str,
}

/// Writes the mail into the outbox, in the language the order was placed in, in the transaction that causes it.
pub(super) async fn enqueue_notice(connection: &mut PgConnection, shop: &Shop, notice: &OrderNotice<'_>) -> Result<()> {
    let order = orders::load(connection, notice.order).await?;
    let mail = rendered(&order, &shop.settings.base_url, notice)?;
    let envelope = Envelope {
        dedupe_key: format!("{}/{}", notice.kind, notice.subject),
        kind: notice.kind,
        order: Some(notice.order),
        recipient: &order.email,
        language: order.language,
        secret: false,
    };
    enqueue(connection, shop, &envelope, &mail).await
}

pub(super) fn rendered(order: &OrderView, base_url: &str, notice: &OrderNotice<'_>) -> Result<Rendered> {
    let all = notice.texts.as_ref().map_err(|error| Error::Template(error.to_string()))?;
    let texts = all.get(&order.language).ok_or_else(|| Error::Template(format!("no texts for {}", order.language)))?;
    let amount = notice.amount.map(|amount| amount.to_string()).unwrap_or_default();
    let filled = |text: &str| text.replace("{number}", &order.number).replace("{amount}", &amount);
    let texts = Texts { subject: filled(&texts.subject), preview: filled(&texts.preview), intro: filled(&texts.intro), ..texts.clone() };
    let link = format!("{base_url}/{}/orders/{}", order.language, order.token);
    let html = Html { language: order.language.code(), subject: &texts.subject, texts: &texts, link: &link };
    render(texts.subject.clone(), &html, &Text { texts: &texts, link: &link })
}

#[cfg(test)]
mod tests {
    use domain::orders::OrderState;

    use super::*;
    use crate::mail::{order_cancelled, payment_returned, refund_confirmation, sample};

    fn order(language: Language) -> OrderView {
        OrderView { state: OrderState::Cancelled, ..sample::order(language, "Anna Muster") }
    }

    #[test]
    fn every_notice_is_whole_in_every_language() {
        let amount = Some(Money::rappen(124_190));
        for (texts, amount) in
            [(&*order_cancelled::TEXTS, None), (&*payment_returned::TEXTS, amount), (&*refund_confirmation::TEXTS, amount)]
        {
            for language in Language::ALL {
                let notice = OrderNotice { kind: "test", subject: Uuid::nil(), order: Uuid::nil(), amount, texts };
                let mail = rendered(&order(language), "https://shop.example", &notice).unwrap();
                assert!(mail.subject.contains("2026-000042"), "{language}");
                for body in [&mail.html, &mail.text] {
                    assert!(body.contains(&format!("https://shop.example/{language}/orders/t0ken")), "{language}");
                    assert!(amount.is_none() || body.contains("CHF\u{a0}1’241.90"), "{language}: {body}");
                    assert!(!body.contains("{number}") && !body.contains("{amount}") && !body.contains('ß'), "{language}: {body}");
                }
            }
        }
    }
}
