//! The mail that says that a parcel is on its way: one per parcel, and as many more as staff send on purpose.

use domain::{
    language::Language,
    orders::{OrderView, ParcelView},
};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    enqueue::{Envelope, enqueue},
    letter::{Button, Letter, goods_of, order_page, texts},
};
use crate::{error::Result, orders, shop::Shop};

/// The mail's words in one language; `{number}` is the order's, `{tracking}` the carrier's.
#[derive(Debug, Deserialize)]
struct Texts {
    subject: String,
    preview: String,
    title: String,
    intro: String,
    rest_follows: String,
    tracking: String,
    follow: String,
    open_order: String,
    confirm: String,
    goods: String,
}

/// What a buyer is told of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Whether nothing of the order is left to send.
    pub everything: bool,
    /// The key of a mail that is sent once more on purpose.
    pub again: Option<Uuid>,
}

/// The mail as it would be sent.
pub(crate) struct Preview {
    pub recipient: String,
    pub language: Language,
    pub subject: String,
    pub text: String,
}

/// The mail about a parcel, without sending it. `everything` as in [`Told`].
pub(crate) async fn preview_shipped(
    connection: &mut PgConnection,
    shop: &Shop,
    order: Uuid,
    parcel: &ParcelView,
    everything: bool,
) -> Result<Preview> {
    let view = orders::load(connection, order).await?;
    let mail = letter(&view, parcel, everything, &shop.settings.base_url)?.rendered()?;
    Ok(Preview { recipient: view.email, language: view.language, subject: mail.subject, text: mail.text })
}

/// Writes the mail about a parcel into the outbox: once per parcel, and once for each key under which it is sent again.
pub(crate) async fn enqueue_shipped(
    connection: &mut PgConnection,
    shop: &Shop,
    order: Uuid,
    parcel: &ParcelView,
    told: Told,
) -> Result<()> {
    let view = orders::load(connection, order).await?;
    let mail = letter(&view, parcel, told.everything, &shop.settings.base_url)?.rendered()?;
    let envelope = Envelope {
        dedupe_key: told.again.map_or_else(|| format!("shipped/{}", parcel.id), |key| format!("shipped/{}/{key}", parcel.id)),
        kind: "shipped",
        order: Some(order),
        recipient: &view.email,
        language: view.language,
        secret: false,
    };
    enqueue(connection, shop, &envelope, &mail).await
}

pub(super) fn letter(order: &OrderView, parcel: &ParcelView, is_last: bool, base_url: &str) -> Result<Letter> {
    let texts: Texts = texts(include_str!("texts.json"), order.language)?;
    let filled = |text: &str| text.replace("{number}", &order.number);
    let mut paragraphs = vec![filled(&texts.intro)];
    if !is_last {
        paragraphs.push(texts.rest_follows);
    }
    if let Some(number) = &parcel.tracking.number {
        paragraphs.push(texts.tracking.replace("{tracking}", number));
    }
    let page = order_page(order, base_url);
    let button = match parcel.tracking.url() {
        Some(link) => {
            paragraphs.push(format!("{} {page}", texts.confirm));
            Button { words: texts.follow, link }
        }
        None => Button { words: texts.open_order, link: page },
    };
    Ok(Letter {
        language: order.language,
        subject: filled(&texts.subject),
        preview: texts.preview,
        title: texts.title,
        paragraphs,
        quote: None,
        button,
        goods_title: texts.goods,
        goods: goods_of(order, &parcel.pieces),
    })
}

#[cfg(test)]
mod tests {
    use domain::orders::{Carrier, ParcelState, Pieces, Tracking};

    use super::{
        super::letter::tests::{check, order},
        *,
    };

    fn parcel(tracking: Tracking) -> ParcelView {
        ParcelView {
            id: Uuid::nil(),
            number: 1,
            state: ParcelState::HandedOver,
            tracking,
            handed_over_at: None,
            pieces: vec![Pieces { position: 0, quantity: 2 }],
        }
    }

    #[test]
    fn the_parcel_can_be_followed_where_its_carrier_lets_one() {
        for language in Language::ALL {
            let post = Tracking { carrier: Some(Carrier::SwissPost), number: Some("993412345612345678".into()) };
            let mail = letter(&order(language), &parcel(post), true, "https://shop.example").unwrap().rendered().unwrap();
            check(&mail, language);
            for body in [&mail.html, &mail.text] {
                assert!(body.contains("https://service.post.ch/ekp-web/ui/entry/search/993412345612345678"), "{language}: {body}");
                assert!(body.contains(&format!("https://shop.example/{language}/orders/t0ken")), "{language}");
                assert!(body.contains("2 ×"), "{language}");
            }
            let unknown = Tracking { carrier: Some(Carrier::Other), number: Some("AB-12".into()) };
            let mail = letter(&order(language), &parcel(unknown), true, "https://shop.example").unwrap().rendered().unwrap();
            assert!(mail.text.contains("AB-12") && mail.text.contains("/orders/t0ken"), "{language}: {}", mail.text);
        }
    }

    #[test]
    fn who_gets_a_part_is_told_that_the_rest_follows() {
        let whole = letter(&order(Language::De), &parcel(Tracking::default()), true, "").unwrap();
        let part = letter(&order(Language::De), &parcel(Tracking::default()), false, "").unwrap();
        assert_eq!((whole.paragraphs.len(), part.paragraphs.len()), (1, 2));
    }
}
