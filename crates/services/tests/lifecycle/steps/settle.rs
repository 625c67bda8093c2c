use rand::{Rng, rngs::StdRng};
use services::payments;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// The shop asks about a payment.
#[derive(Clone, Debug)]
pub struct Settle {
    payment: u8,
}

impl Settle {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(payment) = world.payment(self.payment) else { return Ok(false) };
        let Some(there) = &world.model.payments[payment].there else { return Ok(false) };
        let said = Said::from(payments::settle(&world.test.shop, "mollie", &there.id).await);
        let expected = world.model.settle(Some(payment)).map_or(Said::GatewaySilent, Said::Done);
        same("settled", &said, &expected)?;
        Ok(true)
    }
}
