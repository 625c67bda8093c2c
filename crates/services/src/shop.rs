//! What every verb works with: connections, gateways, clock, randomness, settings.

use std::{path::PathBuf, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use documents::Party;
use domain::{payments::Iban, vat_number::VatNumber};
use gateways::mail::Mailer;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    accounts::{Passwords, limits::Limits},
    ephemeral::Ephemeral,
    orders::Placing,
    payments::{Gateways, prepayment::METHOD},
    pool::Pool,
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
    /// Where [`crate::mail`] writes when a person has to look; without it the log is all.
    pub staff_email: Option<String>,
    /// Codes of the payment methods on offer, the preferred one first, such as `twint`.
    pub payment_methods: Vec<String>,
    /// How long stock is held for an order that is not paid. TWINT's session ends after 15 minutes and Mollie reports that up to 8.5 minutes
    /// late, so a hold below half an hour would be released under a payment that can still succeed.
    pub hold: Duration,
    /// Who sells, for invoices and bills; without it the shop makes no documents.
    pub seller: Option<Seller>,
    /// Prepayment to an account; without it the method is not on offer.
    pub prepayment: Option<Prepayment>,
    /// How long a guest's cart is kept after its last change; shorter than the session.
    pub cart_ttl: Duration,
    /// Days after a parcel was handed over in which its goods may be sent back.
    pub return_days: u32,
    /// Largest time to wait for the gateway while a buyer is waiting.
    pub gateway_patience: Duration,
}

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// Name and address as used in business.
    pub party: Party,
    /// The number of a business that is registered for VAT; another must not show any tax.
    pub vat_number: Option<VatNumber>,
}

/// Prepayment by QR-bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepayment {
    /// The seller's account.
    pub account: Iban,
    /// How long goods are held for a transfer: days instead of minutes.
    pub hold: Duration,
}

impl Settings {
    /// How long stock is held for an order that is to be paid by this method.
    pub fn hold_for(&self, payment_method: &str) -> Duration {
        match &self.prepayment {
            Some(prepayment) if payment_method == METHOD => prepayment.hold,
            Some(_) | None => self.hold,
        }
    }
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
