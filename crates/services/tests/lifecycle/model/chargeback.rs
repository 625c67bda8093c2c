use domain::{
    orders::OrderState,
    payments::{PaymentState, RefundReason},
};
use services::payments::reversal_key;

use super::{Model, Payment};

/// Money that a buyer's bank took back.
#[derive(Clone, Debug)]
pub struct Chargeback {
    /// The gateway's id.
    pub id: String,
    /// Rappen.
    pub amount: i64,
    /// Whether it has come back to the shop, at the gateway.
    pub is_off: bool,
    /// Whether our books know it, and its end.
    pub heard: bool,
    pub heard_off: bool,
}

impl Chargeback {
    /// Whether our books do not have all of it.
    pub const fn is_news(&self) -> bool {
        !self.heard || self.is_off != self.heard_off
    }
}

impl Model {
    /// What our books say that the bank has kept of a payment.
    pub fn charged_back(&self, payment: usize) -> i64 {
        let charged = self.payments[payment].there.iter().flat_map(|there| &there.charged);
        charged.filter(|charged| charged.heard && !charged.heard_off).map(|charged| charged.amount).sum()
    }

    /// What the bank has kept of a payment, at the gateway.
    pub fn charged_there(&self, payment: usize) -> i64 {
        let charged = self.payments[payment].there.iter().flat_map(|there| &there.charged);
        charged.filter(|charged| !charged.is_off).map(|charged| charged.amount).sum()
    }

    /// What is left of a payment's money, by our books; less than nothing where a refund was under way when the bank took it.
    pub fn left(&self, payment: usize) -> i64 {
        self.payments[payment].received.unwrap_or_default() - self.given_back(payment) - self.charged_back(payment)
    }

    /// Writes down what the gateway says of a payment's chargebacks; whether anything was new.
    pub fn hear_chargebacks(&mut self, payment: usize) -> bool {
        let (ours, mut moved) = (self.payments[payment].id, false);
        for number in 0..self.payments[payment].there.as_ref().map_or(0, |there| there.charged.len()) {
            let Some(charged) = self.payments[payment].there.as_mut().and_then(|there| there.charged.get_mut(number)) else { break };
            let (is_new, is_off) = (!charged.heard, charged.is_off && !charged.heard_off);
            (charged.heard, charged.heard_off) = (true, charged.is_off);
            let charged = charged.clone();
            if is_new {
                self.call_staff(&format!("chargeback/{ours}/{}", charged.id));
            }
            if is_off {
                self.call_staff(&format!("chargeback_reversed/{ours}/{}", charged.id));
                self.send_on(payment, &charged);
            }
            moved |= is_new || is_off;
        }
        moved
    }

    /// What comes back of a payment that pays no order is the buyer's.
    fn send_on(&mut self, payment: usize, charged: &Chargeback) {
        let Payment { order, state, pays, .. } = self.payments[payment];
        if state != PaymentState::Paid || pays {
            return;
        }
        let reason = match self.orders[order].state {
            OrderState::AwaitingPayment => RefundReason::WrongAmount,
            OrderState::Expired => RefundReason::PaidTooLate,
            OrderState::Pending | OrderState::Cancelled => RefundReason::PaidAfterCancel,
            OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded => return,
        };
        let (amount, key) = (charged.amount.min(self.left(payment)), reversal_key(self.payments[payment].id, &charged.id));
        if amount > 0 {
            let refund = self.write_refund(payment, amount, reason, None);
            self.refunds[refund].key = key;
            self.write_to_buyer(order, format!("payment_returned/{key}"));
        }
    }
}
