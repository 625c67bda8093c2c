use domain::{
    ids::PaymentId,
    payments::{PaymentState, Review as Decision},
};
use rand::{Rng, rngs::StdRng};
use services::{orders::Actor, payments};

use super::Taken;
use crate::{
    model::Payment,
    said::{Said, same},
    world::World,
};

/// Staff decide about a payment in quarantine, and sometimes about one that is not.
#[derive(Clone, Debug)]
pub struct Review {
    payment: u8,
    decision: Decision,
    of_any: bool,
}

impl Review {
    pub fn any(random: &mut StdRng) -> Self {
        let decision = if random.random_bool(0.5) { Decision::Accept } else { Decision::GiveBack };
        Self { payment: random.random(), decision, of_any: random.random_bool(0.2) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let is_one = |payment: &Payment| payment.state == PaymentState::Quarantined;
        let Some(payment) = world.payment_with(self.payment, self.of_any, is_one) else { return Ok(false) };
        let id = PaymentId(world.model.payments[payment].id);
        let said = Said::from(payments::review(&world.test.shop, Actor::Operator, id, self.decision, "looked at").await);
        let expected = world.model.review(payment, self.decision).map_or(Said::GatewaySilent, Said::expected);
        same("reviewed", &said, &expected)?;
        Ok(true)
    }
}
