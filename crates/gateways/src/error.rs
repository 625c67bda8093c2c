//! What can go wrong on the way out, told apart by what the caller should do about it.

use std::time::Duration;

/// Why a provider gave no usable answer although the request may have been right.
///
/// The request may have been carried out: repeat it only with the same idempotency key, or look first.
#[derive(Debug, thiserror::Error)]
pub enum Outage {
    /// The provider said so itself, with this HTTP status (mostly 5xx).
    #[error("the provider answered with status {0}")]
    Status(u16),
    /// No complete answer in time.
    #[error("the provider did not answer in time")]
    TimedOut(#[source] reqwest::Error),
    /// No connection, or one that broke before the answer was complete.
    #[error("the connection to the provider failed")]
    Connection(#[source] reqwest::Error),
    /// The answer was longer than this many bytes, and was not read to its end.
    #[error("the provider's answer is longer than {0} bytes")]
    TooLong(usize),
}

/// Why a payment gateway did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The gateway knows no such object, or does not show it to this key.
    #[error("the gateway knows no such object")]
    NotFound,
    /// The request is wrong, or is not allowed as things stand; repeating it is useless.
    #[error("the gateway refused with status {status}: {detail}")]
    Rejected {
        /// HTTP status of the refusal; 422 as well where the adapter refuses before asking.
        status: u16,
        /// The gateway's name for the wrong field, such as `amount.value`.
        field: Option<String>,
        /// The gateway's explanation in English: for logs and staff, never for branching on.
        detail: String,
    },
    /// A refund of the same amount of the same payment was made a short while ago. Wait an hour, or refund the sum in one.
    #[error("a refund of the same amount was made less than an hour ago")]
    DuplicateRefund,
    /// The key is wrong or withdrawn: a fault of configuration.
    #[error("the gateway does not accept the API key")]
    Unauthorized,
    /// Too many requests, still so after waiting.
    #[error("the gateway asks to slow down")]
    RateLimited {
        /// How long the gateway wants to be left alone, if it said so.
        retry_after: Option<Duration>,
    },
    /// No answer, or one that admits trouble. See [`Outage`] on repeating.
    #[error("the gateway is not available")]
    Unavailable(#[source] Outage),
    /// An answer that cannot be understood: believed in nothing.
    #[error("the gateway's answer cannot be understood: {0}")]
    Malformed(String),
}

impl GatewayError {
    /// Whether the same request (with the same idempotency key) may succeed later without anybody changing anything.
    ///
    /// [`Self::Malformed`] is not counted in: an answer with an amount or status that is not understood stays so. A reconciliation that asks
    /// again at its own pace is right in any case.
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::RateLimited { .. } | Self::Unavailable(_) => true,
            Self::NotFound | Self::Rejected { .. } | Self::DuplicateRefund | Self::Unauthorized | Self::Malformed(_) => false,
        }
    }
}

/// Why a mail was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// This mail is not accepted as it is; sending it again is useless.
    #[error("the mail was refused with status {status} ({name}): {detail}")]
    Permanent {
        /// HTTP status of the refusal; 422 as well where the adapter refuses before asking.
        status: u16,
        /// The provider's name for the error, such as `invalid_parameter`.
        name: String,
        /// The provider's explanation in English.
        detail: String,
    },
    /// No mail is accepted until a person changes something: key, sender domain, quota.
    #[error("the mail provider's account or key needs attention: {detail}")]
    Configuration {
        /// The provider's explanation in English.
        detail: String,
    },
    /// Not now; later, with the same idempotency key.
    #[error("the mail provider is not available")]
    Transient {
        /// How long the provider wants to be left alone, if it said so.
        retry_after: Option<Duration>,
        /// What happened.
        #[source]
        source: Outage,
    },
    /// The provider said yes in words that cannot be understood. The mail may be on its way.
    #[error("the mail provider's answer cannot be understood: {0}")]
    Malformed(String),
}

impl MailError {
    /// Whether sending the same mail later, with the same idempotency key, may succeed and cannot double it.
    ///
    /// [`Self::Malformed`] is counted in, because the key makes the repetition harmless.
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::Transient { .. } | Self::Malformed(_) => true,
            Self::Permanent { .. } | Self::Configuration { .. } => false,
        }
    }
}
