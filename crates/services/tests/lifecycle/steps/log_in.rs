use domain::cart::CartOwner;
use rand::{Rng, rngs::StdRng};
use services::{
    cart::{self, CappedBy},
    orders::codes,
};

use super::{Taken, put_in_cart};
use crate::{
    model::Left,
    said::{Said, same},
    world::{BUYERS, World},
};

/// A guest logs in: the account takes over the cart and what was entered. The browser goes on as a guest with an empty cart when it is logged out.
#[derive(Clone, Debug)]
pub struct LogIn {
    guest: usize,
    account: usize,
    /// Whether two tabs do it.
    twice: bool,
}

impl LogIn {
    pub fn any(random: &mut StdRng) -> Self {
        let mut pair = || random.random_range(0..BUYERS / 2);
        Self { guest: 2 * pair(), account: 2 * pair() + 1, twice: random.random_bool(0.2) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let (CartOwner::Guest(guest), CartOwner::Account(account)) = (world.owners[self.guest], world.owners[self.account]) else {
            return Err("buyers of even numbers are guests, the others accounts".to_owned());
        };
        let (lines, left) = world.model.log_in(self.guest, self.account);
        let shop = &world.test.shop;
        for round in 0..=u8::from(self.twice) {
            let said = cart::merge(shop, guest, account).await.map(|merged| {
                let told = merged.capped.into_iter().map(|capped| Left {
                    product: world.variants.iter().position(|known| *known == capped.variant).unwrap_or(usize::MAX),
                    wanted: capped.wanted,
                    kept: capped.kept,
                    by_stock: capped.by == CappedBy::Stock,
                });
                let mut told: Vec<_> = told.collect();
                told.sort_by_key(|left| left.product);
                (merged.lines, told)
            });
            let expected = if round == 0 { (lines, left.clone()) } else { (0, Vec::new()) };
            same("merged", &Said::from(said), &Said::Done(expected))?;
            same("codes taken over", &Said::from(codes::take_over(shop, guest, account).await), &Said::Done(()))?;
        }
        put_in_cart::check(world, self.guest).await?;
        put_in_cart::check(world, self.account).await
    }
}
