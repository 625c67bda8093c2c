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
        let mut pending: i64 = 0;
        if self.carts_are_over {
            world.run("UPDATE ephemeral_entries SET expires_at = now() - interval '1 second'").await;
            world.model.carts.iter_mut().for_each(std::collections::BTreeMap::clear);
            world.model.cards_in_use.fill(None);
            world.model.vouchers_in_use.fill(None);
            world.model.drafts.fill(None);
            world.run("UPDATE orders SET updated_at = now() - interval '25 hours' WHERE state = 'pending'").await;
            pending =
                sqlx::query_scalar("SELECT count(*) FROM orders WHERE state = 'pending'").fetch_one(&world.test.shop.pool).await.unwrap();
        }
        let removed = Said::from(cart::clean_up(&world.test.shop).await.map(|removed| removed > 0));
        if !self.carts_are_over {
            same("carts removed", &removed, &Said::Done(false))?;
        }
        same("runs removed", &Said::from(jobs::clean_up(&world.test.shop).await), &Said::Done(0))?;
        let removed = Said::from(orders::pending::clean_up(&world.test.shop).await);
        same("pending orders removed", &removed, &Said::Done(pending.unsigned_abs()))?;
        for buyer in 0..BUYERS {
            put_in_cart::check(world, buyer).await?;
        }
        Ok(true)
    }
}
