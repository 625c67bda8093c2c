//! A mail that was accepted.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

/// A mail that a shop has sent; kept, shown, and never delivered anywhere.
#[derive(Clone, Debug, Serialize)]
pub struct MailRecord {
    /// Resend's id for it.
    pub id: String,
    /// When it was accepted, by the sandbox's clock.
    pub created: DateTime<Utc>,
    /// The sender.
    pub from: String,
    /// The recipients.
    pub to: Vec<String>,
    /// Further recipients.
    pub cc: Vec<String>,
    /// Further recipients that the others do not see.
    pub bcc: Vec<String>,
    /// Where answers go.
    pub reply_to: Vec<String>,
    /// The subject line.
    pub subject: String,
    /// The HTML part, if there is one.
    pub html: Option<String>,
    /// The plain text part, if there is one.
    pub text: Option<String>,
    /// Headers that the shop has added.
    pub headers: BTreeMap<String, String>,
    /// Tags by name.
    pub tags: BTreeMap<String, String>,
    /// Names of the attached files.
    pub attachments: Vec<String>,
    /// The last that became known of it: `delivered`, `bounced`, `complained`, `suppressed`.
    pub last_event: String,
    /// The idempotency key it was sent with.
    pub idempotency_key: Option<String>,
}
