//! What staff do to the stock, and what the database does not let anybody do.

use std::sync::Arc;

use domain::{
    failure::{FieldProblem, Refusal},
    ids::VariantId,
    stock::{LONGEST_REASON, MOST_MOVED, MovementKind, StockLevel, StockRefusal},
};
use services::{
    error::{Error, Result},
    orders::Actor,
    stock::{self, Correction, GoodsIn, Short},
};
use testkit::{STAFF, TestShop};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::buying::{Buyer, levels};
use crate::stock::{books_add_up, hold, key, order, receive};

fn goods(variant: VariantId, quantity: u32) -> GoodsIn {
    GoodsIn { key: key(), variant, quantity, note: "delivery 4711".into() }
}

fn correction(variant: VariantId, change: i32) -> Correction {
    Correction { key: key(), variant, change, reason: "counted".into() }
}

fn refusal(answer: Result<StockLevel>) -> StockRefusal {
    match answer {
        Err(Error::Refused(Refusal::Stock(refusal))) => refusal,
        other => panic!("not a refusal of the stock: {other:?}"),
    }
}

fn wrong_fields(answer: Result<StockLevel>) -> Vec<(String, FieldProblem)> {
    match answer {
        Err(Error::Invalid(fields)) => fields.into_iter().map(|field| (field.field, field.problem)).collect(),
        other => panic!("not invalid: {other:?}"),
    }
}

#[tokio::test]
async fn the_ledger_tells_what_staff_and_orders_did() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(0).insert(&test).await.variant();
        let level = stock::receive(&test.shop, STAFF, &goods(cup, 100)).await.unwrap();
        assert_eq!(level, StockLevel { variant: cup, available: 100, held: 0, sold: 0, backorder: false });
        hold(&test, order(&test).await, &[(cup, 4)]).await.unwrap();
        let level = stock::correct(&test.shop, STAFF, &correction(cup, -6)).await.unwrap();
        assert_eq!((level.available, level.held), (90, 4));
        assert_eq!(stock::level(&test.shop, STAFF, cup).await.unwrap(), level);

        let ledger = stock::movements(&test.shop, STAFF, cup, None).await.unwrap();
        let told: Vec<_> = ledger.iter().map(|line| (line.kind, line.quantity, line.reason.as_str(), line.actor.clone())).collect();
        let staff = Some(STAFF.code());
        assert_eq!(
            told,
            [
                (MovementKind::Correction, -6, "counted", staff.clone()),
                (MovementKind::Hold, 4, "", None),
                (MovementKind::GoodsIn, 100, "delivery 4711", staff)
            ]
        );
        let older = stock::movements(&test.shop, STAFF, cup, Some(ledger[1].id)).await.unwrap();
        assert_eq!(older, ledger[2..]);
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_counts_once_however_often_it_comes() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(10).insert(&test).await.variant();
        let (more, fewer) = (goods(cup, 5), correction(cup, -3));
        let mut clicks = JoinSet::new();
        for _ in 0..10 {
            let (test, more, fewer) = (Arc::clone(&test), more.clone(), fewer.clone());
            clicks.spawn(async move {
                stock::receive(&test.shop, STAFF, &more).await.unwrap();
                stock::correct(&test.shop, STAFF, &fewer).await.unwrap();
            });
        }
        clicks.join_all().await;
        assert_eq!(levels(&test, cup).await, (12, 0, 0));

        // The same key for something else is refused, not swallowed.
        let other = GoodsIn { quantity: 6, ..more.clone() };
        assert_eq!(refusal(stock::receive(&test.shop, STAFF, &other).await), StockRefusal::KeyReused);
        let other = Correction { key: more.key, variant: cup, change: 5, reason: more.note };
        assert_eq!(refusal(stock::correct(&test.shop, STAFF, &other).await), StockRefusal::KeyReused);
        assert_eq!(levels(&test, cup).await, (12, 0, 0));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn what_orders_hold_cannot_be_corrected_away() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(100).insert(&test).await.variant();
        hold(&test, order(&test).await, &[(cup, 40)]).await.unwrap();
        let refused = stock::correct(&test.shop, STAFF, &correction(cup, -61)).await;
        assert_eq!(refusal(refused), StockRefusal::BelowZero { available: 60 });
        assert_eq!(levels(&test, cup).await, (60, 40, 0));
        stock::correct(&test.shop, STAFF, &correction(cup, -60)).await.unwrap();
        assert_eq!(levels(&test, cup).await, (0, 40, 0));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn only_staff_may_and_only_sound_numbers_count() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(10).insert(&test).await.variant();
        for actor in [Actor::Buyer, Actor::Gateway, Actor::Schedule] {
            let refused = [
                stock::receive(&test.shop, actor, &goods(cup, 1)).await,
                stock::correct(&test.shop, actor, &correction(cup, 1)).await,
                stock::set_backorder(&test.shop, actor, cup, true).await,
                stock::level(&test.shop, actor, cup).await,
            ];
            for answer in refused {
                assert!(matches!(answer, Err(Error::Forbidden)), "{actor:?}: {answer:?}");
            }
            assert!(matches!(stock::movements(&test.shop, actor, cup, None).await, Err(Error::Forbidden)));
        }
        let malformed = |field: &str| vec![(field.to_owned(), FieldProblem::Malformed)];
        for quantity in [0, MOST_MOVED + 1, u32::MAX] {
            assert_eq!(wrong_fields(stock::receive(&test.shop, STAFF, &goods(cup, quantity)).await), malformed("quantity"));
        }
        for change in [0, i32::MIN, i32::MAX] {
            assert_eq!(wrong_fields(stock::correct(&test.shop, STAFF, &correction(cup, change)).await), malformed("change"));
        }
        let silent = Correction { reason: " ".into(), key: Uuid::nil(), ..correction(cup, 1) };
        let required = |field: &str| (field.to_owned(), FieldProblem::Required);
        assert_eq!(wrong_fields(stock::correct(&test.shop, STAFF, &silent).await), [required("reason"), required("key")]);
        let long = GoodsIn { note: "x".repeat(LONGEST_REASON + 1), ..goods(cup, 1) };
        assert_eq!(wrong_fields(stock::receive(&test.shop, STAFF, &long).await)[0].1, FieldProblem::TooLong { most: LONGEST_REASON });
        let stranger = VariantId(key());
        assert!(matches!(stock::receive(&test.shop, STAFF, &goods(stranger, 1)).await, Err(Error::NotFound)));
        assert!(matches!(stock::level(&test.shop, STAFF, stranger).await, Err(Error::NotFound)));
        assert_eq!(levels(&test, cup).await, (10, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn backorder_sells_beyond_the_stock_and_ends_without_breaking_a_promise() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").stock(2).insert(&test).await.variant();
        assert_eq!(hold(&test, order(&test).await, &[(cup, 3)]).await, Err(Short { variant: cup, left: 2 }));
        assert!(stock::set_backorder(&test.shop, STAFF, cup, true).await.unwrap().backorder);
        // The whole way: cart, checkout, order.
        Buyer::with(&test, &[(cup, 5)]).await.place(&test).await.unwrap();
        assert_eq!(levels(&test, cup).await, (-3, 5, 0));

        stock::set_backorder(&test.shop, STAFF, cup, false).await.unwrap();
        assert_eq!(hold(&test, order(&test).await, &[(cup, 1)]).await, Err(Short { variant: cup, left: 0 }));
        assert_eq!(refusal(stock::correct(&test.shop, STAFF, &correction(cup, -1)).await), StockRefusal::BelowZero { available: -3 });
        assert_eq!(levels(&test, cup).await, (-3, 5, 0));

        receive(&test, cup, 2).await;
        assert_eq!(hold(&test, order(&test).await, &[(cup, 1)]).await, Err(Short { variant: cup, left: 0 }));
        receive(&test, cup, 2).await;
        assert_eq!(hold(&test, order(&test).await, &[(cup, 1)]).await, Ok(()));
        assert_eq!(levels(&test, cup).await, (0, 6, 0));
        books_add_up(&test).await;
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_keeps_the_books() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(10).insert(&test).await.variant();
        let order = order(&test).await;
        hold(&test, order, &[(cup, 2)]).await.unwrap();
        for (statement, guard) in [
            ("UPDATE stock_buckets SET available = -1", "stock_available_not_negative"),
            ("UPDATE stock_buckets SET held = -1", "stock_held_not_negative"),
            ("UPDATE stock_buckets SET sold = -1", "stock_sold_not_negative"),
            ("UPDATE stock_movements SET quantity = 1", ""),
            ("DELETE FROM stock_movements", ""),
            ("INSERT INTO stock_movements (variant_id, kind, quantity) SELECT variant_id, 'goods_in', 1 FROM stock_variants", "stock_movements_actor"),
            (
                "INSERT INTO stock_movements (variant_id, kind, quantity, actor) SELECT variant_id, 'goods_in', -1, 'operator' FROM stock_variants",
                "stock_movements_direction",
            ),
            (
                "INSERT INTO stock_movements (variant_id, kind, quantity, actor) SELECT variant_id, 'correction', -1, 'operator' FROM stock_variants",
                "stock_movements_correction_has_reason",
            ),
            (
                "INSERT INTO stock_movements (variant_id, kind, quantity, actor) SELECT variant_id, 'sale', 1, 'operator' FROM stock_variants",
                "stock_movements_cause",
            ),
        ] {
            let error = sqlx::query(statement).execute(&test.shop.pool).await.unwrap_err();
            let constraint = error.as_database_error().unwrap().constraint().unwrap_or_default();
            assert_eq!(constraint, guard, "{statement}: {error}");
        }
        assert_eq!(levels(&test, cup).await, (8, 2, 0));
        books_add_up(&test).await;
    })
    .await;
}
