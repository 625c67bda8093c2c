use domain::language::Language;
use rand::{Rng, rngs::StdRng};
use services::cart;

use super::Taken;
use crate::{
    said::{Said, same},
    world::{BUYERS, World},
};

/// A buyer wants more, or so many, or none of a product.
#[derive(Clone, Debug)]
pub struct PutInCart {
    buyer: usize,
    product: usize,
    pieces: u32,
    way: u8,
}

impl PutInCart {
    pub fn any(random: &mut StdRng) -> Self {
        let pieces = if random.random_bool(0.95) {
            random.random_range(1..4)
        } else {
            *[0, 50, 100, 1 << 31].get(random.random_range(0..4)).unwrap()
        };
        Self { buyer: random.random_range(0..BUYERS), product: random.random_range(0..3), pieces, way: random.random_range(0..8) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let (shop, owner, variant) = (&world.test.shop, world.owners[self.buyer], world.variants[self.product]);
        let (said, expected) = match self.way {
            0 => {
                let said = cart::remove(shop, Language::De, owner, variant).await;
                world.model.carts[self.buyer].remove(&self.product);
                (said, Ok(()))
            }
            1 => {
                let said = cart::set_quantity(shop, Language::De, owner, variant, self.pieces).await;
                (said, world.model.want(self.buyer, self.product, self.pieces))
            }
            _ => {
                let said = cart::add(shop, Language::De, owner, variant, self.pieces).await;
                // Nothing on top is no wish, whatever is there.
                let pieces = if self.pieces == 0 { 0 } else { world.model.wanted(self.buyer, self.product).saturating_add(self.pieces) };
                (said, world.model.want(self.buyer, self.product, pieces))
            }
        };
        let expected = expected.map_or_else(Said::refused, Said::Done);
        same("cart", &Said::from(said.map(drop)), &expected)?;
        check(world, self.buyer).await
    }
}

/// Whether a buyer's cart holds what the model says.
pub async fn check(world: &World, buyer: usize) -> Taken {
    let (_, lines) = cart::lines(&world.test.shop, world.owners[buyer]).await.unwrap();
    let product = |variant| world.variants.iter().position(|known| *known == variant).unwrap_or(usize::MAX);
    let shop = lines.into_iter().map(|line| (product(line.variant), line.quantity)).collect();
    same("cart's lines", &shop, &world.model.carts[buyer])?;
    Ok(true)
}
