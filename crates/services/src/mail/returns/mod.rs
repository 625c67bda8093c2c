//! The mails about a return: one for each step that the buyer waits for.

use domain::orders::{OrderView, ReturnState, ReturnView};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    enqueue::{Envelope, enqueue},
    letter::{Button, Letter, Quote, goods_of, order_page, texts},
};
use crate::{error::Result, orders, shop::Shop};

/// The mails' words in one language; `{number}` is the order's, `{return}` the return's.
#[derive(Debug, Deserialize)]
struct Texts {
    requested: Step,
    accepted: Step,
    refused: Step,
    received: Step,
    open_order: String,
    your_words: String,
    our_words: String,
    goods: String,
}

/// The words of one step.
#[derive(Debug, Deserialize)]
struct Step {
    subject: String,
    preview: String,
    title: String,
    intro: String,
}

/// Writes the mail about the step that a return has come to into the outbox, once per step; answers the order's number. Closing is no news for the
/// buyer: what the money does is told by a mail of its own.
pub(crate) async fn enqueue_return_news(connection: &mut PgConnection, shop: &Shop, order: Uuid, goods: &ReturnView) -> Result<String> {
    let view = orders::load(connection, order).await?;
    if let Some(letter) = letter(&view, goods, &shop.settings.base_url)? {
        let envelope = Envelope {
            dedupe_key: format!("{}/{}", kind(goods.state), goods.id),
            kind: kind(goods.state),
            order: Some(order),
            recipient: &view.email,
            language: view.language,
            secret: false,
        };
        enqueue(connection, shop, &envelope, &letter.rendered()?).await?;
    }
    Ok(view.number)
}

const fn kind(state: ReturnState) -> &'static str {
    match state {
        ReturnState::Requested => "return_requested",
        ReturnState::Accepted => "return_accepted",
        ReturnState::Refused => "return_refused",
        ReturnState::Received => "return_received",
        ReturnState::Closed => "return_closed",
    }
}

pub(super) fn letter(order: &OrderView, goods: &ReturnView, base_url: &str) -> Result<Option<Letter>> {
    let texts: Texts = texts(include_str!("texts.json"), order.language)?;
    let (step, words, words_title) = match goods.state {
        ReturnState::Requested => (texts.requested, goods.words.as_str(), texts.your_words),
        ReturnState::Accepted => (texts.accepted, goods.answer.as_str(), texts.our_words),
        ReturnState::Refused => (texts.refused, goods.answer.as_str(), texts.our_words),
        ReturnState::Received => (texts.received, "", String::new()),
        ReturnState::Closed => return Ok(None),
    };
    let filled = |text: &str| text.replace("{number}", &order.number).replace("{return}", &goods.number.to_string());
    let lines = words.lines().map(str::to_owned).collect();
    Ok(Some(Letter {
        language: order.language,
        subject: filled(&step.subject),
        preview: step.preview,
        title: step.title,
        paragraphs: vec![filled(&step.intro)],
        quote: (!words.is_empty()).then_some(Quote { title: words_title, lines }),
        button: Button { words: texts.open_order, link: order_page(order, base_url) },
        goods_title: texts.goods,
        goods: goods_of(order, &goods.pieces),
    }))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::{
        language::Language,
        orders::{Pieces, ReturnReason},
    };

    use super::{
        super::letter::tests::{check, order},
        *,
    };

    fn goods(state: ReturnState) -> ReturnView {
        ReturnView {
            id: Uuid::nil(),
            number: 1,
            state,
            reason: ReturnReason::Damaged,
            words: "Ein Sprung\n<i>im Boden</i>".into(),
            answer: "Das tut uns leid".into(),
            pieces: vec![Pieces { position: 0, quantity: 2 }],
            requested_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn every_step_but_the_last_is_told_in_all_languages() {
        for language in Language::ALL {
            for state in ReturnState::ALL {
                let letter = letter(&order(language), &goods(state), "https://shop.example").unwrap();
                assert_eq!(letter.is_none(), state == ReturnState::Closed, "{state:?}");
                let Some(letter) = letter else { continue };
                let mail = letter.rendered().unwrap();
                check(&mail, language);
                assert!(mail.text.contains("2 ×") && !mail.text.contains("{return}"), "{language} {state:?}");
                assert!(!mail.html.contains("<i>im"), "{language}");
                let quotes = (mail.text.contains("im Boden"), mail.text.contains("Das tut uns leid"));
                let expected = (state == ReturnState::Requested, matches!(state, ReturnState::Accepted | ReturnState::Refused));
                assert_eq!(quotes, expected, "{language} {state:?}");
            }
        }
    }
}
