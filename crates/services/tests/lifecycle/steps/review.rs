use domain::{
    ids::PaymentId,
    payments::{PaymentState, Review as Decision},
};
use rand::{Rng, rngs::StdRng};
use services::{orders::Actor, payments};

use super::Taken;
use crate::{
    said::{Said, same},
    world::{World, choose},
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
        let is_one = |number: &usize| self.of_any || world.model.payments[*number].state == PaymentState::Quarantined;
        let payments: Vec<usize> = (0..world.model.payments.len()).filter(is_one).collect();
        let Some(payment) = choose(payments.len(), self.payment).map(|number| payments[number]) else { return Ok(false) };
        let id = PaymentId(world.model.payments[payment].id);
        let said = Said::from(payments::review(&world.test.shop, Actor::Operator, id, self.decision, "looked at").await);
        let expected = world.model.review(payment, self.decision).map_or(Said::GatewaySilent, Said::expected);
        same("reviewed", &said, &expected)?;
        Ok(true)
    }
}
