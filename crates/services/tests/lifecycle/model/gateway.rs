use domain::{orders::OrderState, payments::PaymentState};
use services::payments::Outcome;

use super::Model;

/// How the payment gateway behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gateway {
    #[default]
    Answers,
    /// 503, and nothing is done.
    Silent,
    /// The work is done and the connection dropped.
    Drops,
    /// The work is done and answered by nonsense.
    Garbles,
}

/// What becomes of the refunds that the gateway makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bank {
    #[default]
    Pays,
    /// Those made now will come back.
    Fails,
    /// The shop's balance does not suffice.
    Waits,
}

/// How the mail provider behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Post {
    #[default]
    Answers,
    Silent,
    /// The mail is sent and the connection dropped.
    Drops,
}

/// A webhook's id that waits.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The payment that it names; none for an id that nobody has.
    pub payment: Option<usize>,
    pub attempts: i32,
    pub is_due: bool,
    pub is_done: bool,
}

impl Model {
    /// Notes an id. One that waits for its first try is enough.
    pub fn note(&mut self, payment: Option<usize>) {
        let waits = |notice: &Notice| notice.payment == payment && notice.attempts == 0 && !notice.is_done;
        if !self.notices.iter().any(waits) {
            self.notices.push(Notice { payment, attempts: 0, is_due: true, is_done: false });
        }
    }

    /// Works the due ones off; how many are done with.
    pub fn work_notices(&mut self) -> u64 {
        let mut done = 0;
        for number in 0..self.notices.len() {
            if self.notices[number].is_done || !self.notices[number].is_due {
                continue;
            }
            self.notices[number].attempts += 1;
            self.notices[number].is_due = false;
            let (payment, attempts) = (self.notices[number].payment, self.notices[number].attempts);
            let is_done = match self.settle(payment) {
                Some(Outcome::Unknown) => attempts >= 3,
                Some(_) => true,
                None => attempts >= 20,
            };
            self.notices[number].is_done = is_done;
            done += u64::from(is_done);
        }
        done
    }

    /// Whether the gateway does what it is asked, answered or not.
    pub fn gateway_works(&self) -> bool {
        self.gateway != Gateway::Silent
    }

    /// Asks for a payment that the gateway has not answered yet: whether it is open now. Whether it is at the gateway is for the caller to see.
    pub fn submit(&mut self, number: usize) -> bool {
        let answers = self.gateway == Gateway::Answers || self.payments[number].by_transfer();
        self.give_up(number);
        let payment = &mut self.payments[number];
        if payment.state == PaymentState::Created && answers {
            payment.state = PaymentState::Open;
            payment.known = true;
            if payment.by_transfer() {
                // Once per order, however many bills it has.
                let order = payment.order;
                self.write_to_buyer(order, format!("payment_request/{}", self.orders[order].id));
            }
        }
        self.payments[number].state == PaymentState::Open
    }

    /// Whether a payment was never answered and its key at the gateway will soon be forgotten: the gateway is not asked for it any more.
    pub fn is_given_up(&self, number: usize) -> bool {
        let payment = &self.payments[number];
        payment.state == PaymentState::Created && payment.age >= 55 * 60
    }

    /// Ends such a payment.
    fn give_up(&mut self, number: usize) {
        if self.is_given_up(number) {
            self.payments[number].state = PaymentState::Failed;
        }
    }

    /// The reconciliation, with one open payment due at most: how many were asked about, and who was asked for anew.
    pub fn reconcile(&mut self, due: Option<usize>) -> (u64, Vec<usize>) {
        let mut asked = 0;
        for number in 0..self.payments.len() {
            self.give_up(number);
        }
        if let Some(number) = due {
            match (self.settle(Some(number)), self.gateway) {
                (Some(_), _) => asked += 1,
                (None, Gateway::Garbles) => {}
                // Silence ends the run.
                (None, _) => return (asked, Vec::new()),
            }
        }
        let mut submitted = Vec::new();
        for number in 0..self.payments.len() {
            let payment = &self.payments[number];
            let awaited = self.orders[payment.order].state == OrderState::AwaitingPayment;
            if payment.state != PaymentState::Created || !awaited {
                continue;
            }
            submitted.push(number);
            if !self.submit(number) {
                break;
            }
            asked += 1;
        }
        (asked, submitted)
    }
}
