use domain::payments::PaymentState;

use super::{
    gateway::METHOD,
    store::{self, NewTransfer, Standing, Transfer},
};
use crate::{
    error::{Error, Result},
    mail,
    orders::Acting,
    payments::{Outcome, settle::settle},
    shop::Shop,
};

/// What became of money that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferOutcome {
    /// It pays its order.
    Paid,
    /// It is not the amount that was asked for: in quarantine until staff have looked.
    Quarantined,
    /// Its order needs it no more; it has to go back.
    RefundOwed,
    /// Its payment had its money already: a second transfer, of which staff decide.
    Overpaid,
    /// Nobody was asked for money under its reference, or not in its currency.
    Unmatched,
}

impl TransferOutcome {
    const ALL: [Self; 5] = [Self::Paid, Self::Quarantined, Self::RefundOwed, Self::Overpaid, Self::Unmatched];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Quarantined => "quarantined",
            Self::RefundOwed => "refund_owed",
            Self::Overpaid => "overpaid",
            Self::Unmatched => "unmatched",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// Records money that arrived and lets the payment follow, by the one way that all gateways' news take; whether the transfer is new, and what became
/// of it. The same transfer again changes nothing; one whose first recording was cut off half-way is finished.
pub(super) async fn book(shop: &Shop, by: Acting, new: &NewTransfer<'_>) -> Result<(bool, TransferOutcome)> {
    let is_new = store::record(shop, by, new).await?;
    let transfer = store::recorded(&shop.pool, new).await?;
    if let Some(known) = TransferOutcome::from_code(&transfer.outcome) {
        return Ok((is_new, known));
    }
    let settled = settle(shop, METHOD, &transfer.reference).await?;
    let outcome = match store::standing(&shop.pool, &transfer).await? {
        Some(standing) => became(settled, &standing)?,
        None => TransferOutcome::Unmatched,
    };
    let mut transaction = shop.begin().await?;
    store::conclude(&mut transaction, transfer.id, outcome.code()).await?;
    call_staff(&mut transaction, shop, &transfer, outcome).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok((is_new, outcome))
}

/// What became of a transfer: by what settling it changed, and where that was no news because the reconciliation or an earlier transfer was faster, by
/// how its payment stands.
fn became(settled: Outcome, standing: &Standing) -> Result<TransferOutcome> {
    if standing.before >= standing.amount {
        return Ok(TransferOutcome::Overpaid);
    }
    match settled {
        Outcome::OrderPaid => return Ok(TransferOutcome::Paid),
        Outcome::Quarantined => return Ok(TransferOutcome::Quarantined),
        Outcome::RefundOwed => return Ok(TransferOutcome::RefundOwed),
        Outcome::PaidTwice => return Ok(TransferOutcome::Overpaid),
        Outcome::Unknown | Outcome::NoNews | Outcome::PaymentMoved | Outcome::MoneyMovedBack => {}
    }
    let state = PaymentState::from_code(&standing.state).ok_or_else(|| Error::Data(format!("payment state {}", standing.state)))?;
    match state {
        PaymentState::Quarantined => Ok(TransferOutcome::Quarantined),
        PaymentState::Paid if standing.pays_order => Ok(TransferOutcome::Paid),
        PaymentState::Paid => Ok(TransferOutcome::RefundOwed),
        PaymentState::Created
        | PaymentState::Open
        | PaymentState::Pending
        | PaymentState::Authorized
        | PaymentState::Canceled
        | PaymentState::Expired
        | PaymentState::Failed => Err(Error::Data(format!("a prepayment is {} with its money there", state.code()))),
    }
}

/// Quarantine and money that is owed back call staff by themselves; what no payment knows of is called out here.
async fn call_staff(connection: &mut sqlx::PgConnection, shop: &Shop, transfer: &Transfer, outcome: TransferOutcome) -> Result<()> {
    let subject = match outcome {
        TransferOutcome::Overpaid => "A bill was paid twice",
        TransferOutcome::Unmatched => "A transfer with an unknown reference",
        TransferOutcome::Paid | TransferOutcome::Quarantined | TransferOutcome::RefundOwed => return Ok(()),
    };
    let text = format!(
        "Transfer {} over {}.{:02} {} with the reference '{}' needs a person.",
        transfer.id,
        transfer.amount / 100,
        transfer.amount % 100,
        transfer.currency,
        transfer.reference
    );
    mail::alert_staff(connection, shop, &format!("transfer/{}", transfer.id), subject, &text).await
}
