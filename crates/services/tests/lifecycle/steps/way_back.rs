use rand::{Rng, rngs::StdRng};
use services::payments;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// A buyer comes back from the payment page, or reloads the order's page.
#[derive(Clone, Debug)]
pub struct WayBack {
    order: u8,
}

impl WayBack {
    pub fn any(random: &mut StdRng) -> Self {
        Self { order: random.random() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(order) = world.order(self.order) else { return Ok(false) };
        let said = Said::from(payments::settle_order(&world.test.shop, &world.model.orders[order].token).await);
        same("way back", &said, &Said::Done(()))?;
        let Some(newest) = world.model.newest(order) else { return Ok(true) };
        if !world.model.payments[newest].state.is_final() && world.model.payments[newest].known {
            // A gateway that does not answer changes nothing.
            world.model.settle(Some(newest));
        }
        Ok(true)
    }
}
