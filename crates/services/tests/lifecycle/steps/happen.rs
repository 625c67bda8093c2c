use std::future::{Ready, ready};

use domain::payments::PaymentState;
use rand::{Rng, rngs::StdRng};

use super::Taken;
use crate::world::World;

/// Something becomes of a payment at the gateway; the shop is not told.
#[derive(Clone, Debug)]
pub struct Happen {
    payment: u8,
    state: PaymentState,
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
        Self { payment: random.random(), state }
    }

    pub fn take(&self, world: &mut World) -> Ready<Taken> {
        let Some(payment) = world.payment(self.payment) else { return ready(Ok(false)) };
        let Some(there) = world.model.payments[payment].there.as_mut() else { return ready(Ok(false)) };
        world.test.sandbox.control().set_status(&there.id, self.state).unwrap();
        there.truth = self.state;
        ready(Ok(true))
    }
}
