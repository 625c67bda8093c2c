use domain::payments::{PaymentRefusal, PaymentState, RefundReason, RefundState};
use uuid::Uuid;

use super::{Bank, Gateway, MINUTE, Model, payment::KEY_LASTS};

/// From one refund to another of the same amount: the shop waits a little longer than the gateway wants.
const TWIN_WAITS: u64 = 61 * MINUTE;
const TWIN_IS_REFUSED: u64 = 60 * MINUTE;
/// From a refund's making to its processing, and from there to its end.
pub const REFUND_STEP: u64 = 10 * MINUTE;
/// Pauses that end sooner are made this long, so that none ends while a slow machine is at work.
pub const SHORTEST_PAUSE: u64 = 10 * MINUTE;

/// What staff ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub payment: usize,
    pub amount: Option<i64>,
    pub key: Uuid,
}

/// A refund in our books.
#[derive(Clone, Debug)]
pub struct Refund {
    pub payment: usize,
    /// Our id, once it was looked up.
    pub id: Uuid,
    pub key: Uuid,
    /// Rappen.
    pub amount: i64,
    pub reason: RefundReason,
    pub state: RefundState,
    /// Not handed to the gateway before.
    pub due: u64,
    /// When the gateway's first word on it came.
    pub submitted: Option<u64>,
    pub attempts: i32,
    /// What staff asked for, unless the shop owed it by itself.
    pub wish: Option<Wish>,
    /// The gateway's id, if it was made in the gateway's dashboard.
    pub at_gateway: Option<String>,
    /// What the gateway has answered under the present key, heard or not, and when.
    answer: Option<(Answer, u64)>,
}

/// A refund at the gateway.
#[derive(Clone, Debug)]
pub struct Given {
    /// Which one of ours: none as long as our books do not have one that was made in the dashboard.
    pub refund: Option<usize>,
    /// The gateway's id of one that was made in the dashboard.
    pub id: Option<String>,
    /// Rappen.
    pub amount: i64,
    pub state: RefundState,
    /// Whether staff have to send it, and no bank does by itself.
    pub by_hand: bool,
    /// Whether the bank will refuse it.
    fails: bool,
    made: u64,
    /// When it came to its state.
    changed: u64,
}

impl Given {
    /// One of ours, on its way from now on.
    pub const fn of(refund: usize, amount: i64, now: u64) -> Self {
        let state = RefundState::Pending;
        Self { refund: Some(refund), id: None, amount, state, by_hand: false, fails: false, made: now, changed: now }
    }

    /// The same, but staff have to send it.
    pub fn by_hand(self) -> Self {
        Self { by_hand: true, ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Made,
    /// A refund of the same amount was made a short while ago.
    Twin,
    Refused,
}

const fn counts(state: RefundState) -> bool {
    !matches!(state, RefundState::Failed | RefundState::Canceled)
}

impl Model {
    /// What was given back of a payment, or is about to be.
    pub fn given_back(&self, payment: usize) -> i64 {
        self.refunds.iter().filter(|refund| refund.payment == payment && counts(refund.state)).map(|refund| refund.amount).sum()
    }

    /// What the gateway has given back of a payment, or is about to.
    pub fn given_there(&self, payment: usize) -> i64 {
        let given = self.payments[payment].there.iter().flat_map(|there| &there.given);
        given.filter(|given| counts(given.state)).map(|given| given.amount).sum()
    }

    /// Staff want money given back: which refund it is.
    pub fn ask_back(&mut self, wish: &Wish) -> Result<usize, PaymentRefusal> {
        if let Some(known) = self.refunds.iter().position(|refund| refund.key == wish.key) {
            let is_same = self.refunds[known].wish.as_ref() == Some(wish);
            return if is_same { Ok(known) } else { Err(PaymentRefusal::RefundReused) };
        }
        let payment = &self.payments[wish.payment];
        if payment.state == PaymentState::Quarantined {
            return Err(PaymentRefusal::NeedsReview);
        }
        payment.received.ok_or(PaymentRefusal::NotPaid)?;
        let left = self.left(wish.payment);
        let amount = wish.amount.unwrap_or(left);
        if amount <= 0 || amount > left {
            return Err(PaymentRefusal::RefundTooLarge { left: left.max(0) });
        }
        Ok(self.write_refund(wish.payment, amount, RefundReason::Goodwill, Some(wish.clone())))
    }

    /// All that is left of a payment goes back, and its buyer is told; nothing happens where nothing is left.
    pub fn give_all_back(&mut self, payment: usize, reason: RefundReason) {
        let left = self.left(payment);
        if left <= 0 {
            return;
        }
        self.write_refund(payment, left, reason, None);
        self.write_to_buyer(self.payments[payment].order, format!("payment_returned/{}", self.payments[payment].id));
    }

    pub fn write_refund(&mut self, payment: usize, amount: i64, reason: RefundReason, wish: Option<Wish>) -> usize {
        let twins = self.refunds.iter().filter(|refund| refund.payment == payment && refund.amount == amount && counts(refund.state));
        let after_twins = twins.map(|twin| twin.submitted.unwrap_or(twin.due) + TWIN_WAITS).max().unwrap_or_default();
        self.refunds.push(Refund {
            payment,
            id: Uuid::nil(),
            key: wish.as_ref().map_or(self.payments[payment].id, |wish| wish.key),
            amount,
            reason,
            state: RefundState::Requested,
            due: self.now.max(after_twins),
            submitted: None,
            attempts: 0,
            wish,
            at_gateway: None,
            answer: None,
        });
        self.refunds.len() - 1
    }

    /// What is due goes to the gateway; how many it took.
    pub fn submit_refunds(&mut self) -> u64 {
        let mut taken = 0;
        loop {
            let due = (0..self.refunds.len())
                .filter(|number| self.refunds[*number].state == RefundState::Requested && self.refunds[*number].due <= self.now)
                .min_by_key(|number| (self.refunds[*number].due, self.refunds[*number].id));
            let Some(number) = due else { return taken };
            let pause = MINUTE << self.refunds[number].attempts.clamp(0, 10);
            self.refunds[number].attempts += 1;
            self.refunds[number].due = self.now + pause.min(60 * MINUTE);
            taken += u64::from(self.hand_refund_over(number));
        }
    }

    fn hand_refund_over(&mut self, number: usize) -> bool {
        let payment = self.refunds[number].payment;
        // Whether an earlier try was heard is looked up first.
        if self.refunds[number].attempts > 1 {
            if self.settle(Some(payment)).is_none() {
                return false;
            }
            if self.refunds[number].state != RefundState::Requested {
                return true;
            }
        }
        if self.payments[payment].by_transfer() {
            return self.owe_by_hand(number);
        }
        if self.gateway == Gateway::Silent {
            return false;
        }
        match (self.answer(number), self.gateway) {
            (_, Gateway::Silent | Gateway::Drops) | (Answer::Made, Gateway::Garbles) => return false,
            (Answer::Made, Gateway::Answers) => {
                let last = self.payments[payment].there.as_ref().map_or(0, |there| there.given.len());
                return last > 0 && self.hear_refund(payment, last - 1);
            }
            (Answer::Twin, _) => {
                let refund = &mut self.refunds[number];
                (refund.due, refund.attempts, refund.answer) = (self.now + TWIN_WAITS, 0, None);
            }
            (Answer::Refused, _) => {
                self.refunds[number].state = RefundState::Failed;
                self.call_staff(&format!("refund_failed/{}", self.refunds[number].id));
            }
        }
        false
    }

    /// The gateway's answer, which it repeats for an hour.
    fn answer(&mut self, number: usize) -> Answer {
        if let Some((answer, at)) = self.refunds[number].answer
            && self.now - at < KEY_LASTS
        {
            return answer;
        }
        let (amount, payment, now, bank) = (self.refunds[number].amount, self.refunds[number].payment, self.now, self.bank);
        let left = |there: &super::There| there.amount - self.given_there(payment);
        let answer = match &self.payments[payment].there {
            Some(there) if there.truth == PaymentState::Paid => {
                if self.has_twin_there(payment, amount) {
                    Answer::Twin
                } else if amount > left(there) {
                    Answer::Refused
                } else {
                    Answer::Made
                }
            }
            Some(_) | None => Answer::Refused,
        };
        self.refunds[number].answer = Some((answer, now));
        if let (Answer::Made, Some(there)) = (answer, &mut self.payments[payment].there) {
            let state = if bank == Bank::Waits { RefundState::Queued } else { RefundState::Pending };
            there.given.push(Given { state, fails: bank == Bank::Fails, ..Given::of(number, amount, now) });
        }
        answer
    }

    /// What becomes of refunds at the gateway with time.
    pub fn bank_works(&mut self) {
        let (now, bank) = (self.now, self.bank);
        for given in self.payments.iter_mut().filter_map(|payment| payment.there.as_mut()).flat_map(|there| &mut there.given) {
            if given.state == RefundState::Queued && bank != Bank::Waits {
                (given.state, given.changed) = (RefundState::Pending, now);
            }
            while given.changed + REFUND_STEP <= now && !given.by_hand {
                given.state = match given.state {
                    RefundState::Pending => RefundState::Processing,
                    RefundState::Processing if given.fails => RefundState::Failed,
                    RefundState::Processing => RefundState::Refunded,
                    _ => break,
                };
                given.changed += REFUND_STEP;
            }
        }
    }

    /// Whether the gateway takes another refund of this amount for a repetition.
    pub fn has_twin_there(&self, payment: usize, amount: i64) -> bool {
        let mut given = self.payments[payment].there.iter().flat_map(|there| &there.given);
        given.any(|given| counts(given.state) && given.amount == amount && self.now - given.made < TWIN_IS_REFUSED)
    }

    /// Somebody gives money back in the gateway's dashboard; the shop is not told.
    pub fn give_back_there(&mut self, payment: usize, amount: i64, id: String) {
        let (now, bank) = (self.now, self.bank);
        let state = if bank == Bank::Waits { RefundState::Queued } else { RefundState::Pending };
        if let Some(there) = &mut self.payments[payment].there {
            there.given.push(Given { refund: None, id: Some(id), state, fails: bank == Bank::Fails, ..Given::of(0, amount, now) });
        }
    }

    /// Writes down what the gateway says of a payment's refunds; whether anything was new.
    pub fn hear_refunds(&mut self, payment: usize) -> bool {
        let given = self.payments[payment].there.as_ref().map_or(0, |there| there.given.len());
        let mut moved = false;
        for number in 0..given {
            moved |= self.hear_refund(payment, number);
        }
        moved
    }

    /// One of them, by its number at the gateway.
    pub fn hear_refund(&mut self, payment: usize, number: usize) -> bool {
        let Some(given) = self.payments[payment].there.as_ref().and_then(|there| there.given.get(number)).cloned() else { return false };
        match given.refund {
            Some(known) if rank(given.state) <= rank(self.refunds[known].state) => return false,
            Some(known) => {
                self.refunds[known].state = given.state;
                self.refunds[known].submitted.get_or_insert(self.now);
                self.follow(known);
            }
            None => {
                let Some(met) = self.meet(payment, &given) else { return false };
                if let Some(there) = &mut self.payments[payment].there {
                    there.given[number].refund = Some(met);
                }
                self.follow(met);
            }
        }
        true
    }

    /// One that was made in the dashboard counts like any other, unless what the shop is about to give back leaves no room for it.
    fn meet(&mut self, payment: usize, given: &Given) -> Option<usize> {
        let id = given.id.clone().unwrap_or_default();
        if counts(given.state) && given.amount > self.left(payment) {
            self.call_staff(&format!("foreign_refund/{id}"));
            return None;
        }
        self.refunds.push(Refund {
            payment,
            // Our ids of it are looked up after the step.
            id: Uuid::from_u128(1 + self.refunds.len() as u128),
            key: Uuid::nil(),
            amount: given.amount,
            reason: RefundReason::AtGateway,
            state: given.state,
            due: self.now,
            submitted: Some(self.now),
            attempts: 0,
            wish: None,
            at_gateway: Some(id),
            answer: None,
        });
        Some(self.refunds.len() - 1)
    }

    /// Our ids of a refund that was made in the dashboard.
    pub fn name_refund(&mut self, number: usize, id: Uuid, key: Uuid) {
        let before = self.refunds[number].id.to_string();
        (self.refunds[number].id, self.refunds[number].key) = (id, key);
        for mail in &mut self.mails {
            mail.key = mail.key.replace(&before, &id.to_string());
        }
    }

    /// What follows from a refund's new state.
    fn follow(&mut self, number: usize) {
        let refund = &self.refunds[number];
        let (id, payment) = (refund.id, refund.payment);
        let order = self.payments[payment].order;
        match refund.state {
            RefundState::Processing => self.write_to_buyer(order, format!("refund_confirmation/{id}")),
            RefundState::Refunded => {
                self.write_to_buyer(order, format!("refund_confirmation/{id}"));
                self.close_if_all_is_back(payment);
            }
            RefundState::Failed | RefundState::Canceled => self.call_staff(&format!("refund_failed/{id}")),
            RefundState::Requested | RefundState::Queued | RefundState::Pending => {}
        }
    }

    fn close_if_all_is_back(&mut self, payment: usize) {
        let refunds = self.refunds.iter().filter(|refund| refund.payment == payment && refund.state == RefundState::Refunded);
        let back: i64 = refunds.map(|refund| refund.amount).sum();
        if self.payments[payment].pays && Some(back) >= self.payments[payment].received {
            self.refunded(self.payments[payment].order);
        }
    }

    /// Makes short pauses long enough.
    pub fn lengthen_pauses(&mut self) {
        for refund in self.refunds.iter_mut().filter(|refund| refund.state == RefundState::Requested && refund.due > self.now) {
            refund.due = refund.due.max(self.now + SHORTEST_PAUSE);
        }
    }
}

/// News come in any order, so nothing goes back.
const fn rank(state: RefundState) -> u8 {
    match state {
        RefundState::Requested => 0,
        RefundState::Queued => 1,
        RefundState::Pending => 2,
        RefundState::Processing => 3,
        RefundState::Refunded => 4,
        RefundState::Failed | RefundState::Canceled => 5,
    }
}
