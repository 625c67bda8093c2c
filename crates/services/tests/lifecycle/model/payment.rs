use domain::{
    orders::OrderState,
    payments::{PaymentRefusal, PaymentState},
};
use services::payments::Outcome;
use uuid::Uuid;

use super::{Gateway, Model};

/// Most attempts to pay one order.
const MOST_ATTEMPTS: usize = 12;

/// An attempt to pay an order.
#[derive(Clone, Debug)]
pub struct Payment {
    pub order: usize,
    /// Our id.
    pub id: Uuid,
    /// What our books say.
    pub state: PaymentState,
    /// What is at the gateway, if it has heard of it.
    pub there: Option<There>,
    /// Whether our books have the gateway's id.
    pub known: bool,
    /// Whether its amount is not the order's.
    pub wrong_amount: bool,
    /// Whether the money has to go back.
    pub owed: bool,
    /// Seconds by which it was made older.
    pub age: u64,
}

/// A payment at the gateway.
#[derive(Clone, Debug)]
pub struct There {
    pub id: String,
    pub truth: PaymentState,
}

/// What paying an order anew comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// This one is gone on with; it is asked for if the gateway has not answered yet.
    Existing(usize),
    New,
    Refused(PaymentRefusal),
}

impl Model {
    /// The newest attempt of an order.
    pub fn newest(&self, order: usize) -> usize {
        self.payments.iter().rposition(|payment| payment.order == order).unwrap_or_default()
    }

    /// Whether any payment waits for the gateway's first answer, which makes unknown ids worth a question.
    pub fn any_unanswered(&self) -> bool {
        self.payments.iter().any(|payment| !payment.known && payment.age < 24 * 3_600)
    }

    /// What the shop does with the gateway's word on a payment.
    pub fn hear(&mut self, number: usize) -> Outcome {
        let payment = &mut self.payments[number];
        let Some(there) = &payment.there else { return Outcome::Unknown };
        let next = if payment.wrong_amount { PaymentState::Quarantined } else { there.truth };
        if !is_news(payment.state, next) {
            return Outcome::NoNews;
        }
        payment.state = next;
        payment.known = true;
        let order = payment.order;
        match next {
            PaymentState::Quarantined => Outcome::Quarantined,
            PaymentState::Paid if self.money(order) => Outcome::OrderPaid,
            PaymentState::Paid => {
                self.payments[number].owed = true;
                Outcome::RefundOwed
            }
            _ => Outcome::PaymentMoved,
        }
    }

    /// A question about an id, `None` for one that nobody has: what comes of it, or `None` for silence.
    pub fn settle(&mut self, payment: Option<usize>) -> Option<Outcome> {
        let known = payment.is_some_and(|number| self.payments[number].known);
        if !known && !self.any_unanswered() {
            return Some(Outcome::Unknown);
        }
        // That nobody has an id is told by the status, whatever nonsense follows it.
        if payment.is_none() && self.gateway == Gateway::Garbles {
            return Some(Outcome::Unknown);
        }
        if self.gateway != Gateway::Answers {
            return None;
        }
        Some(payment.map_or(Outcome::Unknown, |number| self.hear(number)))
    }

    /// What paying an order anew comes to.
    pub fn attempt(&self, order: usize) -> Attempt {
        match self.orders[order].state {
            OrderState::AwaitingPayment if !self.orders[order].hold_over => {}
            OrderState::AwaitingPayment | OrderState::Expired | OrderState::Cancelled | OrderState::Pending => {
                return Attempt::Refused(PaymentRefusal::HoldOver);
            }
            OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded => {
                return Attempt::Refused(PaymentRefusal::AlreadyPaid);
            }
        }
        let newest = self.newest(order);
        match self.payments[newest].state {
            PaymentState::Created | PaymentState::Open => Attempt::Existing(newest),
            PaymentState::Pending | PaymentState::Authorized => Attempt::Refused(PaymentRefusal::StillOpen),
            PaymentState::Paid | PaymentState::Quarantined => Attempt::Refused(PaymentRefusal::AlreadyPaid),
            PaymentState::Canceled | PaymentState::Expired | PaymentState::Failed => {
                let attempts = self.payments.iter().filter(|payment| payment.order == order).count();
                if attempts >= MOST_ATTEMPTS { Attempt::Refused(PaymentRefusal::Declined) } else { Attempt::New }
            }
        }
    }
}

/// Whether the gateway's word goes further than what is known: news come in any order, and nothing but money is believed after an end.
fn is_news(known: PaymentState, next: PaymentState) -> bool {
    let rank = |state| match state {
        PaymentState::Created => 0,
        PaymentState::Open => 1,
        PaymentState::Pending => 2,
        PaymentState::Authorized => 3,
        PaymentState::Canceled | PaymentState::Expired | PaymentState::Failed => 4,
        PaymentState::Paid | PaymentState::Quarantined => 5,
    };
    rank(next) > rank(known)
}
