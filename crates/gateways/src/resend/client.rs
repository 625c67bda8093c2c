//! The adapter for Resend.

use std::time::Duration;

use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, Url, header::HeaderValue};
use secrecy::SecretString;

use super::wire;
use crate::{
    error::{MailError, Outage},
    mail::{Attachment, Mailer, OutgoingMail, SentMail},
    transport::{self, Answer, Call, Conflicts, RetryPolicy, SetupError, Transport},
};

/// Longest idempotency key that Resend takes.
const LONGEST_KEY: usize = 256;
/// Longest tag that Resend takes.
const LONGEST_TAG: usize = 256;
/// The daily quota opens again at midnight UTC; asking once an hour until then is enough.
const QUOTA_PAUSE: Duration = Duration::from_hours(1);

/// How Resend is reached.
#[derive(Clone, Debug)]
pub struct ResendSettings {
    /// `https://api.resend.com`, or a stand-in.
    pub base_url: String,
    /// `re_…`; sending access is enough.
    pub api_key: SecretString,
    /// Time for one attempt, from connecting to the last byte of the answer.
    pub timeout: Duration,
}

/// Mail through Resend.
pub struct ResendMailer {
    base: Url,
    transport: Transport,
}

impl ResendMailer {
    /// An adapter with the default [`RetryPolicy`].
    ///
    /// # Errors
    /// [`MailError::Configuration`] if the base URL or the key cannot be used.
    pub fn new(settings: ResendSettings) -> Result<Self, MailError> {
        Self::with_policy(settings, RetryPolicy::default())
    }

    /// An adapter that repeats requests by `policy`.
    ///
    /// # Errors
    /// [`MailError::Configuration`] if the base URL or the key cannot be used.
    #[expect(clippy::needless_pass_by_value, reason = "settings are given away: nobody else should keep the key")]
    pub fn with_policy(settings: ResendSettings, policy: RetryPolicy) -> Result<Self, MailError> {
        let wrong = |error: SetupError| MailError::Configuration { detail: error.to_string() };
        let base = transport::base_url(&settings.base_url).map_err(wrong)?;
        let transport = Transport::new(&base, &settings.api_key, settings.timeout, policy).map_err(wrong)?;
        Ok(Self { base, transport })
    }
}

/// Without the key.
impl std::fmt::Debug for ResendMailer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ResendMailer").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

#[async_trait]
impl Mailer for ResendMailer {
    fn name(&self) -> &'static str {
        "resend"
    }

    async fn send(&self, mail: &OutgoingMail) -> Result<SentMail, MailError> {
        let body = wire::NewMail {
            from: &mail.from,
            to: [mail.to.as_str()],
            reply_to: mail.reply_to.as_deref(),
            subject: &mail.subject,
            html: &mail.html,
            text: &mail.text,
            headers: wire::Headers { entity: &mail.reference },
            tags: [wire::Tag { name: "kind", value: tag(&mail.kind) }],
            attachments: mail.attachments.iter().map(attachment).collect(),
        };
        let call = Call {
            method: Method::POST,
            url: transport::below(&self.base, &["emails"]),
            idempotency_key: Some(key_header(&mail.idempotency_key)?),
            body: Some(serde_json::to_vec(&body).map_err(|error| refused("invalid_mail", error.to_string()))?),
            conflicts: Conflicts::Answer,
        };
        let answer = self.transport.send(&call).await.map_err(|source| MailError::Transient { retry_after: None, source })?;
        read(&answer)
    }
}

/// A refusal of ours, before Resend is asked.
fn refused(name: &str, detail: String) -> MailError {
    MailError::Permanent { status: 422, name: name.into(), detail }
}

fn key_header(key: &str) -> Result<HeaderValue, MailError> {
    let wrong = || refused("invalid_idempotency_key", "an idempotency key has 1 to 256 printable ASCII characters".into());
    if key.is_empty() || key.len() > LONGEST_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong());
    }
    HeaderValue::from_str(key).map_err(|_| wrong())
}

fn attachment(attachment: &Attachment) -> wire::NewAttachment<'_> {
    wire::NewAttachment {
        filename: &attachment.file_name,
        content_type: &attachment.content_type,
        content: STANDARD.encode(&attachment.content),
    }
}

/// A tag in the letters that Resend takes.
fn tag(text: &str) -> String {
    text.chars()
        .take(LONGEST_TAG)
        .map(|letter| if letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-') { letter } else { '_' })
        .collect()
}

fn read(answer: &Answer) -> Result<SentMail, MailError> {
    let status = answer.status;
    if (200..300).contains(&status) {
        let accepted: wire::Accepted = serde_json::from_slice(&answer.body).map_err(|error| MailError::Malformed(error.to_string()))?;
        return Ok(SentMail { provider_id: accepted.id });
    }
    let problem: wire::Problem = serde_json::from_slice(&answer.body).unwrap_or_default();
    let later = |retry_after| MailError::Transient { retry_after, source: Outage::Status(status) };
    Err(match (status, problem.name.as_str()) {
        // Which status a wrong key gets differs between Resend's own pages, so its message is looked at as well.
        (400 | 401 | 403, _) if status != 400 || problem.message.contains("API key") => {
            MailError::Configuration { detail: format!("status {status}: {}", problem.message) }
        }
        (429, "monthly_quota_exceeded") => MailError::Configuration { detail: problem.message },
        (429, "daily_quota_exceeded") => later(Some(QUOTA_PAUSE)),
        (409, "concurrent_idempotent_requests" | "resource_locked") | (408 | 429 | 500..=599, _) => later(answer.retry_after),
        (400..=499, _) => MailError::Permanent { status, name: problem.name, detail: problem.message },
        _ => MailError::Malformed(format!("status {status}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, name: &str, message: &str) -> Answer {
        let body = serde_json::json!({"statusCode": status, "name": name, "message": message}).to_string().into_bytes();
        Answer { status, body, retry_after: Some(Duration::from_secs(2)), attempts: 1 }
    }

    #[test]
    fn refusals_are_told_apart_by_what_helps() {
        for (status, name, message) in [
            (400, "validation_error", "API key is invalid"),
            (401, "missing_api_key", "Missing API key"),
            (403, "validation_error", "The example.ch domain is not verified."),
            (403, "something_new", ""),
            (429, "monthly_quota_exceeded", "You have reached your monthly quota."),
        ] {
            assert!(matches!(read(&answer(status, name, message)), Err(MailError::Configuration { .. })), "{status} {name}");
        }
        for (status, name) in
            [(400, "validation_error"), (422, "missing_required_field"), (409, "invalid_idempotent_request"), (451, "new")]
        {
            assert!(matches!(read(&answer(status, name, "no")), Err(MailError::Permanent { .. })), "{status} {name}");
        }
        for (status, name) in [(409, "concurrent_idempotent_requests"), (429, "rate_limit_exceeded"), (500, "application_error"), (503, "")]
        {
            let error = read(&answer(status, name, "later")).unwrap_err();
            assert!(matches!(&error, MailError::Transient { retry_after: Some(wait), .. } if wait.as_secs() == 2), "{status} {name}");
            assert!(error.is_transient());
        }
        let daily = read(&answer(429, "daily_quota_exceeded", "")).unwrap_err();
        assert!(matches!(daily, MailError::Transient { retry_after: Some(QUOTA_PAUSE), .. }));
    }

    #[test]
    fn an_answer_that_is_not_json_is_judged_by_its_status() {
        let blocked = Answer { status: 403, body: b"error code: 1010".to_vec(), retry_after: None, attempts: 1 };
        assert!(matches!(read(&blocked), Err(MailError::Configuration { .. })));
        let garbage = Answer { status: 200, body: b"<html>".to_vec(), retry_after: None, attempts: 1 };
        assert!(matches!(read(&garbage), Err(MailError::Malformed(_))));
    }

    #[test]
    fn keys_and_tags_are_made_of_what_resend_takes() {
        assert!(key_header("order_paid/0198").is_ok());
        for key in ["", "a b", "é", "a\nb", &"x".repeat(257)] {
            assert!(key_header(key).is_err(), "{key}");
        }
        assert_eq!(tag("order confirmation/é"), "order_confirmation__");
    }
}
