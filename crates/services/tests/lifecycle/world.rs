//! A shop and its model.

use std::sync::Arc;

use domain::{ids::GuestId, ids::VariantId};
use rand::{Rng, SeedableRng, rngs::StdRng};
use sandbox::Knob;
use sqlx::AssertSqlSafe;
use testkit::TestShop;
use uuid::Uuid;

use crate::model::{Level, Model, Payment, There};

/// Buyers of a shop.
pub const BUYERS: usize = 4;
/// Rappen for a piece of each product.
const PRICES: [i64; 3] = [1_900, 3_400, 12_800];

/// A shop that runs, and what should be in its books.
pub struct World {
    pub test: Arc<TestShop>,
    pub model: Model,
    /// By product, in the order of their ids.
    pub variants: Vec<VariantId>,
    pub guests: Vec<GuestId>,
    /// Pieces of each product at the beginning.
    pub stock: Vec<u32>,
}

impl World {
    /// A new shop with three products, of which there are few or many.
    pub async fn open(test: Arc<TestShop>, seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed ^ 0x0057_0c4b);
        let mut products = Vec::new();
        for price in PRICES {
            let stock = random.random_range(3..60);
            let product = testkit::product().price(price).stock(stock).insert(&test).await;
            products.push((product.variant(), price, u32::try_from(stock).unwrap()));
        }
        products.sort();
        // Webhooks come when a step says so.
        test.sandbox.control().set_fault(Knob::WebhookNever, 1, None);
        let model = Model {
            prices: products.iter().map(|(_, price, _)| *price).collect(),
            levels: products.iter().map(|(_, _, stock)| Level { available: *stock, ..Level::default() }).collect(),
            carts: vec![std::collections::BTreeMap::new(); BUYERS],
            ..Model::default()
        };
        Self {
            test,
            model,
            variants: products.iter().map(|(variant, ..)| *variant).collect(),
            guests: (0..BUYERS).map(|_| testkit::guest()).collect(),
            stock: products.iter().map(|(_, _, stock)| *stock).collect(),
        }
    }

    /// Changes the database behind the shop's back: time that passes, or somebody's mistake.
    pub async fn run(&self, statement: impl Into<String>) {
        sqlx::query(AssertSqlSafe(statement.into())).execute(&self.test.shop.pool).await.unwrap();
    }

    /// The address that a buyer writes to and from.
    pub fn email(&self, buyer: usize) -> String {
        format!("buyer-{}@example.ch", self.guests[buyer])
    }

    /// One of the payments, the newer ones more often.
    pub fn payment(&self, choice: u8) -> Option<usize> {
        choose(self.model.payments.len(), choice)
    }

    /// One of the orders, the newer ones more often.
    pub fn order(&self, choice: u8) -> Option<usize> {
        choose(self.model.orders.len(), choice)
    }

    /// Takes the order's newest payment into the model, before the gateway was asked for it.
    pub async fn record_payment(&mut self, order: usize) -> usize {
        let id: Uuid = sqlx::query_scalar(
            "SELECT payments.id FROM payments JOIN orders ON orders.id = order_id WHERE token = $1 ORDER BY payments.created_at DESC LIMIT 1",
        )
        .bind(&self.model.orders[order].token)
        .fetch_one(&self.test.shop.pool)
        .await
        .unwrap();
        self.model.payments.push(Payment {
            order,
            id,
            state: domain::payments::PaymentState::Created,
            there: None,
            known: false,
            wrong_amount: false,
            owed: false,
            age: 0,
        });
        self.model.payments.len() - 1
    }

    /// After a payment was asked for: finds it at the gateway if that does its work. It is there once.
    pub fn look_at_gateway(&mut self, payment: usize) -> Result<(), String> {
        let ours = self.model.payments[payment].id.to_string();
        let is_ours = |record: &sandbox::PaymentRecord| {
            record.metadata.as_ref().and_then(|metadata| metadata["order_id"].as_str()) == Some(ours.as_str())
        };
        let found: Vec<_> = self.test.sandbox.control().payments().into_iter().filter(is_ours).collect();
        let expected = usize::from(self.model.payments[payment].there.is_some() || self.model.gateway_works());
        if found.len() != expected {
            return Err(format!("payment {payment} is {} times at the gateway instead of {expected}", found.len()));
        }
        if self.model.payments[payment].there.is_none() {
            self.model.payments[payment].there = found.first().map(|record| There { id: record.id.clone(), truth: record.status });
        }
        Ok(())
    }
}

/// A number below `len`: half of the time one of the last four.
fn choose(len: usize, choice: u8) -> Option<usize> {
    let choice = usize::from(choice);
    if len == 0 {
        None
    } else if choice < 128 {
        Some(len - 1 - choice % len.min(4))
    } else {
        Some((choice - 128) % len)
    }
}
