use domain::{
    orders::OrderState,
    payments::{PaymentRefusal, PaymentState, RefundReason, Review},
};
use services::payments::Outcome;
use uuid::Uuid;

use super::{Chargeback, Gateway, Given, MINUTE, Model, Transfer};

/// Most attempts to pay one order.
const MOST_ATTEMPTS: usize = 12;
/// How long the gateway knows a request by its key.
pub const KEY_LASTS: u64 = 60 * MINUTE;

/// An attempt to pay an order.
#[derive(Clone, Debug)]
pub struct Payment {
    pub order: usize,
    /// Our id.
    pub id: Uuid,
    /// The name of its gateway.
    pub gateway: &'static str,
    /// What our books say.
    pub state: PaymentState,
    /// What is at the gateway, if it has heard of it.
    pub there: Option<There>,
    /// Whether our books have the gateway's id.
    pub known: bool,
    /// Rappen that we asked for.
    pub amount: i64,
    /// Rappen that have arrived.
    pub received: Option<i64>,
    /// Whether it is the one that pays its order.
    pub pays: bool,
    /// Whether the pause before it may be called off once more is over.
    pub may_be_called_off: bool,
    /// Seconds by which it was made older.
    pub age: u64,
}

/// A payment at the gateway.
#[derive(Clone, Debug)]
pub struct There {
    pub id: String,
    pub truth: PaymentState,
    /// Rappen.
    pub amount: i64,
    /// What was given back of it, the oldest first.
    pub given: Vec<Given>,
    /// What has arrived for a bill, the oldest first.
    pub transfers: Vec<Transfer>,
    /// What the buyer's bank took back, the oldest first.
    pub charged: Vec<Chargeback>,
}

impl There {
    /// A new one.
    pub const fn new(id: String, truth: PaymentState, amount: i64) -> Self {
        Self { id, truth, amount, given: Vec::new(), transfers: Vec::new(), charged: Vec::new() }
    }
}

/// What paying an order anew comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// This one is gone on with; it is asked for if the gateway has not answered yet.
    Existing(usize),
    New,
    Refused(PaymentRefusal),
}

impl Payment {
    /// Whether it is a bill that is paid by transfer: its gateway is the shop itself, which always answers.
    pub fn by_transfer(&self) -> bool {
        self.gateway == "prepayment"
    }

    /// Whether the gateway that is not the shop itself has its money.
    pub fn is_paid_there(&self) -> bool {
        !self.by_transfer() && self.there.as_ref().is_some_and(|there| there.truth == PaymentState::Paid)
    }
}

impl Model {
    /// The newest attempt of an order; none for one that a gift card has paid.
    pub fn newest(&self, order: usize) -> Option<usize> {
        self.payments.iter().rposition(|payment| payment.order == order)
    }

    /// Whether any payment waits for the gateway's first answer, which makes unknown ids worth a question.
    pub fn any_unanswered(&self) -> bool {
        self.payments.iter().any(|payment| !payment.known && payment.age < 24 * 3_600)
    }

    /// What the shop does with the gateway's word on a payment.
    pub fn hear(&mut self, number: usize) -> Outcome {
        let outcome = self.advance(number);
        let moved = self.hear_refunds(number) | self.hear_chargebacks(number);
        if outcome == Outcome::NoNews && moved { Outcome::MoneyMovedBack } else { outcome }
    }

    fn advance(&mut self, number: usize) -> Outcome {
        let payment = &mut self.payments[number];
        let Some(there) = &payment.there else { return Outcome::Unknown };
        let is_there = there.truth == PaymentState::Paid;
        let is_sound = payment.amount == there.amount && payment.amount == self.orders[payment.order].due;
        let next = if is_sound { there.truth } else { PaymentState::Quarantined };
        let late_money = payment.state == PaymentState::Quarantined && is_there && payment.received.is_none();
        if !late_money && !is_news(payment.state, next) {
            return Outcome::NoNews;
        }
        payment.state = if late_money { PaymentState::Quarantined } else { next };
        payment.known = true;
        if is_there {
            payment.received.get_or_insert(there.amount);
        }
        let outcome = match payment.state {
            PaymentState::Quarantined => Outcome::Quarantined,
            PaymentState::Paid => self.pay(number),
            _ => Outcome::PaymentMoved,
        };
        if matches!(outcome, Outcome::Quarantined | Outcome::PaidTwice | Outcome::RefundOwed) {
            let paid = if is_there { "paid" } else { "unpaid" };
            self.call_staff(&format!("{}/{paid}/{}", outcome.code(), self.payments[number].id));
        }
        outcome
    }

    /// A question about an id, `None` for one that nobody has: what comes of it, or `None` for silence.
    pub fn settle(&mut self, payment: Option<usize>) -> Option<Outcome> {
        if let Some(number) = payment.filter(|number| self.payments[*number].by_transfer()) {
            return Some(self.hear(number));
        }
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
        let Some(newest) = self.newest(order) else { return Attempt::New };
        match self.payments[newest].state {
            PaymentState::Created | PaymentState::Open => Attempt::Existing(newest),
            PaymentState::Pending | PaymentState::Authorized => Attempt::Refused(PaymentRefusal::StillOpen),
            PaymentState::Quarantined => Attempt::Refused(PaymentRefusal::AlreadyPaid),
            // Paid, and the order waits still: it was another amount, which was given back.
            PaymentState::Paid | PaymentState::Canceled | PaymentState::Expired | PaymentState::Failed => {
                let attempts = self.payments.iter().filter(|payment| payment.order == order).count();
                if attempts >= MOST_ATTEMPTS { Attempt::Refused(PaymentRefusal::Declined) } else { Attempt::New }
            }
        }
    }

    /// Staff lead a payment out of quarantine, after the gateway was asked for its money; `None` for a gateway that does not answer.
    pub fn review(&mut self, number: usize, decision: Review) -> Option<Result<Outcome, PaymentRefusal>> {
        let payment = &self.payments[number];
        if payment.state == PaymentState::Quarantined && payment.received.is_none() && payment.known {
            self.settle(Some(number))?;
        }
        let payment = &self.payments[number];
        if payment.state != PaymentState::Quarantined {
            return Some(Err(PaymentRefusal::NotInReview));
        }
        let Some(received) = payment.received else { return Some(Err(PaymentRefusal::NotPaid)) };
        let (due, is_whole) = (self.orders[payment.order].due, self.left(number) == received);
        if decision == Review::Accept && (received != due || !is_whole) {
            return Some(Err(PaymentRefusal::AmountDiffers));
        }
        self.payments[number].state = PaymentState::Paid;
        Some(Ok(match decision {
            Review::Accept => self.pay(number),
            Review::GiveBack => {
                self.give_all_back(number, RefundReason::WrongAmount);
                Outcome::RefundOwed
            }
        }))
    }

    /// Calls open attempts off for orders that need them no more; how many have ended.
    pub fn cancel_open(&mut self) -> u64 {
        let mut ended = 0;
        for number in 0..self.payments.len() {
            let payment = &mut self.payments[number];
            let is_open = matches!(payment.state, PaymentState::Open | PaymentState::Pending | PaymentState::Authorized);
            let is_needed = matches!(self.orders[payment.order].state, OrderState::AwaitingPayment | OrderState::Expired);
            if !is_open || !payment.known || is_needed || !payment.may_be_called_off {
                continue;
            }
            payment.may_be_called_off = false;
            let by_transfer = payment.by_transfer();
            if self.gateway != Gateway::Answers && !by_transfer {
                continue;
            }
            self.hear(number);
            let Some(there) = &mut self.payments[number].there else { continue };
            if !there.truth.is_final() && (self.cancelable || by_transfer) {
                there.truth = PaymentState::Canceled;
                self.hear(number);
            }
            ended += u64::from(self.payments[number].there.as_ref().is_some_and(|there| there.truth.is_final()));
        }
        ended
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
