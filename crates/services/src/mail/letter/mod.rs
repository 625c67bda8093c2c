//! The mail that most news of an order are: a heading, some words, a button, and the goods that it is about. A mail of this form is a folder with its
//! texts and a function that fills a [`Letter`].

use std::collections::HashMap;

use askama::Template;
use domain::{
    language::Language,
    orders::{OrderLineView, OrderView, Pieces},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::render::{Rendered, render};
use crate::error::{Error, Result};

/// What a mail says, in the buyer's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    pub language: Language,
    pub subject: String,
    /// The line that mail programs show beside the subject.
    pub preview: String,
    pub title: String,
    pub paragraphs: Vec<String>,
    /// Words that somebody wrote, under a heading.
    pub quote: Option<Quote>,
    pub button: Button,
    /// The heading over the goods.
    pub goods_title: String,
    pub goods: Vec<Goods>,
}

/// Where the mail leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Button {
    pub words: String,
    pub link: String,
}

/// Words that somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub title: String,
    pub lines: Vec<String>,
}

/// Some pieces of a line of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Goods {
    pub quantity: u32,
    pub name: String,
    pub options: String,
}

/// What the shared head and foot say (`layout/`).
#[derive(Debug, Deserialize)]
struct Frame {
    #[serde(skip)]
    preview: String,
    closing: String,
    footer: String,
}

#[derive(Template)]
#[template(path = "letter/body.mjml", escape = "html")]
struct Html<'a> {
    language: &'a str,
    subject: &'a str,
    texts: &'a Frame,
    letter: &'a Letter,
}

#[derive(Template)]
#[template(path = "letter/body.txt", escape = "none")]
struct Text<'a> {
    texts: &'a Frame,
    letter: &'a Letter,
}

impl Letter {
    /// The mail's two bodies.
    pub(super) fn rendered(&self) -> Result<Rendered> {
        let frame: Frame = texts(include_str!("texts.json"), self.language)?;
        let texts = &Frame { preview: self.preview.clone(), ..frame };
        let html = Html { language: self.language.code(), subject: &self.subject, texts, letter: self };
        render(self.subject.clone(), &html, &Text { texts, letter: self })
    }
}

/// A mail's texts in one language.
pub(super) fn texts<T: DeserializeOwned>(json: &str, language: Language) -> Result<T> {
    let mut all: HashMap<Language, T> = serde_json::from_str(json).map_err(|error| Error::Template(error.to_string()))?;
    all.remove(&language).ok_or_else(|| Error::Template(format!("no texts for {language}")))
}

/// The address of the order's page.
pub(super) fn order_page(order: &OrderView, base_url: &str) -> String {
    format!("{base_url}/{}/orders/{}", order.language, order.token)
}

/// All goods of an order.
pub(super) fn all_goods(order: &OrderView) -> Vec<Goods> {
    order.lines.iter().map(|line| goods(line, line.quantity)).collect()
}

/// Some goods of an order.
pub(super) fn goods_of(order: &OrderView, pieces: &[Pieces]) -> Vec<Goods> {
    let line_of = |pieces: &Pieces| order.lines.iter().find(|line| line.position == pieces.position);
    pieces.iter().filter_map(|pieces| Some(goods(line_of(pieces)?, pieces.quantity))).collect()
}

fn goods(line: &OrderLineView, quantity: u32) -> Goods {
    Goods { quantity, name: line.name.clone(), options: line.options.clone() }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::orders::OrderState;

    use super::*;
    use crate::mail::sample;

    /// An order whose texts would like to be HTML.
    pub(in crate::mail) fn order(language: Language) -> OrderView {
        OrderView { state: OrderState::Shipped, ..sample::order(language, "Tasse <b>Aare</b>") }
    }

    /// What holds for every mail of this form.
    pub(in crate::mail) fn check(mail: &Rendered, language: Language) {
        assert!(mail.subject.contains("2026-000042"), "{language}: {}", mail.subject);
        for body in [&mail.html, &mail.text] {
            assert!(!body.contains('ß') && !body.contains("{number}") && !body.contains("{tracking}"), "{language}: {body}");
        }
        assert!(mail.html.contains(&format!("lang=\"{language}\"")), "{language}");
        assert!(!mail.html.contains("<b>Aare"), "what buyers and catalogues write stays text");
    }

    #[test]
    fn the_same_letter_in_both_bodies() {
        let letter = Letter {
            subject: "2026-000042".into(),
            title: "Titel".into(),
            paragraphs: vec!["Erstens.".into(), "Zweitens.".into()],
            quote: Some(Quote { title: "Ihre Worte".into(), lines: vec!["<script>".into(), "zweite Zeile".into()] }),
            button: Button { words: "Hier".into(), link: "https://shop.example/x?a=1&b=2".into() },
            goods_title: "Artikel".into(),
            goods: all_goods(&order(Language::De)),
            ..Letter::default()
        };
        let mail = letter.rendered().unwrap();
        check(&mail, Language::De);
        assert!(!mail.html.contains("<script>"));
        for words in ["Titel", "Erstens.", "Zweitens.", "Ihre Worte", "zweite Zeile", "2 ×"] {
            assert!(mail.html.contains(words) && mail.text.contains(words), "{words}");
        }
        assert!(mail.text.contains("https://shop.example/x?a=1&b=2") && mail.text.contains("Tasse <b>Aare</b> (Salbei & Co)"));
    }
}
