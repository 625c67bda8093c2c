use chrono::NaiveDate;
use domain::{accounts::Permission, payments::PaymentReference};
use gateways::camt::{self, Credit};

use super::{
    book::{TransferOutcome, book},
    store::NewTransfer,
};
use crate::{error::Result, orders::Acting, shop::Shop};

/// What a file held, entry by entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The credits in the file's order.
    pub entries: Vec<ImportedEntry>,
    /// Entries that are no booked credits: debits, reversals, announcements.
    pub skipped: usize,
}

/// A credit of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedEntry {
    /// The reference as stated; empty if there was none.
    pub reference: String,
    /// In the minor unit.
    pub amount: i64,
    /// The currency's code as the bank wrote it.
    pub currency: String,
    /// The day of the bank's entry.
    pub booked_on: NaiveDate,
    /// Whether it was recorded before, by this file or another.
    pub known: bool,
    /// What became of it.
    pub outcome: TransferOutcome,
}

/// Records the credits of a bank's notification (camt.054) and lets the payments follow that their references name.
///
/// Safe to repeat: an entry that was recorded before, by this file or another, counts once. A file that is cut off half-way by a fault is finished by
/// importing it again.
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may) with [`Permission::BookPayments`]; [`Error::Notification`](crate::error::Error::Notification) if the file is
/// none; then nothing was recorded.
pub async fn import_camt(shop: &Shop, by: impl Into<Acting>, bytes: &[u8]) -> Result<ImportReport> {
    let by = by.into();
    by.may(Permission::BookPayments)?;
    let notification = camt::read(bytes)?;
    let mut report = ImportReport { entries: Vec::with_capacity(notification.credits.len()), skipped: notification.skipped };
    for credit in &notification.credits {
        report.entries.push(import(shop, by, credit).await?);
    }
    Ok(report)
}

async fn import(shop: &Shop, by: Acting, credit: &Credit) -> Result<ImportedEntry> {
    // In the form in which it was asked for; what is no reference stays as it was stated, for staff to read.
    let stated = PaymentReference::parse(&credit.reference).map_or_else(|| credit.reference.clone(), |known| known.as_str().to_owned());
    let transfer = NewTransfer {
        reference: &stated,
        amount: credit.amount,
        currency: &credit.currency,
        booked_on: credit.booked_on,
        bank_reference: Some(&credit.bank_reference),
        request_key: None,
        subject: &stated,
    };
    let (is_new, outcome) = book(shop, by, &transfer).await?;
    Ok(ImportedEntry {
        amount: credit.amount,
        currency: credit.currency.clone(),
        booked_on: credit.booked_on,
        reference: stated,
        known: !is_new,
        outcome,
    })
}
