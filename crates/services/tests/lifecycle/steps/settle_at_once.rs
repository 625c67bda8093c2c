use std::sync::Arc;

use rand::{Rng, rngs::StdRng};
use services::payments::{self, Outcome};
use tokio::task::JoinSet;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// Several notices of one payment are worked off in the same moment.
#[derive(Clone, Debug)]
pub struct SettleAtOnce {
    payment: u8,
    times: usize,
}

impl SettleAtOnce {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random(), times: random.random_range(2..7) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(payment) = world.payment(self.payment) else { return Ok(false) };
        let Some(there) = world.model.payments[payment].there.clone() else { return Ok(false) };
        let (mut racers, gateway) = (JoinSet::new(), world.model.payments[payment].gateway);
        for _ in 0..self.times {
            let (shop, id) = (Arc::clone(&world.test.shop), there.id.clone());
            racers.spawn(async move { Said::from(payments::settle(&shop, gateway, &id).await) });
        }
        let mut said = racers.join_all().await;
        let mut expected: Vec<_> =
            (0..self.times).map(|_| world.model.settle(Some(payment)).map_or(Said::GatewaySilent, Said::Done)).collect();
        // The first one has the news; which one is first is not told.
        let is_old = |said: &Said<Outcome>| *said == Said::Done(Outcome::NoNews);
        said.sort_by_key(is_old);
        expected.sort_by_key(is_old);
        same("settled at once", &said, &expected)?;
        Ok(true)
    }
}
