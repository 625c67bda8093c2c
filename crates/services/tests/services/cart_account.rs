//! An account's cart: its one pending order, on every device the same, which becomes the order that is placed.

use std::{sync::Arc, time::Duration};

use domain::{
    cart::{CartRefusal, CartView, LineChange},
    failure::Refusal,
    ids::{AccountId, VariantId},
    language::Language,
    orders::{CheckoutForm, OrderRefusal, OrderState, PlacedOrder},
};
use services::{
    cart,
    error::{Error, Result},
    orders,
};
use testkit::{Options, TestShop, account, product};
use tokio::{task::JoinSet, time::timeout};

const DE: Language = Language::De;

async fn view(test: &TestShop, account: AccountId) -> CartView {
    cart::view(&test.shop, DE, Some(account.into())).await.unwrap()
}

async fn form(test: &TestShop, account: AccountId) -> CheckoutForm {
    Box::pin(test.form_of(account)).await
}

async fn place(test: &TestShop, account: AccountId, form: CheckoutForm) -> Result<PlacedOrder> {
    orders::place(Arc::clone(&test.shop), DE, account, form).await
}

/// Pieces available, held and sold.
async fn levels(test: &TestShop, variant: VariantId) -> (i32, i32, i32) {
    sqlx::query_as("SELECT available, held, sold FROM stock_levels WHERE variant_id = $1")
        .bind(variant.0)
        .fetch_one(&test.shop.pool)
        .await
        .unwrap()
}

async fn number(test: &TestShop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.shop.pool).await.unwrap()
}

async fn execute(test: &TestShop, sql: &'static str) -> u64 {
    sqlx::query(sql).execute(&test.shop.pool).await.unwrap().rows_affected()
}

#[tokio::test]
async fn it_is_one_pending_order_and_speaks_every_language() {
    TestShop::run(|test| async move {
        let mug = product().name("Tasse").variants(&[("Salbei", 3_400, 5), ("Nacht", 3_600, 2)]).insert(&test).await;
        let pot = product().name("Kanne").price(12_800).insert(&test).await;
        let account = account();
        cart::add(&test.shop, DE, account, mug.variants[1], 2).await.unwrap();
        cart::add(&test.shop, Language::It, account, pot.variant(), 1).await.unwrap();
        let french = cart::view(&test.shop, Language::Fr, Some(account.into())).await.unwrap();
        let line = &french.lines[0];
        assert_eq!((line.name.as_str(), line.options.as_str(), line.sku.as_str()), ("Tasse fr", "Nacht fr", "TASSE-NACHT"));
        assert_eq!(line.picture.as_ref().map(|picture| picture.alt.as_str()), Some("Bild fr"));
        assert_eq!((french.version, french.pieces, french.items_total), (2, 3, 20_000));
        assert!(!french.delivery_methods.is_empty());

        let row: (String, i64, i64, Option<String>) =
            sqlx::query_as("SELECT state, items_total, total, number FROM orders WHERE account_id = $1")
                .bind(account.0)
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
        assert_eq!(row, ("pending".into(), 20_000, 20_000, None));
        assert_eq!(number(&test, "SELECT count(*) FROM ephemeral_entries").await, 0, "nothing of it may be lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_lose_nothing_even_at_the_first_piece() {
    Options::default()
        .connections(20)
        .run(|test| async move {
            let mut products = Vec::new();
            for _ in 0..4 {
                products.push(product().stock(99).insert(&test).await.variant());
            }
            let account = account();
            let mut devices = JoinSet::new();
            for index in 0..20 {
                let (shop, variant) = (Arc::clone(&test.shop), products[index % products.len()]);
                devices.spawn(async move { cart::add(&shop, DE, account, variant, 1).await.map(|view| view.version) });
            }
            for answer in devices.join_all().await {
                answer.unwrap();
            }
            let view = view(&test, account).await;
            assert_eq!((view.pieces, view.version), (20, 20));
            assert!(view.lines.iter().all(|line| line.quantity == 5));
            assert_eq!(number(&test, "SELECT count(*) FROM orders").await, 1);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn placing_it_moves_the_same_row() {
    TestShop::run(|test| async move {
        let cup = product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let account = account();
        cart::add(&test.shop, Language::Fr, account, cup.variant(), 2).await.unwrap();
        let before: uuid::Uuid = sqlx::query_scalar("SELECT id FROM orders").fetch_one(&test.shop.pool).await.unwrap();
        let form = form(&test, account).await;
        let placed = place(&test, account, form.clone()).await.unwrap();

        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.state, order.items_total, order.delivery_fee, order.total), (OrderState::AwaitingPayment, 6_800, 790, 7_590));
        assert_eq!(order.lines.iter().map(|line| (line.name.as_str(), line.quantity)).collect::<Vec<_>>(), [("tasse", 2)]);
        assert_eq!(levels(&test, cup.variant()).await, (8, 2, 0));
        let row: (uuid::Uuid, uuid::Uuid) = sqlx::query_as("SELECT id, account_id FROM orders").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(row, (before, account.0));
        let moved: (String, Option<String>, String) =
            sqlx::query_as("SELECT event, before, after FROM orders_history").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(moved, ("place".into(), Some("pending".into()), "awaiting_payment".into()));
        assert_eq!(number(&test, "SELECT count(*) FROM orders_lines WHERE snapshot IS NOT NULL").await, 0);

        assert_eq!(place(&test, account, form).await.unwrap(), placed, "sent again, it is the same order");
        assert!(view(&test, account).await.lines.is_empty());
        cart::add(&test.shop, DE, account, cup.variant(), 1).await.unwrap();
        assert_eq!(number(&test, "SELECT count(*) FROM orders WHERE state = 'pending'").await, 1, "the next cart is another order");
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().lines[0].quantity, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_checkout_fifty_times_is_one_order() {
    TestShop::run(|test| async move {
        let cup = product().price(3_400).stock(10).insert(&test).await;
        let account = account();
        cart::add(&test.shop, DE, account, cup.variant(), 1).await.unwrap();
        let form = form(&test, account).await;
        let mut racers = JoinSet::new();
        for _ in 0..50 {
            racers.spawn(orders::place(Arc::clone(&test.shop), DE, account, form.clone()));
        }
        let answers: Vec<_> = racers.join_all().await.into_iter().map(|answer| answer.unwrap().token).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(number(&test, "SELECT count(*) FROM orders").await, 1);
        assert_eq!(test.sandbox.control().payments().len(), 1);
        assert_eq!(levels(&test, cup.variant()).await, (9, 1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_while_it_is_placed_is_not_ordered_unseen() {
    TestShop::run(|test| async move {
        let cup = product().price(3_400).stock(10).insert(&test).await;
        let account = account();
        cart::add(&test.shop, DE, account, cup.variant(), 1).await.unwrap();
        let form = form(&test, account).await;

        // Another device's change is about to be committed; the checkout has read the cart before it.
        let mut other = test.shop.begin().await.unwrap();
        sqlx::query("UPDATE orders SET cart_version = cart_version + 1").execute(&mut *other).await.unwrap();
        let placing = tokio::spawn(orders::place(Arc::clone(&test.shop), DE, account, form.clone()));
        timeout(Duration::from_secs(10), async {
            let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while number(&test, waiting).await == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await
        .expect("the checkout waits for the other device");
        other.commit().await.unwrap();

        let error = placing.await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Cart(CartRefusal::Busy))), "{error:?}");
        assert_eq!(levels(&test, cup.variant()).await, (10, 0, 0));
        assert_eq!(view(&test, account).await.pieces, 1);
        place(&test, account, form).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_is_shown_and_confirmed() {
    TestShop::run(|test| async move {
        let cup = product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let account = account();
        cart::add(&test.shop, DE, account, cup.variant(), 3).await.unwrap();
        let mut form = form(&test, account).await;
        execute(&test, "UPDATE catalog_variants SET price = 3900").await;
        assert_eq!(view(&test, account).await.lines[0].change, Some(LineChange::Price { before: 3_400 }));
        let error = place(&test, account, form.clone()).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 12_490 }))), "{error:?}");

        execute(&test, "UPDATE stock_buckets SET available = 2").await;
        assert_eq!(view(&test, account).await.lines[0].change, Some(LineChange::Stock { left: 2 }));
        form.seen_total = 12_490;
        let error = place(&test, account, form).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Order(OrderRefusal::OutOfStock { left: 2, .. }))), "{error:?}");
        assert_eq!(
            number(&test, "SELECT count(*) FROM orders WHERE state = 'pending' AND number IS NULL").await,
            1,
            "the cart is as it was"
        );
        assert_eq!(view(&test, account).await.pieces, 3);

        cart::set_quantity(&test.shop, DE, account, cup.variant(), 2).await.unwrap();
        let again = Box::pin(test.form_of(account)).await;
        place(&test, account, again).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_that_were_left_go_and_orders_stay() {
    TestShop::run(|test| async move {
        let cup = product().price(3_400).stock(10).insert(&test).await;
        let (left, alive, buyer) = (account(), account(), account());
        for account in [left, alive, buyer] {
            cart::add(&test.shop, DE, account, cup.variant(), 1).await.unwrap();
        }
        let form = form(&test, buyer).await;
        let placed = place(&test, buyer, form).await.unwrap();
        assert_eq!(orders::pending::clean_up(&test.shop).await.unwrap(), 0);

        execute(&test, "UPDATE orders SET updated_at = now() - interval '25 hours'").await;
        cart::add(&test.shop, DE, alive, cup.variant(), 1).await.unwrap();
        assert_eq!(orders::pending::clean_up(&test.shop).await.unwrap(), 1);
        assert_eq!(orders::pending::clean_up(&test.shop).await.unwrap(), 0);
        assert!(view(&test, left).await.lines.is_empty());
        assert_eq!(view(&test, alive).await.pieces, 2);
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().lines.len(), 1);
        assert_eq!(number(&test, "SELECT count(*) FROM orders_lines").await, 2, "no line is left of a cart that went");

        let refused = sqlx::query("DELETE FROM orders WHERE state <> 'pending'").execute(&test.shop.pool).await.unwrap_err();
        assert_eq!(Error::from(refused).constraint(), Some("orders_placed_is_kept"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_that_is_being_changed_is_not_left() {
    TestShop::run(|test| async move {
        let cup = product().stock(10).insert(&test).await;
        let account = account();
        cart::add(&test.shop, DE, account, cup.variant(), 1).await.unwrap();
        execute(&test, "UPDATE orders SET updated_at = now() - interval '25 hours'").await;
        let mut change = test.shop.begin().await.unwrap();
        sqlx::query("SELECT id FROM orders FOR UPDATE").fetch_one(&mut *change).await.unwrap();
        assert_eq!(orders::pending::clean_up(&test.shop).await.unwrap(), 0);
        change.rollback().await.unwrap();
        assert_eq!(orders::pending::clean_up(&test.shop).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_database_keeps_one_cart_per_account_and_none_without() {
    TestShop::run(|test| async move {
        let insert = |token: &'static str, account: Option<uuid::Uuid>| {
            sqlx::query("INSERT INTO orders (id, token, state, language, account_id) VALUES (gen_random_uuid(), $1, 'pending', 'de', $2)")
                .bind(token)
                .bind(account)
                .execute(&test.shop.pool)
        };
        let account = account().0;
        insert("a", Some(account)).await.unwrap();
        let second = Error::from(insert("b", Some(account)).await.unwrap_err());
        assert_eq!(second.constraint(), Some("orders_one_pending_per_account"));
        let nobodys = Error::from(insert("c", None).await.unwrap_err());
        assert_eq!(nobodys.constraint(), Some("orders_pending_has_account"));
    })
    .await;
}

#[tokio::test]
async fn an_account_and_a_guest_of_the_same_number_are_two() {
    TestShop::run(|test| async move {
        let cup = product().insert(&test).await;
        let account = account();
        cart::add(&test.shop, DE, account, cup.variant(), 1).await.unwrap();
        let guest = domain::ids::GuestId(account.0);
        assert!(cart::view(&test.shop, DE, Some(guest.into())).await.unwrap().lines.is_empty());
        let unknown = VariantId(account.0);
        let refused = cart::add(&test.shop, DE, account, unknown, 1).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Cart(CartRefusal::NotForSale))));
    })
    .await;
}
