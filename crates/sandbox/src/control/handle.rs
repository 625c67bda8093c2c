//! The remote control in this process.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use domain::{money::Money, payments::PaymentState};
use serde::Serialize;
use serde_json::Value;

use crate::{
    courier::Attempt,
    faults::{Fault, Knob},
    mollie,
    resend::MailRecord,
    state::{State, random_id},
};

/// Moves what a test cannot wait for: time, buyers, faults.
#[derive(Clone, Debug)]
pub struct Control {
    state: Arc<State>,
}

/// No payment has this id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no payment has the id {0}")]
pub struct UnknownPayment(pub String);

/// A payment as the sandbox knows it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRecord {
    /// Mollie's id.
    pub id: String,
    /// Its status.
    pub status: PaymentState,
    /// What is to be paid.
    pub amount: Money,
    /// The method, once it is known.
    pub method: Option<String>,
    /// What the buyer reads.
    pub description: String,
    /// What the shop attached to it.
    pub metadata: Option<Value>,
    /// Locale of the payment page.
    pub locale: Option<String>,
    /// Where the buyer comes back to.
    pub redirect_url: String,
    /// Where the webhook goes.
    pub webhook_url: Option<String>,
    /// The page to pay on.
    pub checkout_url: String,
    /// What was given back, in the minor unit.
    pub refunded: i64,
    /// When it was made, by the sandbox's clock.
    pub created: DateTime<Utc>,
}

impl Control {
    /// The remote control of a state that is served elsewhere.
    pub fn new(state: Arc<State>) -> Self {
        Self { state }
    }

    /// Turns a knob: to a value (1 for on, 0 for off), for so many calls or until it is turned back. Values that the knob does not take
    /// turn it off.
    pub fn set_fault(&self, knob: Knob, value: u64, times: Option<u32>) {
        let value = if knob.takes(value) { value } else { 0 };
        self.state.faults.set(knob, Fault { value, times });
    }

    /// Turns all knobs off.
    pub fn reset_faults(&self) {
        self.state.faults.reset();
    }

    /// All payments, oldest first.
    pub fn payments(&self) -> Vec<PaymentRecord> {
        self.state.books().payments.iter().map(|payment| self.record(payment)).collect()
    }

    /// A payment.
    pub fn payment(&self, id: &str) -> Option<PaymentRecord> {
        self.state.books().payments.iter().find(|payment| payment.id == id).map(|payment| self.record(payment))
    }

    /// Puts a payment into a status, from whichever it is in, and calls its webhook as Mollie would.
    ///
    /// # Errors
    /// [`UnknownPayment`].
    pub fn set_status(&self, id: &str, status: PaymentState) -> Result<(), UnknownPayment> {
        let done = mollie::set_status(&self.state, &mut self.state.books(), id, status);
        if done { Ok(()) } else { Err(UnknownPayment(id.to_owned())) }
    }

    /// Calls a payment's webhook once more.
    ///
    /// # Errors
    /// [`UnknownPayment`].
    pub fn fire_webhook(&self, id: &str) -> Result<(), UnknownPayment> {
        let mut books = self.state.books();
        if !books.payments.iter().any(|payment| payment.id == id) {
            return Err(UnknownPayment(id.to_owned()));
        }
        mollie::announce(&self.state, &mut books, id);
        Ok(())
    }

    /// Has the buyer's bank take back an amount (in the minor unit), and calls the webhook.
    ///
    /// # Errors
    /// [`UnknownPayment`].
    pub fn charge_back(&self, id: &str, minor: i64) -> Result<(), UnknownPayment> {
        let mut books = self.state.books();
        let payment = books.payments.iter_mut().find(|payment| payment.id == id).ok_or_else(|| UnknownPayment(id.to_owned()))?;
        payment.chargebacks.push(mollie::Chargeback {
            id: random_id("chb_"),
            amount: Money { minor, ..payment.amount },
            created_at: self.state.clock.now(),
            reversed_at: None,
        });
        mollie::announce(&self.state, &mut books, id);
        Ok(())
    }

    /// Has the bank give all chargebacks of a payment back to the shop, and calls the webhook.
    ///
    /// # Errors
    /// [`UnknownPayment`].
    pub fn reverse_chargebacks(&self, id: &str) -> Result<(), UnknownPayment> {
        let now = self.state.clock.now();
        let mut books = self.state.books();
        let payment = books.payments.iter_mut().find(|payment| payment.id == id).ok_or_else(|| UnknownPayment(id.to_owned()))?;
        for chargeback in &mut payment.chargebacks {
            chargeback.reversed_at.get_or_insert(now);
        }
        mollie::announce(&self.state, &mut books, id);
        Ok(())
    }

    /// Has all payments expire that are still open; how many.
    pub fn expire_open(&self) -> usize {
        let mut books = self.state.books();
        let open: Vec<_> = books
            .payments
            .iter()
            .filter(|payment| matches!(payment.status, PaymentState::Open | PaymentState::Pending))
            .map(|payment| payment.id.clone())
            .collect();
        for id in &open {
            mollie::set_status(&self.state, &mut books, id, PaymentState::Expired);
        }
        open.len()
    }

    /// All mails, oldest first.
    pub fn mails(&self) -> Vec<MailRecord> {
        self.state.books().mails.clone()
    }

    /// The mails to an address, oldest first.
    pub fn mails_to(&self, address: &str) -> Vec<MailRecord> {
        self.mails().into_iter().filter(|mail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(address))).collect()
    }

    /// Puts the sandbox's clock forward: payments expire, refunds move on, webhooks are repeated.
    pub fn advance(&self, by: Duration) {
        self.state.advance(by);
    }

    /// The sandbox's time.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// The webhook calls so far, in the order in which they ended.
    pub fn deliveries(&self) -> Vec<Attempt> {
        self.state.books().post.done().to_vec()
    }

    /// Waits until all webhooks that are due have been called. Those that failed wait for their next attempt and are not waited for.
    pub async fn settled(&self) {
        while !self.state.books().post.is_quiet(self.state.clock.now()) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Forgets all payments, mails and keys, and turns all knobs off.
    pub fn forget(&self) {
        self.reset_faults();
        self.state.books().forget();
    }

    fn record(&self, payment: &mollie::Payment) -> PaymentRecord {
        PaymentRecord {
            id: payment.id.clone(),
            status: payment.status,
            amount: payment.amount,
            method: payment.method.clone(),
            description: payment.description.clone(),
            metadata: payment.metadata.clone(),
            locale: payment.locale.clone(),
            redirect_url: payment.redirect_url.clone(),
            webhook_url: payment.webhook_url.clone(),
            checkout_url: format!("{}/mollie/checkout/{}", self.state.base_url, payment.id),
            refunded: payment.refunded(),
            created: payment.created_at,
        }
    }
}
