use rand::{Rng, rngs::StdRng};
use services::payments;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// A webhook comes: of a payment, as often as it likes, or of none.
#[derive(Clone, Debug)]
pub struct Notice {
    payment: Option<u8>,
    times: usize,
}

impl Notice {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random_bool(0.9).then(|| random.random()), times: random.random_range(1..4) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let payment = match self.payment {
            Some(choice) => match world.payment(choice) {
                Some(payment) if world.model.payments[payment].there.is_some() && !world.model.payments[payment].by_transfer() => {
                    Some(payment)
                }
                Some(_) | None => return Ok(false),
            },
            None => None,
        };
        let there = payment.and_then(|payment| world.model.payments[payment].there.as_ref());
        let id = there.map_or("tr_nobody", |there| there.id.as_str());
        for _ in 0..self.times {
            same("noted", &Said::from(payments::record_notice(&world.test.shop, "mollie", id).await), &Said::Done(()))?;
        }
        for _ in 0..self.times {
            world.model.note(payment);
        }
        Ok(true)
    }
}

/// The worker works webhooks off.
#[derive(Clone, Debug)]
pub struct WorkNotices;

impl WorkNotices {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let said = Said::from(payments::work_notices(&world.test.shop).await);
        same("notices worked off", &said, &Said::Done(world.model.work_notices()))?;
        // Pauses end when a step says so, however slow this machine is.
        world.run("UPDATE payments_notices SET next_attempt_at = now() + interval '1 day' WHERE next_attempt_at > now()").await;
        Ok(true)
    }
}
