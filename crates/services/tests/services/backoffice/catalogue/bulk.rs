//! The same done to many products: looked at, done whole or not at all, written down for each, and taken back.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{
        BulkAct, BulkDifference, BulkPreview, BulkRefusal, BulkRequest, BulkScope, BulkStatus, MOST_IN_BULK, PriceChange, ProductQuery,
        ProductStatus, Publishing, StaffRefusal,
    },
    catalog::Texts,
    ids::ProductId,
    language::Language,
};
use services::{
    backoffice::catalogue::{self, bulk},
    error::Error,
};
use testkit::{TestProduct, TestShop, product};
use uuid::Uuid;

use super::lab::{carl, clara, detail, save};
use crate::backoffice::lab::{acts, count, refusal, staff};

const TENTH_OFF: BulkAct = BulkAct::Price(PriceChange::Percent(-1_000));

fn all() -> BulkScope {
    BulkScope::Found(ProductQuery::default())
}

async fn preview(test: &TestShop, act: BulkAct, scope: &BulkScope) -> BulkPreview {
    bulk::preview(&test.shop, clara(), Language::De, act, scope).await.unwrap()
}

/// The form that a preview ends with.
fn request(key: u128, act: BulkAct, preview: &BulkPreview) -> BulkRequest {
    let products = preview.changes.iter().map(|change| (change.product, change.version)).collect();
    BulkRequest { key: Uuid::from_u128(key), act, products }
}

async fn prices(test: &TestShop, product: &TestProduct) -> Vec<(i64, Option<i64>)> {
    detail(test, product.id).await.variants.iter().map(|variant| (variant.price, variant.compare_at)).collect()
}

/// A cup in two colours and a pot.
async fn goods(test: &TestShop) -> (TestProduct, TestProduct) {
    let cup = product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_333, 2)]).compare_at(4_000).insert(test).await;
    (cup, product().name("Kanne").price(12_800).insert(test).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_are_looked_at_changed_and_taken_back() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let shown = preview(&test, TENTH_OFF, &all()).await;
        let rows: Vec<_> = shown.changes.iter().map(|change| (change.product, change.name.as_str(), change.what)).collect();
        let expected = [
            (pot.id, "Kanne", BulkDifference::Prices((12_800, 12_800), (11_520, 11_520))),
            (cup.id, "Tasse", BulkDifference::Prices((3_000, 3_333), (2_700, 3_000))),
        ];
        assert_eq!((rows.as_slice(), shown.refused.len(), shown.same, shown.too_many), (expected.as_slice(), 0, 0, false));
        assert_eq!(prices(&test, &pot).await, [(12_800, None)], "looking changes nothing");

        for _ in 0..2 {
            assert_eq!(bulk::apply(&test.shop, clara(), &request(1, TENTH_OFF, &shown)).await.unwrap(), 2);
        }
        assert_eq!(prices(&test, &cup).await, [(2_700, Some(4_000)), (3_000, Some(4_000))]);
        assert_eq!(prices(&test, &pot).await, [(11_520, None)]);
        assert_eq!(acts(&test).await, ["product.bulk", "product.bulk"], "an entry for each product, once");
        let last = catalogue::list(&test.shop, clara(), Language::De, &ProductQuery::default()).await.unwrap().last;
        assert_eq!(last.map(|last| (last.act, last.products)), Some((Uuid::from_u128(1), 2)));

        // It is nobody else's to take back.
        assert!(matches!(bulk::undo(&test.shop, carl(), Uuid::from_u128(1)).await, Err(Error::NotFound)));
        for restored in [2, 0] {
            let undone = bulk::undo(&test.shop, clara(), Uuid::from_u128(1)).await.unwrap();
            assert_eq!((undone.restored, undone.left), (restored, 0));
        }
        assert_eq!(prices(&test, &cup).await, [(3_000, Some(4_000)), (3_333, Some(4_000))]);
        assert_eq!(prices(&test, &pot).await, [(12_800, None)]);
        assert_eq!(acts(&test).await[2..], ["product.bulk_undo", "product.bulk_undo"]);
        let table = catalogue::list(&test.shop, clara(), Language::De, &ProductQuery::default()).await.unwrap();
        assert_eq!(table.last, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_meant_changes() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        save(&test, &detail(&test, cup.id).await, |content| content.variants[1].is_archived = true).await.unwrap();
        let dearer = BulkAct::Price(PriceChange::Amount(1_000));
        for (scope, products) in [
            (BulkScope::Selected(vec![cup.id, ProductId(Uuid::from_u128(9))]), vec![cup.id]),
            (BulkScope::Found(ProductQuery { search: "kanne".into(), ..ProductQuery::default() }), vec![pot.id]),
            (BulkScope::Found(ProductQuery { status: Some(ProductStatus::Draft), ..ProductQuery::default() }), vec![]),
            (BulkScope::Found(ProductQuery { search: "%".into(), ..ProductQuery::default() }), vec![]),
        ] {
            let shown = preview(&test, dearer, &scope).await;
            assert_eq!(shown.changes.iter().map(|change| change.product).collect::<Vec<_>>(), products, "{scope:?}");
        }
        let shown = preview(&test, dearer, &BulkScope::Selected(vec![cup.id])).await;
        bulk::apply(&test.shop, clara(), &request(1, dearer, &shown)).await.unwrap();
        assert_eq!(
            prices(&test, &cup).await,
            [(4_000, None), (3_333, Some(4_000))],
            "a former price that is no higher goes, what is archived stays"
        );
        assert_eq!(prices(&test, &pot).await, [(12_800, None)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_has_changed_since_stops_all_of_it() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let shown = preview(&test, TENTH_OFF, &all()).await;
        save(&test, &detail(&test, cup.id).await, |content| content.name.de = "Becher".into()).await.unwrap();
        let refused = bulk::apply(&test.shop, clara(), &request(1, TENTH_OFF, &shown)).await.unwrap_err();
        assert!(matches!(refusal(refused), StaffRefusal::Changed { .. }));
        assert_eq!((prices(&test, &pot).await, count(&test, "SELECT count(*) FROM catalog_bulk_acts").await), (vec![(12_800, None)], 0));
        // Seen anew, the same form does it.
        let shown = preview(&test, TENTH_OFF, &all()).await;
        assert_eq!(bulk::apply(&test.shop, clara(), &request(1, TENTH_OFF, &shown)).await.unwrap(), 2);
        let other = BulkAct::Price(PriceChange::Percent(-2_000));
        for (who, act) in [(clara(), other), (carl(), TENTH_OFF)] {
            let again = bulk::apply(&test.shop, who, &request(1, act, &shown)).await.unwrap_err();
            assert_eq!(refusal(again), StaffRefusal::RequestReused);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_changed_since_is_not_taken_back() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let shown = preview(&test, TENTH_OFF, &all()).await;
        bulk::apply(&test.shop, clara(), &request(1, TENTH_OFF, &shown)).await.unwrap();
        save(&test, &detail(&test, pot.id).await, |content| content.variants[0].price = 9_900).await.unwrap();
        let undone = bulk::undo(&test.shop, clara(), Uuid::from_u128(1)).await.unwrap();
        assert_eq!((undone.restored, undone.left), (1, 1));
        assert_eq!((prices(&test, &pot).await, prices(&test, &cup).await[0].0), (vec![(9_900, None)], 3_000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_goes_to_many_and_what_is_incomplete_stays_a_draft() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        save(&test, &detail(&test, pot.id).await, |content| {
            content.publishing = Publishing::Draft;
            content.summary = Texts::default();
        })
        .await
        .unwrap();
        let publish = BulkAct::Status(BulkStatus::Published);
        let shown = preview(&test, publish, &all()).await;
        assert_eq!((shown.changes.len(), shown.same, shown.refused[0].product), (0, 1, pot.id));
        assert_eq!(shown.refused[0].why, BulkRefusal::Incomplete);
        let forced = BulkRequest { key: Uuid::from_u128(1), act: publish, products: vec![(pot.id, detail(&test, pot.id).await.version)] };
        assert!(bulk::apply(&test.shop, clara(), &forced).await.is_err(), "whatever the form says");

        let since = detail(&test, cup.id).await.published_at;
        let archive = BulkAct::Status(BulkStatus::Archived);
        let shown = preview(&test, archive, &all()).await;
        assert_eq!(shown.changes[1].what, BulkDifference::Status(ProductStatus::Published, ProductStatus::Archived));
        bulk::apply(&test.shop, clara(), &request(2, archive, &shown)).await.unwrap();
        let statuses = async || (detail(&test, cup.id).await.status, detail(&test, pot.id).await.status);
        assert_eq!(statuses().await, (ProductStatus::Archived, ProductStatus::Archived));
        bulk::undo(&test.shop, clara(), Uuid::from_u128(2)).await.unwrap();
        assert_eq!(statuses().await, (ProductStatus::Published, ProductStatus::Draft));
        assert_eq!(detail(&test, cup.id).await.published_at, since);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_never_nothing() {
    TestShop::run(|test| async move {
        let (cup, pot) = goods(&test).await;
        let cheaper = BulkAct::Price(PriceChange::Amount(-3_100));
        let shown = preview(&test, cheaper, &all()).await;
        assert_eq!((shown.changes[0].product, shown.refused[0].product, shown.refused[0].why), (pot.id, cup.id, BulkRefusal::Price));
        let forced = BulkRequest { key: Uuid::from_u128(1), act: cheaper, products: vec![(cup.id, detail(&test, cup.id).await.version)] };
        assert!(bulk::apply(&test.shop, clara(), &forced).await.is_err());
        assert_eq!(prices(&test, &cup).await[0].0, 3_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_at_once_one_is_done() {
    TestShop::run(|test| async move {
        let (cup, _) = goods(&test).await;
        let shown = preview(&test, TENTH_OFF, &all()).await;
        let racers: Vec<_> = (1..=10)
            .map(|key| {
                let (test, request) = (Arc::clone(&test), request(key, TENTH_OFF, &shown));
                tokio::spawn(async move { bulk::apply(&test.shop, clara(), &request).await })
            })
            .collect();
        let mut done = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => done += 1,
                Err(error) => assert!(matches!(refusal(error), StaffRefusal::Changed { .. })),
            }
        }
        assert_eq!((done, prices(&test, &cup).await[0].0, acts(&test).await.len()), (1, 2_700, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_and_only_so_many() {
    TestShop::run(|test| async move {
        let (cup, _) = goods(&test).await;
        let shown = preview(&test, TENTH_OFF, &all()).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let who = staff(5, &[role]);
            assert!(matches!(bulk::preview(&test.shop, who, Language::De, TENTH_OFF, &all()).await, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(bulk::apply(&test.shop, who, &request(1, TENTH_OFF, &shown)).await, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(bulk::undo(&test.shop, who, Uuid::from_u128(1)).await, Err(Error::Forbidden)), "{role:?}");
        }
        let many: Vec<ProductId> = (0..=u128::from(MOST_IN_BULK)).map(|number| ProductId(Uuid::from_u128(number))).collect();
        assert!(preview(&test, TENTH_OFF, &BulkScope::Selected(many.clone())).await.too_many);
        for products in [Vec::new(), many.into_iter().map(|product| (product, 1)).collect()] {
            let refused = bulk::apply(&test.shop, clara(), &BulkRequest { key: Uuid::from_u128(1), act: TENTH_OFF, products }).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        }
        let missing = vec![(cup.id, 1), (ProductId(Uuid::from_u128(9)), 1)];
        let refused = bulk::apply(&test.shop, clara(), &BulkRequest { key: Uuid::from_u128(1), act: TENTH_OFF, products: missing }).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        assert!(matches!(bulk::undo(&test.shop, clara(), Uuid::from_u128(1)).await, Err(Error::NotFound)));
    })
    .await;
}
