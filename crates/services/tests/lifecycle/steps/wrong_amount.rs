use rand::{Rng, rngs::StdRng};

use super::Taken;
use crate::{model::Payment, world::World};

/// The amount of a payment is not that of its order: the gateway's mistake, or ours.
#[derive(Clone, Debug)]
pub struct WrongAmount {
    payment: u8,
}

impl WrongAmount {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let is_one = |payment: &Payment| payment.known && !payment.state.is_final() && !payment.by_transfer();
        let Some(payment) = world.payment_with(self.payment, false, is_one) else { return Ok(false) };
        // One that was never answered would be asked for with another amount under the same key, which no gateway takes.
        if !is_one(&world.model.payments[payment]) {
            return Ok(false);
        }
        let id = world.model.payments[payment].id;
        world.run(format!("UPDATE payments SET amount = amount - 1 WHERE id = '{id}'")).await;
        world.model.payments[payment].amount -= 1;
        Ok(true)
    }
}
