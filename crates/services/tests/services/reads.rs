//! What a verb of the checkout asks the database: each thing once, and nothing of what it read is believed when it may have changed since.

use std::{cell::RefCell, fmt, sync::Arc, time::Duration};

use domain::{language::Language, orders::Benefit, vat::BasisPoints};
use services::{
    cart,
    orders::{
        self, Actor, codes,
        vouchers::{self, NewVoucher},
    },
    vat,
};
use testkit::TestShop;
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    filter::Targets,
    layer::{Context, SubscriberExt},
};

use crate::buying::Buyer;

const DE: Language = Language::De;

thread_local! {
    /// The statements that this thread has sent, while they are of interest.
    static SENT: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Listens to all threads: what one thread had no listener for when it was said first, the others would not hear either.
struct Statements;

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        SENT.with_borrow_mut(|sent| {
            if let Some(sent) = sent {
                let mut text = Text::default();
                event.record(&mut text);
                sent.push(text.0);
            }
        });
    }
}

#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        if ["summary", "db.statement"].contains(&field.name()) {
            self.0 += value;
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

/// How many this thread has sent since the last call, and how many of them read entries, variants, and delivery methods.
fn sent() -> [usize; 4] {
    let all = SENT.replace(Some(Vec::new())).unwrap_or_default();
    let reads = |what: &str| all.iter().filter(|statement| statement.contains("SELECT") && statement.contains(what)).count();
    [all.len(), reads("FROM ephemeral_entries"), reads("FROM catalog_variants"), reads("FROM orders_delivery_methods")]
}

#[tokio::test]
async fn each_verb_reads_once() {
    let listener = Statements.with_filter(Targets::new().with_target("sqlx::query", Level::DEBUG));
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(listener)).unwrap();
    let test = TestShop::start(testkit::Options::default()).await;
    let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await.variant();
    // Gateways are asked what they offer once in a while, the rates of VAT are read once a day.
    vat::today(&test.shop).await.unwrap();
    Box::pin(orders::checkout(&test.shop, DE, None)).await.unwrap();
    let buyer = Buyer { guest: testkit::guest() };
    let owner = Some(buyer.guest.into());

    sent();
    Box::pin(cart::add(&test.shop, DE, buyer.guest, cup, 1)).await.unwrap();
    assert_eq!(sent(), [4, 1, 1, 1], "put in: and one that writes");
    let cart = Box::pin(cart::view(&test.shop, DE, owner)).await.unwrap();
    assert_eq!(sent(), [3, 1, 1, 1], "the cart");
    Box::pin(orders::checkout_of(&test.shop, DE, owner, cart)).await.unwrap();
    assert_eq!(sent(), [3, 2, 0, 0], "the checkout of a cart that is known: form, ways to pay, and one that writes");
    let form = buyer.form(&test).await;
    assert_eq!(sent(), [4, 2, 1, 1], "the checkout: cart and form at once, ways to pay");
    orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap();
    // Without the one that begins the transaction, which sqlx does not tell of.
    assert_eq!(sent(), [14, 1, 1, 1], "the order");
    test.finish().await;
}

/// Until an order waits for the table of orders: by then its cart and its codes are read.
async fn until_it_waits(test: &TestShop) {
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'orders'::regclass";
    while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&test.shop.pool).await.unwrap() == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_tab_enters_while_the_order_is_placed_stays() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await.variant();
        vouchers::create(&test.shop, Actor::Operator, NewVoucher::of("SPAETER", Benefit::Percent(BasisPoints(1_000)))).await.unwrap();
        let buyer = Buyer::with(&test, &[(cup, 1)]).await;
        let form = buyer.form(&test).await;

        let mut locked = test.shop.begin().await.unwrap();
        sqlx::query("LOCK TABLE orders IN EXCLUSIVE MODE").execute(&mut *locked).await.unwrap();
        let placing = tokio::spawn(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form));
        until_it_waits(&test).await;
        Box::pin(cart::add(&test.shop, DE, buyer.guest, cup, 2)).await.unwrap();
        codes::enter(&test.shop, DE, buyer.guest, "SPAETER").await.unwrap();
        locked.rollback().await.unwrap();

        let placed = placing.await.unwrap().unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.items_total, order.discount_total), (3_400, 0));
        let cart = Box::pin(cart::view(&test.shop, DE, Some(buyer.guest.into()))).await.unwrap();
        assert_eq!((cart.pieces, cart.items_total, cart.discount), (2, 6_800, 680));
    })
    .await;
}
