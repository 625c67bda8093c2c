//! Random work on the stock, compared step by step with a model that knows no buckets.

use domain::ids::VariantId;
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use services::{
    orders::Actor,
    stock::{self, Correction, Sale},
};
use testkit::TestShop;
use tokio::{runtime::Handle, task::block_in_place};
use uuid::Uuid;

use crate::buying::levels;
use crate::stock::{books_add_up, give_back, hold, key, order, receive, release, sell};

/// Variants and orders that the steps choose from.
const VARIANTS: usize = 3;
const ORDERS: usize = 6;
/// Sequences tried; `ASTRIS_STOCK_CASES` sets another number for a long run.
const CASES: u32 = 24;

#[derive(Clone, Debug)]
enum Step {
    Receive(usize, u32),
    Correct(usize, i32),
    Backorder(usize, bool),
    Hold(usize, Vec<(usize, u32)>),
    Release(usize),
    Sell(usize),
    GiveBack(usize),
}

fn step() -> impl Strategy<Value = Step> {
    // Around the 32 pieces of a bucket, so that buckets come and run dry.
    let pieces = || prop_oneof![4 => 1..6_u32, 2 => 20..80_u32];
    prop_oneof![
        2 => (0..VARIANTS, prop_oneof![1..10_u32, 30..200_u32]).prop_map(|(variant, quantity)| Step::Receive(variant, quantity)),
        2 => (0..VARIANTS, -90..20_i32).prop_map(|(variant, change)| Step::Correct(variant, change)),
        1 => (0..VARIANTS, any::<bool>()).prop_map(|(variant, allowed)| Step::Backorder(variant, allowed)),
        6 => (0..ORDERS, vec((0..VARIANTS, pieces()), 1..4)).prop_map(|(order, lines)| Step::Hold(order, lines)),
        3 => (0..ORDERS).prop_map(Step::Release),
        3 => (0..ORDERS).prop_map(Step::Sell),
        1 => (0..ORDERS).prop_map(Step::GiveBack),
    ]
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Level {
    available: i32,
    held: i32,
    sold: i32,
    backorder: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Hold {
    #[default]
    None,
    Held,
    Released,
    Sold,
    Returned,
}

/// What the stock should be.
#[derive(Debug, Default)]
struct Model {
    levels: [Level; VARIANTS],
    orders: [(Hold, [i32; VARIANTS]); ORDERS],
}

impl Model {
    fn fits(&self, pieces: &[i32; VARIANTS]) -> bool {
        self.levels.iter().zip(pieces).all(|(level, wanted)| *wanted == 0 || level.backorder || level.available >= *wanted)
    }

    /// Moves the pieces of an order that is in one of these states.
    fn shift(&mut self, order: usize, from: &[Hold], to: Hold, change: impl Fn(&mut Level, i32)) {
        let (state, pieces) = self.orders[order];
        if from.contains(&state) {
            self.levels.iter_mut().zip(pieces).for_each(|(level, pieces)| change(level, pieces));
            self.orders[order].0 = to;
        }
    }

    fn release(&mut self, order: usize) {
        self.shift(order, &[Hold::Held], Hold::Released, |level, pieces| {
            level.held -= pieces;
            level.available += pieces;
        });
    }

    /// Whether the goods were there.
    fn sell(&mut self, order: usize) -> bool {
        let (state, pieces) = self.orders[order];
        if state == Hold::Released {
            if !self.fits(&pieces) {
                return false;
            }
            self.shift(order, &[Hold::Released], Hold::Held, |level, pieces| {
                level.available -= pieces;
                level.held += pieces;
            });
        }
        self.shift(order, &[Hold::Held], Hold::Sold, |level, pieces| {
            level.held -= pieces;
            level.sold += pieces;
        });
        true
    }

    fn give_back(&mut self, order: usize) {
        self.shift(order, &[Hold::Sold], Hold::Returned, |level, pieces| {
            level.sold -= pieces;
            level.available += pieces;
        });
    }
}

/// A case's own variants and orders in the shop, and the model of them.
struct Case<'a> {
    test: &'a TestShop,
    variants: Vec<VariantId>,
    orders: Vec<Uuid>,
    model: Model,
}

impl Case<'_> {
    async fn take(&mut self, step: &Step) -> Result<(), TestCaseError> {
        match step {
            Step::Receive(variant, quantity) => {
                receive(self.test, self.variants[*variant], *quantity).await;
                self.model.levels[*variant].available += quantity.cast_signed();
            }
            Step::Correct(variant, change) => return self.correct(*variant, *change).await,
            Step::Backorder(variant, allowed) => {
                stock::set_backorder(&self.test.shop, Actor::Operator, self.variants[*variant], *allowed).await.unwrap();
                self.model.levels[*variant].backorder = *allowed;
            }
            Step::Hold(order, lines) => return self.hold(*order, lines).await,
            Step::Release(order) => {
                release(self.test, self.orders[*order]).await;
                self.model.release(*order);
            }
            Step::Sell(order) => {
                let sale = sell(self.test, self.orders[*order]).await;
                prop_assert_eq!(sale == Sale::Done, self.model.sell(*order));
            }
            Step::GiveBack(order) => {
                give_back(self.test, self.orders[*order]).await;
                self.model.give_back(*order);
            }
        }
        Ok(())
    }

    async fn correct(&mut self, variant: usize, change: i32) -> Result<(), TestCaseError> {
        if change == 0 {
            return Ok(());
        }
        let level = &mut self.model.levels[variant];
        let allowed = change > 0 || level.backorder || level.available + change >= 0;
        let correction = Correction { key: key(), variant: self.variants[variant], change, reason: "counted".into() };
        let outcome = stock::correct(&self.test.shop, Actor::Operator, &correction).await;
        prop_assert_eq!(outcome.is_ok(), allowed, "{:?}", outcome);
        level.available += if allowed { change } else { 0 };
        Ok(())
    }

    /// An order holds once.
    async fn hold(&mut self, order: usize, lines: &[(usize, u32)]) -> Result<(), TestCaseError> {
        if self.model.orders[order].0 != Hold::None {
            return Ok(());
        }
        let mut pieces = [0; VARIANTS];
        for (variant, quantity) in lines {
            pieces[*variant] += quantity.cast_signed();
        }
        let wanted: Vec<_> = lines.iter().map(|(variant, quantity)| (self.variants[*variant], *quantity)).collect();
        let outcome = hold(self.test, self.orders[order], &wanted).await;
        prop_assert_eq!(outcome.is_ok(), self.model.fits(&pieces), "{:?}", outcome);
        if let Err(short) = outcome {
            let variant = self.variants.iter().position(|variant| *variant == short.variant).unwrap();
            prop_assert_eq!(short.left.cast_signed(), self.model.levels[variant].available.max(0));
            return Ok(());
        }
        self.model.orders[order] = (Hold::Held, pieces);
        for (level, pieces) in self.model.levels.iter_mut().zip(pieces) {
            level.available -= pieces;
            level.held += pieces;
        }
        Ok(())
    }

    async fn compare(&self) -> Result<(), TestCaseError> {
        for (variant, level) in self.variants.iter().zip(self.model.levels) {
            prop_assert_eq!(levels(self.test, *variant).await, (level.available, level.held, level.sold));
        }
        Ok(())
    }
}

async fn run(test: &TestShop, steps: &[Step]) -> Result<(), TestCaseError> {
    let product = testkit::product().variants(&[("A", 100, 0), ("B", 100, 0), ("C", 100, 0)]).insert(test).await;
    let mut orders = Vec::new();
    for _ in 0..ORDERS {
        orders.push(order(test).await);
    }
    let mut case = Case { test, variants: product.variants, orders, model: Model::default() };
    for step in steps {
        case.take(step).await?;
        case.compare().await?;
    }
    books_add_up(test).await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_makes_up_for_what_was_promised_first() {
    TestShop::run(|test| async move {
        let promised = [Step::Backorder(0, true), Step::Hold(0, vec![(0, 1)]), Step::Backorder(0, false)];
        let released = [Step::Release(0), Step::Hold(1, vec![(0, 1)])];
        let given_back = [Step::Sell(0), Step::GiveBack(0), Step::Hold(1, vec![(0, 1)])];
        for ways in [&released[..], &given_back[..]] {
            run(&test, &[&promised[..], ways].concat()).await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_the_buckets_are_one_balance() {
    TestShop::run(|test| async move {
        let cases = std::env::var("ASTRIS_STOCK_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES);
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        block_in_place(|| {
            TestRunner::new(config).run(&vec(step(), 10..60), |steps| Handle::current().block_on(run(&test, &steps))).unwrap();
        });
    })
    .await;
}
