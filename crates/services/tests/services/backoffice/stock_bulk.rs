//! The same booked for many articles: looked at, booked whole or not at all, written down for each, and taken back.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{MOST_BOOKED, StaffRefusal, StockAct, StockBulkRequest, StockPreview, StockQuery, StockScope, StockSeen},
    failure::{FieldError, Refusal},
    ids::VariantId,
    language::Language,
    stock::{MovementKind, StockRefusal},
};
use services::{
    error::{Error, Result},
    orders::Acting,
    stock::{self, Correction, GoodsIn, bulk},
};
use testkit::TestShop;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    backoffice::lab::{acts, anna, count, otto, refusal, staff},
    buying::Buyer,
};

fn all() -> StockScope {
    StockScope::Found(StockQuery::default())
}

async fn preview(test: &TestShop, act: StockAct, scope: &StockScope) -> StockPreview {
    bulk::preview(&test.shop, anna(), Language::De, act, scope).await.unwrap()
}

/// The form that a preview ends with.
fn request(key: u128, act: StockAct, preview: &StockPreview) -> StockBulkRequest {
    let items = preview.changes.iter().map(|change| change.seen).collect();
    StockBulkRequest { key: Uuid::from_u128(key), act, reason: " Inventur ".into(), items }
}

async fn apply(test: &TestShop, by: Acting, request: &StockBulkRequest) -> Result<u32> {
    bulk::apply(&test.shop, by, request).await
}

async fn available(test: &TestShop, variant: VariantId) -> i32 {
    stock::detail(&test.shop, anna(), Language::De, variant, None).await.unwrap().row.level.available
}

fn below_zero(outcome: Result<u32>) -> i32 {
    match outcome {
        Err(Error::Refused(Refusal::Stock(StockRefusal::BelowZero { available }))) => available,
        other => panic!("{other:?}"),
    }
}

/// A cup and a pot.
async fn goods(test: &TestShop) -> (VariantId, VariantId) {
    let cup = testkit::product().name("Tasse").stock(10).insert(test).await.variant();
    (cup, testkit::product().name("Kanne").stock(3).insert(test).await.variant())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_is_looked_at_booked_once_and_taken_back() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let act = StockAct::Count(8);
        let shown = preview(&test, act, &all()).await;
        let rows: Vec<_> = shown.changes.iter().map(|change| (change.seen.variant, change.seen.available, change.change)).collect();
        assert_eq!((rows.len(), shown.same, shown.refused.len(), shown.too_many), (2, 0, 0, false));
        assert!(rows.contains(&(cup, 10, -2)) && rows.contains(&(pot, 3, 5)), "{rows:?}");
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (10, 3), "looking changes nothing");

        for _ in 0..2 {
            assert_eq!(apply(&test, anna(), &request(1, act, &shown)).await.unwrap(), 2);
        }
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (8, 8));
        assert_eq!(acts(&test).await, ["stock.bulk", "stock.bulk"], "an entry for each article, once");
        let told = stock::detail(&test.shop, anna(), Language::De, cup, None).await.unwrap().movements.remove(0);
        assert_eq!((told.kind, told.quantity, told.reason.as_str()), (MovementKind::Correction, -2, "Inventur"));
        assert_eq!(preview(&test, act, &all()).await.same, 2);
        let table = async || stock::list(&test.shop, anna(), Language::De, &StockQuery::default()).await;
        assert_eq!(table().await.unwrap().last.map(|last| (last.act, last.items)), Some((Uuid::from_u128(1), 2)));

        // It is nobody else's to take back.
        assert!(matches!(bulk::undo(&test.shop, otto(), Uuid::from_u128(1), "Zurück:").await, Err(Error::NotFound)));
        for restored in [2, 0] {
            let undone = bulk::undo(&test.shop, anna(), Uuid::from_u128(1), "Zurück:").await.unwrap();
            assert_eq!((undone.restored, undone.left.len()), (restored, 0));
        }
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (10, 3));
        assert_eq!(acts(&test).await[2..], ["stock.bulk_undo", "stock.bulk_undo"]);
        let told = stock::detail(&test.shop, anna(), Language::De, cup, None).await.unwrap().movements;
        assert_eq!((told.len(), told[0].quantity, told[0].reason.as_str()), (3, 2, "Zurück: Inventur"), "the ledger shows both");
        assert_eq!(table().await.unwrap().last, None);
        assert_eq!(count(&test, "SELECT count(*) FROM stock_discrepancies").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_meant_is_booked_and_what_cannot_be_is_named() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let backorder = testkit::product().name("Krug").stock(0).insert(&test).await.variant();
        stock::set_backorder(&test.shop, anna(), backorder, true).await.unwrap();
        let fewer = StockAct::Correct(-4);
        for (scope, expected) in [
            (StockScope::Selected(vec![cup, VariantId(Uuid::from_u128(9))]), vec![cup]),
            (StockScope::Selected(Vec::new()), vec![]),
            (StockScope::Found(StockQuery { search: "krug".into(), ..StockQuery::default() }), vec![backorder]),
            (StockScope::Found(StockQuery { search: "%".into(), ..StockQuery::default() }), vec![]),
        ] {
            let shown = preview(&test, fewer, &scope).await;
            assert_eq!(shown.changes.iter().map(|change| change.seen.variant).collect::<Vec<_>>(), expected, "{scope:?}");
        }
        let low = preview(&test, StockAct::Receive(1), &StockScope::Found(StockQuery { low: true, ..StockQuery::default() })).await;
        assert_eq!(low.changes.iter().map(|change| change.seen.variant).collect::<Vec<_>>(), [pot]);

        let shown = preview(&test, fewer, &all()).await;
        let refused: Vec<_> = shown.refused.iter().map(|refused| (refused.item.variant, refused.item.name.as_str(), refused.why)).collect();
        assert_eq!(refused, [(pot, "Kanne", StockRefusal::BelowZero { available: 3 })]);
        assert_eq!(apply(&test, anna(), &request(1, fewer, &shown)).await.unwrap(), 2);
        let now = (available(&test, cup).await, available(&test, pot).await, available(&test, backorder).await);
        assert_eq!(now, (6, 3, -4));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_cannot_be_booked_any_more_stops_all_of_it() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let fewer = StockAct::Correct(-3);
        let shown = preview(&test, fewer, &all()).await;
        let taken = Correction { key: Uuid::from_u128(7), variant: pot, change: -1, reason: "zerbrochen".into() };
        stock::correct(&test.shop, otto(), &taken).await.unwrap();
        assert_eq!(below_zero(apply(&test, anna(), &request(1, fewer, &shown)).await), 2);
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (10, 2));
        assert_eq!(acts(&test).await, ["stock.correct"]);

        // Under the same key once it is possible: nothing was left behind.
        let goods = GoodsIn { key: Uuid::from_u128(8), variant: pot, quantity: 1, note: String::new() };
        stock::receive(&test.shop, otto(), &goods).await.unwrap();
        assert_eq!(apply(&test, anna(), &request(1, fewer, &shown)).await.unwrap(), 2);
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (7, 0));
    })
    .await;
}

/// What is sold between counting and booking stays sold; what a colleague booked in between has not been counted.
#[tokio::test(flavor = "multi_thread")]
async fn a_count_is_of_its_moment() {
    TestShop::run(|test| async move {
        let (cup, _) = goods(&test).await;
        let only = StockScope::Selected(vec![cup]);
        let act = StockAct::Count(9);
        let seen = preview(&test, act, &only).await;
        assert_eq!((seen.changes[0].seen.available, seen.changes[0].change), (10, -1));
        Buyer::with(&test, &[(cup, 2)]).await.place(&test).await.unwrap();
        assert_eq!(apply(&test, anna(), &request(1, act, &seen)).await.unwrap(), 1);
        assert_eq!(available(&test, cup).await, 7, "two of the nine are sold");

        let seen = preview(&test, act, &only).await;
        let goods = GoodsIn { key: Uuid::from_u128(8), variant: cup, quantity: 20, note: String::new() };
        stock::receive(&test.shop, otto(), &goods).await.unwrap();
        assert_eq!(refusal(apply(&test, anna(), &request(2, act, &seen)).await.unwrap_err()), StaffRefusal::Changed { version: 0 });
        assert_eq!(available(&test, cup).await, 27);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sold_since_is_not_taken_back() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let act = StockAct::Receive(5);
        let shown = preview(&test, act, &all()).await;
        apply(&test, anna(), &request(1, act, &shown)).await.unwrap();
        let gone = Correction { key: Uuid::from_u128(7), variant: pot, change: -6, reason: "weg".into() };
        stock::correct(&test.shop, otto(), &gone).await.unwrap();
        let undone = bulk::undo(&test.shop, anna(), Uuid::from_u128(1), "Zurück:").await.unwrap();
        let sku: String =
            sqlx::query_scalar("SELECT sku FROM catalog_variants WHERE id = $1").bind(pot.0).fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!((undone.restored, undone.left), (1, vec![sku]));
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (10, 2));
        assert_eq!(count(&test, "SELECT count(*) FROM stock_discrepancies").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_booking_is_refused() {
    TestShop::run(|test| async move {
        let (cup, _) = goods(&test).await;
        let act = StockAct::Receive(1);
        let shown = preview(&test, act, &all()).await;
        for role in [Role::Support, Role::Accounting, Role::Admin, Role::Buyer] {
            let by = staff(9, &[role]);
            assert!(matches!(apply(&test, by, &request(1, act, &shown)).await, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(bulk::preview(&test.shop, by, Language::De, act, &all()).await, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(bulk::undo(&test.shop, by, Uuid::from_u128(1), "x").await, Err(Error::Forbidden)), "{role:?}");
        }
        let sound = request(1, act, &shown);
        let seen = StockSeen { variant: cup, available: 0, movement: 0 };
        let many = vec![seen; usize::try_from(MOST_BOOKED).unwrap() + 1];
        for (wrong, error) in [
            (StockBulkRequest { key: Uuid::nil(), ..sound.clone() }, FieldError::required("key")),
            (StockBulkRequest { items: Vec::new(), ..sound.clone() }, FieldError::required("items")),
            (StockBulkRequest { items: many, ..sound.clone() }, FieldError::too_large("items", MOST_BOOKED)),
            (StockBulkRequest { act: StockAct::Correct(-1), reason: " ".into(), ..sound.clone() }, FieldError::required("reason")),
            (StockBulkRequest { act: StockAct::Receive(0), ..sound.clone() }, FieldError::malformed("value")),
        ] {
            match apply(&test, anna(), &wrong).await {
                Err(Error::Invalid(errors)) => assert_eq!(errors, [error]),
                other => panic!("{other:?}"),
            }
        }
        let nothing = StockSeen { variant: VariantId(Uuid::from_u128(9)), available: 0, movement: 0 };
        let unknown = StockBulkRequest { items: vec![seen, nothing], ..sound.clone() };
        assert!(matches!(apply(&test, anna(), &unknown).await, Err(Error::NotFound)));
        apply(&test, anna(), &sound).await.unwrap();
        for (by, other) in [(otto(), sound.clone()), (anna(), StockBulkRequest { act: StockAct::Receive(2), ..sound.clone() })] {
            assert_eq!(refusal(apply(&test, by, &other).await.unwrap_err()), StaffRefusal::RequestReused);
        }
        assert_eq!(available(&test, cup).await, 11);
    })
    .await;
}

/// The same form from two browsers in the same moment, beside somebody else who takes from the same articles.
#[tokio::test(flavor = "multi_thread")]
async fn at_once_it_is_booked_once() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let act = StockAct::Receive(10);
        let shown = preview(&test, act, &all()).await;
        let mut people: JoinSet<()> = JoinSet::new();
        for key in [1, 1, 1] {
            let (test, request) = (Arc::clone(&test), request(key, act, &shown));
            people.spawn(async move { assert_eq!(apply(&test, anna(), &request).await.unwrap(), 2) });
        }
        for (key, variant) in [(21, pot), (22, cup)] {
            let test = Arc::clone(&test);
            let one = Correction { key: Uuid::from_u128(key), variant, change: -1, reason: "weg".into() };
            people.spawn(async move { assert!(stock::correct(&test.shop, otto(), &one).await.is_ok()) });
        }
        people.join_all().await;
        assert_eq!((available(&test, cup).await, available(&test, pot).await), (19, 12));
        assert_eq!(count(&test, "SELECT count(*) FROM stock_discrepancies").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_are_forgotten_after_thirty_days() {
    TestShop::run(|test| async move {
        goods(&test).await;
        for (key, days) in [(1, 31), (2, 29)] {
            let shown = preview(&test, StockAct::Receive(1), &all()).await;
            apply(&test, anna(), &request(key, StockAct::Receive(1), &shown)).await.unwrap();
            sqlx::query("UPDATE stock_bulk_acts SET at = now() - make_interval(days => $2) WHERE id = $1")
                .bind(Uuid::from_u128(key))
                .bind(days)
                .execute(&test.shop.pool)
                .await
                .unwrap();
            sqlx::query(
                "INSERT INTO catalog_bulk_acts (id, actor, act, at) VALUES ($1, 'operator', '{}', now() - make_interval(days => $2))",
            )
            .bind(Uuid::from_u128(key))
            .bind(days)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        }
        assert!(matches!(bulk::undo(&test.shop, anna(), Uuid::from_u128(2), "x").await, Err(Error::NotFound)), "a day is long enough");
        for gone in [1, 0] {
            assert_eq!(bulk::clean_up(&test.shop).await.unwrap(), gone);
            assert_eq!(services::backoffice::catalogue::bulk::clean_up(&test.shop).await.unwrap(), gone);
        }
        assert_eq!(count(&test, "SELECT count(*) FROM stock_bulk_acts").await, 1);
        assert_eq!(count(&test, "SELECT count(*) FROM stock_bulk_changes").await, 2);
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_bulk_acts").await, 1);
    })
    .await;
}
