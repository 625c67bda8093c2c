//! The mail that brings a gift card: its code, what is on it, and how it is used.

use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{email::Email, language::Language, money::Money};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    enqueue::{Envelope, enqueue},
    letter::texts,
    render::{Rendered, render},
};
use crate::{error::Result, shop::Shop};

/// The mail's kind.
pub(super) const KIND: &str = "gift_card";

/// A card and whom it is for.
#[derive(Clone, Debug)]
pub(crate) struct GiftCardMail<'a> {
    /// Its id: one mail is written for each.
    pub card: Uuid,
    /// Its code, as people read it.
    pub code: String,
    /// What is on it, in rappen.
    pub amount: i64,
    /// Until when it can be used.
    pub expires_at: Option<DateTime<Utc>>,
    /// The address.
    pub recipient: &'a Email,
    /// The language.
    pub language: Language,
}

/// The words in one language; `{amount}` is what is on the card, `{date}` the last day.
#[derive(Clone, Debug, Deserialize)]
struct Words {
    subject: String,
    preview: String,
    title: String,
    intro: String,
    until: String,
    keep: String,
    button: String,
    #[serde(skip)]
    closing: String,
    #[serde(skip)]
    footer: String,
}

/// What every mail ends with (`letter/texts.json`).
#[derive(Debug, Deserialize)]
struct Ending {
    closing: String,
    footer: String,
}

#[derive(Template)]
#[template(path = "gift_card/body.mjml", escape = "html")]
struct Html<'a> {
    language: &'a str,
    subject: &'a str,
    texts: &'a Words,
    code: &'a str,
    paragraphs: &'a [String],
    link: &'a str,
}

#[derive(Template)]
#[template(path = "gift_card/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Words,
    code: &'a str,
    paragraphs: &'a [String],
    link: &'a str,
}

/// Writes the mail into the outbox, in the transaction that issues the card. Its bodies are not kept once it is sent, and staff do not see them: whoever
/// reads the code has the money.
pub(crate) async fn enqueue_gift_card(connection: &mut PgConnection, shop: &Shop, mail: &GiftCardMail<'_>) -> Result<()> {
    let body = rendered(mail, &shop.settings.base_url)?;
    let envelope = Envelope {
        dedupe_key: format!("{KIND}/{}", mail.card),
        kind: KIND,
        order: None,
        recipient: mail.recipient.as_str(),
        language: mail.language,
        secret: true,
    };
    enqueue(connection, shop, &envelope, &body).await
}

pub(super) fn rendered(mail: &GiftCardMail<'_>, base_url: &str) -> Result<Rendered> {
    let words: Words = texts(include_str!("texts.json"), mail.language)?;
    let ending: Ending = texts(include_str!("../letter/texts.json"), mail.language)?;
    let amount = Money::rappen(mail.amount).to_string();
    let filled = |text: &str| text.replace("{amount}", &amount);
    let words =
        Words { subject: filled(&words.subject), title: filled(&words.title), closing: ending.closing, footer: ending.footer, ..words };
    let until = mail.expires_at.map(|until| words.until.replace("{date}", &last_day(until)));
    let paragraphs: Vec<String> = until.into_iter().chain(std::iter::once(words.keep.clone())).collect();
    let link = format!("{base_url}/{}", mail.language);
    let html = Html {
        language: mail.language.code(),
        subject: &words.subject,
        texts: &words,
        code: &mail.code,
        paragraphs: &paragraphs,
        link: &link,
    };
    render(words.subject.clone(), &html, &Text { texts: &words, code: &mail.code, paragraphs: &paragraphs, link: &link })
}

/// The last day in Switzerland on which it can be used.
fn last_day(until: DateTime<Utc>) -> String {
    (until - TimeDelta::seconds(1)).with_timezone(&chrono_tz::Europe::Zurich).format("%d.%m.%Y").to_string()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn it_brings_the_code_in_every_language() {
        let recipient = "anna@example.ch".parse().unwrap();
        // Midnight in Switzerland.
        let end = Utc.with_ymd_and_hms(2026, 12, 31, 23, 0, 0).single();
        for language in Language::ALL {
            for expires_at in [end, None] {
                let code = "AAAAA-BBBBB-CCCCC-DDDDD".to_owned();
                let mail = GiftCardMail { card: Uuid::nil(), code, amount: 5_000, expires_at, recipient: &recipient, language };
                let mail = rendered(&mail, "https://shop.example").unwrap();
                assert!(mail.subject.contains("CHF\u{a0}50.00") && !mail.subject.contains("AAAAA"), "{language}: {}", mail.subject);
                for body in [&mail.html, &mail.text] {
                    assert!(
                        body.contains("AAAAA-BBBBB-CCCCC-DDDDD") && body.contains(&format!("https://shop.example/{language}")),
                        "{language}"
                    );
                    assert_eq!(body.contains("31.12.2026"), expires_at.is_some(), "{language}");
                    assert!(!body.contains("{amount}") && !body.contains("{date}") && !body.contains('ß'), "{language}");
                }
            }
        }
    }
}
