use std::sync::Arc;

use domain::orders::OrderState;
use rand::{Rng, rngs::StdRng};
use services::payments;

use super::{Taken, place::submitted};
use crate::{
    model::{Order, payment::Attempt},
    said::{Said, same},
    world::World,
};

/// A buyer pays an order anew.
#[derive(Clone, Debug)]
pub struct Retry {
    order: u8,
    of_any: bool,
    by_transfer: bool,
}

impl Retry {
    pub fn any(random: &mut StdRng) -> Self {
        Self { order: random.random(), of_any: random.random_bool(0.3), by_transfer: random.random_bool(0.2) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let failed = |order: &Order| {
            let newest = world.model.payments.iter().rfind(|payment| world.model.orders[payment.order].id == order.id);
            order.state == OrderState::AwaitingPayment && !order.hold_over && newest.is_some_and(|payment| payment.state.is_final())
        };
        let Some(order) = world.order_with(self.order, self.of_any, failed) else { return Ok(false) };
        let attempt = world.model.attempt(order);
        let method = if self.by_transfer { "prepayment" } else { "twint" };
        let said = Said::from(payments::retry(Arc::clone(&world.test.shop), &world.model.orders[order].token, method).await);
        let payment = match attempt {
            Attempt::Refused(refusal) => return same("retry", &said, &Said::refused(refusal)).map(|()| true),
            Attempt::Existing(payment) => payment,
            Attempt::New => world.record_payment(order).await,
        };
        let Said::Done(placed) = said else { return Err(format!("retry: the shop says {said:?}, the model {attempt:?}")) };
        submitted(world, payment, &placed)?;
        Ok(true)
    }
}
