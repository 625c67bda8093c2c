//! The mail that says that an order was not paid in time, and how to order again.

use domain::{
    orders::{OrderState, OrderView},
    payments::PaymentState,
};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    enqueue::{Envelope, enqueue},
    letter::{Button, Letter, all_goods, order_page, texts},
};
use crate::{error::Result, orders, payments, shop::Shop};

/// The mail's words in one language; `{number}` is the order's.
#[derive(Debug, Deserialize)]
struct Texts {
    subject: String,
    preview: String,
    title: String,
    intro: String,
    again: String,
    open_order: String,
    goods: String,
}

/// Writes the mail about an order that has expired into the outbox, once per order. Whoever was charged all the same is not told that the order is
/// over: staff have their payment before them.
pub(crate) async fn enqueue_order_expired(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<()> {
    let payment = payments::of_order(connection, order, OrderState::Expired).await?;
    if payment.is_some_and(|payment| matches!(payment.state, PaymentState::Paid | PaymentState::Quarantined)) {
        return Ok(());
    }
    let view = orders::load(connection, order).await?;
    let mail = letter(&view, &shop.settings.base_url)?.rendered()?;
    let envelope = Envelope {
        dedupe_key: format!("order_expired/{order}"),
        kind: "order_expired",
        order: Some(order),
        recipient: &view.email,
        language: view.language,
        secret: false,
    };
    enqueue(connection, shop, &envelope, &mail).await
}

pub(super) fn letter(order: &OrderView, base_url: &str) -> Result<Letter> {
    let texts: Texts = texts(include_str!("texts.json"), order.language)?;
    let filled = |text: &str| text.replace("{number}", &order.number);
    Ok(Letter {
        language: order.language,
        subject: filled(&texts.subject),
        preview: texts.preview,
        title: texts.title,
        paragraphs: vec![filled(&texts.intro), texts.again],
        quote: None,
        button: Button { words: texts.open_order, link: order_page(order, base_url) },
        goods_title: texts.goods,
        goods: all_goods(order),
    })
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::{
        super::letter::tests::{check, order},
        *,
    };

    #[test]
    fn all_languages_lead_back_to_the_order() {
        for language in Language::ALL {
            let mail = letter(&order(language), "https://shop.example").unwrap().rendered().unwrap();
            check(&mail, language);
            assert!(mail.text.contains(&format!("https://shop.example/{language}/orders/t0ken")), "{language}");
            assert!(mail.text.contains("2 ×"), "{language}");
        }
    }
}
