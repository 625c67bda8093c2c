use std::future::{Ready, ready};

use domain::{orders::OrderState, payments::PaymentState};
use rand::{Rng, rngs::StdRng};

use super::Taken;
use crate::world::World;

/// Something becomes of a payment at the gateway; the shop is not told.
#[derive(Clone, Debug)]
pub struct Happen {
    payment: u8,
    state: PaymentState,
    whose: Whose,
}

/// Of which orders.
#[derive(Clone, Debug)]
enum Whose {
    /// Those that still wait for money.
    Waiting,
    /// Those that are paid: a second payment.
    Paid,
    Any,
}

impl Happen {
    pub fn any(random: &mut StdRng) -> Self {
        let state = match random.random_range(0..10) {
            0..5 => PaymentState::Paid,
            5 | 6 => PaymentState::Failed,
            7 => PaymentState::Expired,
            8 => PaymentState::Canceled,
            _ => *[PaymentState::Pending, PaymentState::Authorized].get(random.random_range(0..2)).unwrap(),
        };
        let whose = match random.random_range(0..10) {
            0..6 => Whose::Waiting,
            6 | 7 => Whose::Paid,
            _ => Whose::Any,
        };
        // A second payment that comes to nothing is nothing new.
        let state = if matches!(whose, Whose::Paid) { PaymentState::Paid } else { state };
        Self { payment: random.random(), state, whose }
    }

    pub fn take(&self, world: &mut World) -> Ready<Taken> {
        let orders = &world.model.orders;
        let payment = world.payment_with(self.payment, matches!(self.whose, Whose::Any), |payment| {
            let is_open = !payment.by_transfer() && payment.there.as_ref().is_some_and(|there| there.truth != PaymentState::Paid);
            let waits = matches!(orders[payment.order].state, OrderState::AwaitingPayment | OrderState::Expired);
            is_open && waits == matches!(self.whose, Whose::Waiting) && orders[payment.order].state != OrderState::Cancelled
        });
        let Some(payment) = payment.filter(|payment| !world.model.payments[*payment].by_transfer()) else { return ready(Ok(false)) };
        let Some(there) = world.model.payments[payment].there.as_mut() else { return ready(Ok(false)) };
        world.test.sandbox.control().set_status(&there.id, self.state).unwrap();
        there.truth = self.state;
        ready(Ok(true))
    }
}
