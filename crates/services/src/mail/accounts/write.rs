use askama::Template;
use chrono::{DateTime, Utc};
use domain::language::Language;
use serde::Deserialize;
use sqlx::PgConnection;

use super::AccountMail;
use crate::{
    error::Result,
    mail::{
        enqueue::{Envelope, enqueue},
        letter::texts,
        render::{Rendered, render},
    },
    shop::Shop,
};

/// A mail to whoever has, or is to have, an account.
#[derive(Clone, Debug)]
pub(crate) struct AccountLetter<'a> {
    /// What it says.
    pub kind: AccountMail,
    /// What caused it: a second mail of the kind with the same cause is not written.
    pub cause: &'a str,
    /// The address.
    pub recipient: &'a str,
    /// The language.
    pub language: Language,
    /// Where the button leads, behind the shop's address.
    pub path: &'a str,
    /// What fills the words.
    pub facts: Facts<'a>,
}

/// What the words speak of; what a mail does not speak of stays empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts<'a> {
    /// Hours that the link is good for.
    pub hours: u32,
    /// Days until something happens.
    pub days: u32,
    /// When it happened.
    pub at: Option<DateTime<Utc>>,
    /// Browser and system.
    pub device: &'a str,
    /// The internet address, or the block that it is in.
    pub place: &'a str,
}

/// The words of a mail in one language.
#[derive(Clone, Debug, Deserialize)]
struct Words {
    subject: String,
    preview: String,
    title: String,
    paragraphs: Vec<String>,
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
#[template(path = "accounts/body.mjml", escape = "html")]
struct Html<'a> {
    language: &'a str,
    subject: &'a str,
    texts: &'a Words,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "accounts/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Words,
    link: &'a str,
}

/// Writes the mail into the outbox, in the transaction that causes it. Its bodies are not kept once it is sent: some let their reader in, and all tell of a
/// person.
pub(crate) async fn enqueue_account_mail(connection: &mut PgConnection, shop: &Shop, letter: &AccountLetter<'_>) -> Result<()> {
    let mail = rendered(&shop.settings.base_url, letter)?;
    let envelope = Envelope {
        dedupe_key: format!("{}/{}", letter.kind.code(), letter.cause),
        kind: letter.kind.code(),
        order: None,
        recipient: letter.recipient,
        language: letter.language,
        secret: true,
    };
    enqueue(connection, shop, &envelope, &mail).await
}

pub(in crate::mail) fn rendered(base_url: &str, letter: &AccountLetter<'_>) -> Result<Rendered> {
    let words: Words = texts(letter.kind.words(), letter.language)?;
    let ending: Ending = texts(include_str!("../letter/texts.json"), letter.language)?;
    let filled = |text: &str| fill(text, letter.language, &letter.facts);
    let words = Words {
        subject: filled(&words.subject),
        preview: filled(&words.preview),
        paragraphs: words.paragraphs.iter().map(|paragraph| filled(paragraph)).collect(),
        closing: ending.closing,
        footer: ending.footer,
        ..words
    };
    let link = format!("{base_url}{}", letter.path);
    let html = Html { language: letter.language.code(), subject: &words.subject, texts: &words, link: &link };
    render(words.subject.clone(), &html, &Text { texts: &words, link: &link })
}

fn fill(text: &str, language: Language, facts: &Facts<'_>) -> String {
    let device = if facts.device.is_empty() { unknown_device(language) } else { facts.device };
    text.replace("{hours}", &facts.hours.to_string())
        .replace("{days}", &facts.days.to_string())
        .replace("{time}", &facts.at.map(swiss_time).unwrap_or_default())
        .replace("{device}", device)
        .replace("{place}", facts.place)
}

/// The time in Switzerland, written so that all four languages read it alike.
fn swiss_time(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::Europe::Zurich).format("%d.%m.%Y, %H:%M").to_string()
}

const fn unknown_device(language: Language) -> &'static str {
    match language {
        Language::De => "unbekanntes Gerät",
        Language::Fr => "appareil inconnu",
        Language::It => "dispositivo sconosciuto",
        Language::En => "unknown device",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_is_whole_in_every_language() {
        for kind in AccountMail::ALL {
            for language in Language::ALL {
                let facts = Facts { hours: 24, days: 14, at: Some(DateTime::UNIX_EPOCH), device: "Firefox, Linux", place: "192.0.2.0/24" };
                let letter = AccountLetter { kind, cause: "1", recipient: "anna@example.ch", language, path: "/x/t0ken", facts };
                let mail = rendered("https://shop.example", &letter).unwrap();
                assert!(!mail.subject.is_empty(), "{kind:?} {language}");
                for body in [&mail.html, &mail.text, &mail.subject] {
                    for name in ["{hours}", "{days}", "{time}", "{device}", "{place}"] {
                        assert!(!body.contains(name), "{kind:?} {language}: {name}");
                    }
                    assert!(!body.contains('ß'), "{kind:?} {language}");
                }
                assert!(mail.html.contains("https://shop.example/x/t0ken") && mail.text.contains("https://shop.example/x/t0ken"));
            }
        }
    }

    #[test]
    fn what_is_filled_in_stays_text() {
        let facts = Facts { device: "<b>x</b>", place: "192.0.2.7", at: Some(DateTime::UNIX_EPOCH), ..Facts::default() };
        let letter = AccountLetter {
            kind: AccountMail::NewDevice,
            cause: "1",
            recipient: "anna@example.ch",
            language: Language::De,
            path: "/de/account",
            facts,
        };
        let mail = rendered("https://shop.example", &letter).unwrap();
        assert!(!mail.html.contains("<b>x</b>") && mail.text.contains("<b>x</b>"));
        assert!(mail.text.contains("01.01.1970, 01:00"));
    }
}
