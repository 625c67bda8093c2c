use rand::{Rng, rngs::StdRng};
use services::payments;

use super::Taken;
use crate::{
    model::{Chargeback, Payment},
    said::{Said, same},
    world::World,
};

/// The shop asks about a payment.
#[derive(Clone, Debug)]
pub struct Settle {
    payment: u8,
    of_any: bool,
}

impl Settle {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random(), of_any: random.random_bool(0.4) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let refunds = &world.model.refunds;
        let is_news = |payment: &Payment| {
            let there = payment.there.as_ref();
            there.is_some_and(|there| {
                there.truth != payment.state
                    || there.given.iter().any(|given| given.refund.is_none_or(|known| given.state != refunds[known].state))
                    || there.charged.iter().any(Chargeback::is_news)
            })
        };
        let Some(payment) = world.payment_with(self.payment, self.of_any, is_news) else { return Ok(false) };
        let Some(there) = &world.model.payments[payment].there else { return Ok(false) };
        let said = Said::from(payments::settle(&world.test.shop, world.model.payments[payment].gateway, &there.id).await);
        let expected = world.model.settle(Some(payment)).map_or(Said::GatewaySilent, Said::Done);
        same("settled", &said, &expected)?;
        Ok(true)
    }
}
