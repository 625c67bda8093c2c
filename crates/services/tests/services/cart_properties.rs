//! Random sequences of everything that can be done to a cart, for a guest and for an account, against a model of a few lines: both owners get the
//! same answers, and those are the model's.

use domain::{
    cart::{CartOwner, CartRefusal, CartView, MOST_PIECES},
    failure::Refusal,
    ids::{GuestId, VariantId},
    language::Language,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use services::{cart, error::Error};
use testkit::{Options, TestShop, account, guest, product};

const DE: Language = Language::De;

/// Pieces of the products that are bought.
const STOCK: [u32; 5] = [0, 3, 10, 98, 500];

/// Sequences per run.
const CASES: usize = 40;

/// What can be done; numbers name products.
#[derive(Clone, Debug)]
enum Step {
    Add(usize, u32),
    Set(usize, u32),
    Remove(usize),
    Undo,
    Clear,
    /// Log-in with a guest's cart that holds this.
    Merge(Vec<(usize, u32)>),
}

/// A cart as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Model {
    lines: Vec<(usize, u32)>,
    removed: Option<((usize, u32), usize)>,
}

impl Model {
    fn quantity(&mut self, product: usize) -> Option<&mut u32> {
        self.lines.iter_mut().find(|line| line.0 == product).map(|line| &mut line.1)
    }

    fn set(&mut self, product: usize, wanted: u32) -> Result<(), CartRefusal> {
        if wanted == 0 || wanted > MOST_PIECES {
            return Err(CartRefusal::QuantityOutOfRange);
        }
        if wanted > STOCK[product] {
            return Err(CartRefusal::OutOfStock { left: STOCK[product] });
        }
        match self.quantity(product) {
            Some(quantity) => *quantity = wanted,
            None => self.lines.push((product, wanted)),
        }
        Ok(())
    }

    fn take(&mut self, step: &Step) -> Result<(), CartRefusal> {
        match step {
            Step::Add(_, 0) => return Err(CartRefusal::QuantityOutOfRange),
            Step::Add(product, quantity) => {
                let there = self.quantity(*product).map_or(0, |there| *there);
                return self.set(*product, there.saturating_add(*quantity));
            }
            Step::Set(product, quantity) => return self.set(*product, *quantity),
            Step::Remove(product) => {
                if let Some(index) = self.lines.iter().position(|line| line.0 == *product) {
                    self.removed = Some((self.lines.remove(index), index));
                }
            }
            Step::Undo => {
                if let Some(((product, quantity), index)) = self.removed.take() {
                    match self.quantity(product) {
                        Some(there) => *there = (*there + quantity).min(MOST_PIECES),
                        None => self.lines.insert(index.min(self.lines.len()), (product, quantity)),
                    }
                }
            }
            Step::Clear => *self = Self::default(),
            Step::Merge(lines) => {
                for &(product, quantity) in lines {
                    let most = STOCK[product].min(MOST_PIECES);
                    match self.quantity(product) {
                        Some(there) => *there = (*there + quantity).min(most),
                        None => self.lines.push((product, quantity.min(most))),
                    }
                }
            }
        }
        Ok(())
    }
}

fn steps(with_merges: bool) -> impl Strategy<Value = Vec<Step>> {
    let product = 0..STOCK.len();
    let quantity = prop_oneof![6 => 0..6_u32, 3 => 90..104_u32, 1 => Just(1 << 31), 1 => Just(u32::MAX)];
    // A guest's cart holds what can be bought, each product once.
    let lines = prop::collection::btree_map(1..STOCK.len(), 1..=3_u32, 1..4).prop_map(|lines| lines.into_iter().collect::<Vec<_>>());
    let step = prop_oneof![
        6 => (product.clone(), quantity.clone()).prop_map(|(product, quantity)| Step::Add(product, quantity)),
        4 => (product.clone(), quantity).prop_map(|(product, quantity)| Step::Set(product, quantity)),
        4 => product.prop_map(Step::Remove),
        3 => Just(Step::Undo),
        1 => Just(Step::Clear),
        (if with_merges { 4 } else { 1 }) => if with_merges { lines.prop_map(Step::Merge).boxed() } else { Just(Step::Undo).boxed() },
    ];
    prop::collection::vec(step, 1..25)
}

async fn take(test: &TestShop, owner: CartOwner, variants: &[VariantId], step: &Step) -> Result<Option<CartView>, CartRefusal> {
    let shop = &test.shop;
    let answer = match step {
        Step::Add(product, quantity) => cart::add(shop, DE, owner, variants[*product], *quantity).await,
        Step::Set(product, quantity) => cart::set_quantity(shop, DE, owner, variants[*product], *quantity).await,
        Step::Remove(product) => cart::remove(shop, DE, owner, variants[*product]).await,
        Step::Undo => cart::undo_remove(shop, DE, owner).await,
        Step::Clear => {
            cart::clear(shop, owner).await.unwrap();
            return Ok(None);
        }
        Step::Merge(lines) => {
            let CartOwner::Account(account) = owner else { panic!("a guest does not log in") };
            let visitor: GuestId = guest();
            for &(product, quantity) in lines {
                cart::add(shop, DE, visitor, variants[product], quantity).await.unwrap();
            }
            cart::merge(shop, visitor, account).await.unwrap();
            // Any number of further log-ins changes nothing.
            cart::merge(shop, visitor, account).await.unwrap();
            return Ok(None);
        }
    };
    match answer {
        Ok(view) => Ok(Some(view)),
        Err(Error::Refused(Refusal::Cart(refusal))) => Err(refusal),
        Err(error) => panic!("{error:?}"),
    }
}

/// What the model says of, of a view.
fn lines(view: &CartView, variants: &[VariantId]) -> Vec<(usize, u32)> {
    let product = |variant| variants.iter().position(|known| *known == variant).unwrap();
    view.lines.iter().map(|line| (product(line.variant), line.quantity)).collect()
}

async fn compare(test: &TestShop, owners: &[CartOwner], variants: &[VariantId], steps: &[Step]) {
    let mut model = Model::default();
    for (turn, step) in steps.iter().enumerate() {
        let expected = model.take(step);
        let mut views = Vec::new();
        for owner in owners {
            let answer = take(test, *owner, variants, step).await;
            assert_eq!(answer.as_ref().err(), expected.as_ref().err(), "{owner:?}, step {turn} of {steps:?}");
            let view = cart::view(&test.shop, DE, Some(*owner)).await.unwrap();
            assert!(answer.ok().flatten().is_none_or(|answered| answered == view), "{owner:?}, step {turn} of {steps:?}");
            views.push(view);
        }
        assert_eq!(lines(&views[0], variants), model.lines, "step {turn} of {steps:?}");
        assert!(views.iter().all(|view| *view == views[0]), "the owners differ at step {turn} of {steps:?}");
    }
}

async fn shop_of(options: Options, with_merges: bool) {
    options
        .run(move |test| async move {
            let mut variants = Vec::new();
            for stock in STOCK {
                variants.push(product().pictures(0).stock(i32::try_from(stock).unwrap()).insert(&test).await.variant());
            }
            let mut runner = TestRunner::new(Config::default());
            for _ in 0..CASES {
                let steps = steps(with_merges).new_tree(&mut runner).unwrap().current();
                let customer = CartOwner::Account(account());
                let owners = if with_merges { vec![customer] } else { vec![CartOwner::Guest(guest()), customer] };
                compare(&test, &owners, &variants, &steps).await;
            }
        })
        .await;
}

#[tokio::test]
async fn both_owners_get_what_the_model_says() {
    shop_of(Options::default(), false).await;
}

#[tokio::test]
async fn both_owners_get_what_the_model_says_with_redis() {
    shop_of(Options::default().redis(), false).await;
}

#[tokio::test]
async fn log_ins_in_between_give_what_the_model_says() {
    shop_of(Options::default(), true).await;
}
