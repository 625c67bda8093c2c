//! What a shop has at the beginning.

use std::collections::BTreeMap;

use domain::{ids::VariantId, orders::Benefit as Takes, vat::BasisPoints};
use rand::{Rng, rngs::StdRng};
use services::{
    orders::{
        Actor,
        vouchers::{self, NewVoucher},
    },
    payments::gift_cards::{self, NewGiftCard},
    stock::{self, GoodsIn},
};
use testkit::TestShop;
use uuid::Uuid;

use crate::{
    model::{Benefit, Card, Level, Model, VOUCHERS},
    world::BUYERS,
};

/// Rappen for a piece of each product.
const PRICES: [i64; 3] = [390, 3_400, 12_800];
/// Rappen on each gift card.
pub const CARDS: [i64; 3] = [1_000, 6_000, 60_000];

/// Three products in the order of their ids, of which there are few or many.
pub async fn products(test: &TestShop, random: &mut StdRng) -> Vec<(VariantId, u32)> {
    let mut variants = Vec::new();
    for _ in PRICES {
        variants.push(testkit::product().stock(1).insert(test).await.variant());
    }
    // Ids are made by chance; what belongs to them is not, so that a seed means the same shop each time.
    variants.sort();
    let mut products = Vec::new();
    for (variant, price) in variants.into_iter().zip(PRICES) {
        // Beyond 63 pieces they lie in several buckets.
        let pieces = match random.random_range(0..3) {
            0 => random.random_range(2..8),
            1 => random.random_range(8..40),
            _ => random.random_range(64..160),
        };
        sqlx::query("UPDATE catalog_variants SET price = $2 WHERE id = $1")
            .bind(variant.0)
            .bind(price)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let goods = GoodsIn { key: Uuid::from_u128(random.random()), variant, quantity: pieces - 1, note: String::new() };
        stock::receive(&test.shop, Actor::Operator, &goods).await.unwrap();
        products.push((variant, pieces));
    }
    products
}

/// A model of a shop with these products; gift cards and vouchers are given out in both.
pub async fn model(test: &TestShop, products: &[(VariantId, u32)]) -> Model {
    make_vouchers(test).await;
    Model {
        prices: PRICES.to_vec(),
        levels: products.iter().map(|(_, pieces)| Level { available: *pieces, ..Level::default() }).collect(),
        restocked: vec![0; products.len()],
        carts: vec![BTreeMap::new(); BUYERS],
        cards: issue_cards(test).await,
        cards_in_use: vec![None; BUYERS],
        vouchers_in_use: vec![None; BUYERS],
        drafts: vec![None; BUYERS],
        ..Model::default()
    }
}

async fn issue_cards(test: &TestShop) -> Vec<Card> {
    let mut cards = Vec::new();
    for amount in CARDS {
        let card = NewGiftCard { amount, expires_at: None, reason: "a gift".into() };
        let issued = gift_cards::issue(&test.shop, Actor::Operator, card).await.unwrap();
        cards.push(Card { code: issued.code.to_string(), id: issued.id, balance: amount });
    }
    cards
}

async fn make_vouchers(test: &TestShop) {
    for voucher in VOUCHERS {
        let benefit = match voucher.benefit {
            Benefit::Tenth => Takes::Percent(BasisPoints(1_000)),
            Benefit::Amount(amount) => Takes::Amount(amount),
            Benefit::All => Takes::Percent(BasisPoints(10_000)),
            Benefit::Delivery => Takes::FreeDelivery,
        };
        let limit = |most: Option<usize>| most.and_then(|most| u32::try_from(most).ok());
        let new = NewVoucher {
            minimum: voucher.minimum,
            most_uses: limit(voucher.most_uses),
            most_uses_by_customer: limit(voucher.most_by_customer),
            ..NewVoucher::of(voucher.code, benefit)
        };
        vouchers::create(&test.shop, Actor::Operator, new).await.unwrap();
    }
}
