use rand::{Rng, rngs::StdRng};
use services::{cart, jobs, orders};

use super::{Taken, put_in_cart};
use crate::{
    said::{Said, same},
    world::{BUYERS, World},
};

/// The worker removes what is over: nothing that anybody still needs.
#[derive(Clone, Debug)]
pub struct CleanUp {
    /// Whether all carts are left alone for so long that they are over.
    carts_are_over: bool,
}

impl CleanUp {
    pub fn any(random: &mut StdRng) -> Self {
        Self { carts_are_over: random.random_bool(0.2) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        if self.carts_are_over {
            world.run("UPDATE ephemeral_entries SET expires_at = now() - interval '1 second'").await;
            world.model.carts.iter_mut().for_each(std::collections::BTreeMap::clear);
        }
        let removed = Said::from(cart::clean_up(&world.test.shop).await.map(|removed| removed > 0));
        if !self.carts_are_over {
            same("carts removed", &removed, &Said::Done(false))?;
        }
        same("runs removed", &Said::from(jobs::clean_up(&world.test.shop).await), &Said::Done(0))?;
        same("pending orders removed", &Said::from(orders::pending::clean_up(&world.test.shop).await), &Said::Done(0))?;
        for buyer in 0..BUYERS {
            put_in_cart::check(world, buyer).await?;
        }
        Ok(true)
    }
}
