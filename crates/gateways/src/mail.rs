//! What the shop asks of a mail provider, whichever it is.

use async_trait::async_trait;
use domain::email::Email;

use crate::error::MailError;

/// A service that delivers mail.
#[async_trait]
pub trait Mailer: Send + Sync + std::fmt::Debug {
    /// The provider's name, such as `resend`.
    fn name(&self) -> &'static str;

    /// Hands a mail over. Success means accepted, not delivered. The same idempotency key within the provider's memory (24 hours at Resend)
    /// with the same content sends one mail.
    async fn send(&self, mail: &OutgoingMail) -> Result<SentMail, MailError>;
}

/// A mail, rendered once and sent with the same content in every repetition.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// The sender, `shop@example.ch` or `Shop <shop@example.ch>`.
    pub from: String,
    /// The recipient.
    pub to: Email,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// The subject line.
    pub subject: String,
    /// The HTML part.
    pub html: String,
    /// The plain text part.
    pub text: String,
    /// What kind of mail it is, such as `order_confirmation`: a tag in the provider's statistics.
    pub kind: String,
    /// What it is about; the header `X-Entity-Ref-ID`, which keeps mail programs from folding mails of different orders together.
    pub reference: String,
    /// Names this mail, `<event>/<id>`; 1 to 256 printable ASCII characters.
    pub idempotency_key: String,
    /// Files that go with it; 40 MB in all at Resend, as Base64.
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name that the recipient sees.
    pub file_name: String,
    /// The MIME type.
    pub content_type: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Contents stay out of logs.
impl std::fmt::Debug for Attachment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Attachment").field("file_name", &self.file_name).field("bytes", &self.content.len()).finish_non_exhaustive()
    }
}

/// Content and names stay out of logs.
impl std::fmt::Debug for OutgoingMail {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OutgoingMail")
            .field("to", &self.to)
            .field("kind", &self.kind)
            .field("reference", &self.reference)
            .field("idempotency_key", &self.idempotency_key)
            .finish_non_exhaustive()
    }
}

/// A mail that the provider has accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMail {
    /// The provider's id for it.
    pub provider_id: String,
}
