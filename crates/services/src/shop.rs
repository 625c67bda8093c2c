//! What every verb works with: connections, gateways, clock, randomness, settings.

use std::{path::PathBuf, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use gateways::mail::Mailer;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    accounts::{Passwords, limits::Limits},
    ephemeral::Ephemeral,
    orders::Placing,
    payments::{Gateways, prepayment::METHOD},
    pool::Pool,
    settings::{self, InForce},
    vat,
    vault::Vault,
};

/// The shop's parts. Cheap to share behind an `Arc`; holds nothing that outlives a request, so that any number of nodes can run.
#[derive(Debug)]
pub struct Shop {
    /// The truth.
    pub pool: Pool,
    /// Sessions, guest carts, drafts, small caches: what may be lost.
    pub ephemeral: Ephemeral,
    /// Take payments: by name, and by payment method.
    pub gateways: Gateways,
    /// Sends mails.
    pub mailer: Arc<dyn Mailer>,
    /// Tells the time where the database does not.
    pub clock: Arc<dyn Clock>,
    /// Makes ids and tokens.
    pub entropy: Arc<dyn Entropy>,
    /// Hashes passwords, a few at a time.
    pub passwords: Passwords,
    /// Seals what has to be read again.
    pub vault: Vault,
    /// How often things may be tried.
    pub limits: Limits,
    /// What the operator configured.
    pub settings: Settings,
    /// What can be changed while the shop runs; see [`Shop::in_force`].
    pub kept_settings: settings::Kept,
    /// Wakes the background task before its next tick: a notice or a mail is waiting.
    pub work: Notify,
    /// Orders on their way into the database.
    pub placing: Placing,
    /// The VAT rates of the day.
    pub vat: vat::Kept,
}

/// What the operator configured for the services.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The shop's public address without a trailing slash, for links in mails and for the way back from the payment page.
    pub base_url: String,
    /// The address that gateways send webhooks to, without a trailing slash; usually the same.
    pub webhook_url: String,
    /// Where picture files are kept.
    pub media_dir: PathBuf,
    /// The sender of mails: `Name <address>`.
    pub mail_from: String,
    /// Codes of the payment methods that are taken, the preferred one first, such as `twint`; see [`Shop::takes`].
    pub payment_methods: Vec<String>,
    /// How long a guest's cart is kept after its last change; shorter than the session.
    pub cart_ttl: Duration,
    /// Largest time to wait for the gateway while a buyer is waiting.
    pub gateway_patience: Duration,
}

/// The time.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now, UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Randomness.
pub trait Entropy: Send + Sync + std::fmt::Debug {
    /// Fills the buffer with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        rand::RngCore::fill_bytes(&mut rand::rng(), buffer);
    }
}

impl Shop {
    /// The settings that hold now. Whoever needs several of them for one thing takes them once.
    pub fn in_force(&self) -> Arc<InForce> {
        self.kept_settings.in_force()
    }

    /// Whether orders can be paid by a method now: one that is configured, and transfers only where there is an account.
    pub fn takes(&self, payment_method: &str) -> bool {
        let is_known = self.settings.payment_methods.iter().any(|known| known == payment_method);
        is_known && (payment_method != METHOD || self.in_force().prepayment.is_some())
    }

    /// A new id that sorts by time (UUID version 7), for rows.
    pub fn new_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A new unpredictable id (UUID version 4), for keys that outsiders see.
    pub fn new_key(&self) -> Uuid {
        let mut random = [0; 16];
        self.entropy.fill(&mut random);
        uuid::Builder::from_random_bytes(random).into_uuid()
    }

    /// A new secret for a URL: 256 random bits in 43 URL-safe characters.
    pub fn new_token(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let mut random = [0; 32];
        self.entropy.fill(&mut random);
        URL_SAFE_NO_PAD.encode(random)
    }
}
