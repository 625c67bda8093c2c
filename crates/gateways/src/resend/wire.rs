//! Resend's JSON, as far as the shop uses it. Fields that are not listed are ignored.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub(super) struct NewMail<'a> {
    pub(super) from: &'a str,
    pub(super) to: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reply_to: Option<&'a str>,
    pub(super) subject: &'a str,
    pub(super) html: &'a str,
    pub(super) text: &'a str,
    pub(super) headers: Headers<'a>,
    pub(super) tags: [Tag; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) attachments: Vec<NewAttachment<'a>>,
}

#[derive(Serialize)]
pub(super) struct NewAttachment<'a> {
    pub(super) filename: &'a str,
    pub(super) content_type: &'a str,
    /// Base64.
    pub(super) content: String,
}

#[derive(Serialize)]
pub(super) struct Headers<'a> {
    #[serde(rename = "X-Entity-Ref-ID")]
    pub(super) entity: &'a str,
}

#[derive(Serialize)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Accepted {
    pub(super) id: String,
}

/// The body of a refusal. Names that are new are kept as they are; the HTTP status decides then.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Problem {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) message: String,
}
