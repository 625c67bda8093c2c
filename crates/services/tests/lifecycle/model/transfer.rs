use domain::payments::{PaymentState, RefundState};
use services::payments::{Outcome, prepayment::TransferOutcome};

use super::{Given, Model};

/// Money that arrived on the shop's account for a bill.
#[derive(Clone, Copy, Debug)]
pub struct Transfer {
    /// Staff's key, or the bank's reference.
    pub key: u128,
    /// Whether a file of the bank told of it, and not staff.
    pub by_file: bool,
    /// Rappen.
    pub amount: i64,
    pub outcome: TransferOutcome,
}

impl Model {
    /// Money arrives for a bill: what becomes of it.
    pub fn transfer(&mut self, payment: usize, (key, by_file): (u128, bool), amount: i64) -> TransferOutcome {
        let asked = self.orders[self.payments[payment].order].due;
        let Some(there) = &mut self.payments[payment].there else { return TransferOutcome::Unmatched };
        let before: i64 = there.transfers.iter().map(|transfer| transfer.amount).sum();
        // Once it is what was asked for, what comes after is not this bill's.
        if there.amount != asked || there.transfers.is_empty() {
            there.amount = before + amount;
        }
        there.truth = PaymentState::Paid;
        let settled = self.hear(payment);
        let payment = &mut self.payments[payment];
        let outcome = match (settled, payment.state) {
            _ if before >= asked => TransferOutcome::Overpaid,
            (Outcome::PaidTwice, _) => TransferOutcome::Overpaid,
            (Outcome::RefundOwed, _) => TransferOutcome::RefundOwed,
            (_, PaymentState::Quarantined) => TransferOutcome::Quarantined,
            (_, _) if payment.pays => TransferOutcome::Paid,
            (_, _) => TransferOutcome::RefundOwed,
        };
        payment.there.iter_mut().for_each(|there| there.transfers.push(Transfer { key, by_file, amount, outcome }));
        outcome
    }

    /// Staff are told to give money back by hand.
    pub fn owe_by_hand(&mut self, refund: usize) -> bool {
        let (payment, amount, now) = (self.refunds[refund].payment, self.refunds[refund].amount, self.now);
        let Some(there) = &mut self.payments[payment].there else { return false };
        let given = Given::of(refund, amount, now).by_hand();
        there.given.push(given);
        let last = there.given.len() - 1;
        self.hear_refund(payment, last);
        // Under the key that the gateway had, which is looked up after the step.
        self.call_staff(&format!("transfer_back/{}", self.refunds[refund].id));
        true
    }

    /// Staff have given it back.
    pub fn sent_back(&mut self, payment: usize, refund: usize) {
        let given = self.payments[payment].there.iter_mut().flat_map(|there| &mut there.given);
        given.filter(|given| given.refund == Some(refund)).for_each(|given| given.state = RefundState::Refunded);
        self.hear(payment);
    }
}
