use domain::orders::{OrderRefusal, OrderState};
use rand::{Rng, rngs::StdRng};
use services::{
    orders::{self, Actor},
    payments,
};

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// A buyer calls an order off.
#[derive(Clone, Debug)]
pub struct CallOff {
    order: u8,
    by_staff: bool,
    of_any: bool,
}

impl CallOff {
    pub fn any(random: &mut StdRng) -> Self {
        Self { order: random.random(), by_staff: random.random_bool(0.3), of_any: random.random_bool(0.5) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(order) = world.order_with(self.order, self.of_any, |order| order.state == OrderState::AwaitingPayment) else {
            return Ok(false);
        };
        let actor = if self.by_staff { Actor::Operator } else { Actor::Buyer };
        let said = orders::cancel(&world.test.shop, &world.model.orders[order].token, actor).await;
        let expected: Result<OrderState, OrderRefusal> = world.model.cancel(order);
        same("called off", &Said::from(said.map(|view| view.state)), &Said::expected(expected))?;
        Ok(true)
    }
}

/// The worker calls off at the gateway what no order needs any more.
#[derive(Clone, Debug)]
pub struct CancelOpen;

impl CancelOpen {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let said = Said::from(payments::cancel_open(&world.test.shop).await);
        same("payments called off", &said, &Said::Done(world.model.cancel_open()))?;
        // Pauses end when a step says so, however slow this machine is.
        world.run("UPDATE payments SET cancel_tried_at = now() + interval '1 day' WHERE cancel_tried_at IS NOT NULL").await;
        Ok(true)
    }
}
