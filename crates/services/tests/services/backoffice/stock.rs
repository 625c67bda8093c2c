//! The table of the stock and what moved it, as staff see them.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{StockList, StockQuery, StockRow, Who},
    failure::Refusal,
    ids::{AccountId, VariantId},
    language::Language,
    stock::{MovementKind, StockRefusal},
};
use services::{
    error::Error,
    orders::Acting,
    stock::{self, Correction, GoodsIn},
};
use testkit::TestShop;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::backoffice::lab::{acts, anna, force, ordered, otto, paid, staff};

async fn ask(test: &TestShop, query: &StockQuery) -> StockList {
    stock::list(&test.shop, anna(), Language::De, query).await.unwrap()
}

async fn found(test: &TestShop, search: &str) -> Vec<String> {
    let list = ask(test, &StockQuery { search: search.into(), ..StockQuery::default() }).await;
    list.rows.into_iter().map(|row| row.name).collect()
}

fn goods(variant: VariantId, key: u128, quantity: u32) -> GoodsIn {
    GoodsIn { key: Uuid::from_u128(key), variant, quantity, note: "LS 4711".into() }
}

fn correction(variant: VariantId, key: u128, change: i32) -> Correction {
    Correction { key: Uuid::from_u128(key), variant, change, reason: "zerbrochen".into() }
}

async fn figures(test: &TestShop, variant: VariantId) -> (i32, u32, u32, bool) {
    let row: StockRow = stock::detail(&test.shop, anna(), Language::De, variant, None).await.unwrap().row;
    (row.level.available, row.level.held, row.level.sold, row.level.backorder)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_variant_is_on_one_page_and_found_by_what_is_known_of_it() {
    TestShop::run(|test| async move {
        let cups =
            testkit::product().name("Tasse Säntis").variants(&[("blau", 100, 7), ("rot", 100, 0), ("grün", 100, 40)]).insert(&test).await;
        for number in 0..5 {
            testkit::product().name(&format!("Teller {number}")).stock(20).insert(&test).await;
        }
        let mut query = StockQuery { size: 3, ..StockQuery::default() };
        let (mut skus, mut pages) = (Vec::new(), 0);
        loop {
            let page = ask(&test, &query).await;
            skus.extend(page.rows.into_iter().map(|row| row.sku));
            (query.after, pages) = (page.next, pages + 1);
            if query.after.is_none() {
                break;
            }
        }
        let all: Vec<String> =
            sqlx::query_scalar("SELECT sku FROM catalog_variants ORDER BY sku").fetch_all(&test.shop.pool).await.unwrap();
        assert_eq!((skus, pages), (all.clone(), 3));

        let three = ["Tasse Säntis"; 3].map(str::to_owned);
        for known in ["tasse", "SÄNTIS", "santis", "säntis tasse", "Tasse Säntis fr"] {
            assert_eq!(found(&test, known).await, three, "{known}");
        }
        let sku: String = sqlx::query_scalar("SELECT sku FROM catalog_variants WHERE id = $1")
            .bind(cups.variants[1].0)
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(found(&test, &sku.to_uppercase()).await, ["Tasse Säntis"]);
        for unknown in ["%", "_", "-", "'", "\\", "tassen", "tasse teller"] {
            assert_eq!(found(&test, unknown).await, Vec::<String>::new(), "{unknown}");
        }
        let red = ask(&test, &StockQuery { search: sku, ..StockQuery::default() }).await.rows.remove(0);
        assert_eq!((red.options.as_str(), red.level.available, red.is_low, red.for_sale), ("rot", 0, true, true));
    })
    .await;
}

/// What the overview counts and what the filter shows are the same.
#[tokio::test(flavor = "multi_thread")]
async fn low_is_what_the_overview_counts() {
    TestShop::run(|test| async move {
        let (few, promised, gone) = (
            testkit::product().name("wenig").stock(5).insert(&test).await,
            testkit::product().name("bestellbar").stock(0).insert(&test).await,
            testkit::product().name("archiviert").stock(1).insert(&test).await,
        );
        testkit::product().name("genug").stock(6).insert(&test).await;
        stock::set_backorder(&test.shop, anna(), promised.variant(), true).await.unwrap();
        sqlx::query("UPDATE catalog_variants SET archived_at = now() WHERE id = $1")
            .bind(gone.variant().0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let low = ask(&test, &StockQuery { low: true, ..StockQuery::default() }).await.rows;
        assert_eq!(low.iter().map(|row| (row.level.variant, row.is_low)).collect::<Vec<_>>(), [(few.variant(), true)]);
        let counted = services::backoffice::home(&test.shop, anna()).await.unwrap().waiting.low_stock;
        assert_eq!(counted, Some(1));
        let archived = ask(&test, &StockQuery { search: "archiviert".into(), ..StockQuery::default() }).await.rows.remove(0);
        assert_eq!((archived.for_sale, archived.is_low, archived.level.available), (false, false, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn movements_tell_who_why_and_for_which_order() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let variant = VariantId(sqlx::query_scalar("SELECT variant_id FROM orders_lines LIMIT 1").fetch_one(&test.shop.pool).await.unwrap());
        force(&test, "INSERT INTO accounts (id, email, customer, language) VALUES ('00000000-0000-0000-0000-000000000001', 'a@b.ch', 'a@b.ch', 'de')").await;
        force(&test, "INSERT INTO accounts_staff (account_id, display_name) VALUES ('00000000-0000-0000-0000-000000000001', 'Anna')").await;
        stock::receive(&test.shop, anna(), &goods(variant, 1, 5)).await.unwrap();
        stock::correct(&test.shop, anna(), &correction(variant, 2, -2)).await.unwrap();

        let told = stock::detail(&test.shop, anna(), Language::De, variant, None).await.unwrap();
        assert_eq!((told.row.level.available, told.row.level.held, told.row.level.sold, told.older), (10, 0, 3, None));
        let lines: Vec<_> = told.movements.iter().map(|row| (row.kind, row.change(), row.reason.as_str())).collect();
        assert_eq!(
            lines,
            [
                (MovementKind::Correction, -2, "zerbrochen"),
                (MovementKind::GoodsIn, 5, "LS 4711"),
                (MovementKind::Sale, 0, ""),
                (MovementKind::Hold, -3, ""),
                (MovementKind::GoodsIn, 10, "test"),
            ]
        );
        let who: Vec<_> = told.movements.iter().map(|row| row.who.clone()).collect();
        let anna_ = Some(Who::Staff { account: AccountId(Uuid::from_u128(1)), name: "Anna".into() });
        assert_eq!(who, [anna_.clone(), anna_, None, None, Some(Who::Operator)]);
        let linked = told.movements[2].order.clone().unwrap();
        assert_eq!((linked.number.as_str(), linked.id), (order.number.as_str(), Some(order.id)));

        // Who may not see orders gets the number, as it stands in the ledger, and no way to the order.
        let clerk = stock::detail(&test.shop, staff(3, &[Role::Catalogue]), Language::De, variant, None).await.unwrap();
        let linked = clerk.movements[2].order.clone().unwrap();
        assert_eq!((linked.number, linked.id), (order.number, None));

        let unknown = stock::detail(&test.shop, anna(), Language::De, VariantId(Uuid::nil()), None).await;
        assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn movements_come_in_pages_that_leave_none_out() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(0).insert(&test).await.variant();
        for key in 1..=45 {
            stock::receive(&test.shop, anna(), &goods(cup, key, 1)).await.unwrap();
        }
        let (mut ids, mut before) = (Vec::new(), None);
        for expected in [20, 20, 5] {
            let page = stock::detail(&test.shop, anna(), Language::De, cup, before).await.unwrap();
            assert_eq!(page.movements.len(), expected);
            ids.extend(page.movements.into_iter().map(|row| row.id));
            before = page.older;
        }
        assert_eq!(before, None);
        assert!(ids.len() == 45 && ids.is_sorted_by(|one, next| one > next), "{ids:?}");
    })
    .await;
}

/// Two people take away what is left of what one of them could have: the second is told how much there is, and nothing falls below what orders hold.
#[tokio::test(flavor = "multi_thread")]
async fn two_people_at_once_take_no_more_than_there_is() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let cup = VariantId(
            sqlx::query_scalar("SELECT variant_id FROM orders_lines WHERE order_id = $1")
                .bind(order.id.0)
                .fetch_one(&test.shop.pool)
                .await
                .unwrap(),
        );
        assert_eq!(figures(&test, cup).await, (7, 3, 0, false));
        let mut people = JoinSet::new();
        for (key, who) in [(1, anna()), (2, otto())] {
            let test = Arc::clone(&test);
            people.spawn(async move { stock::correct(&test.shop, who, &correction(cup, key, -5)).await });
        }
        let mut done = 0;
        for answer in people.join_all().await {
            match answer {
                Ok(_) => done += 1,
                Err(Error::Refused(Refusal::Stock(refusal))) => assert_eq!(refusal, StockRefusal::BelowZero { available: 2 }),
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!((done, figures(&test, cup).await), (1, (2, 3, 0, false)));

        // And both may bring something at once.
        let mut people: JoinSet<()> = JoinSet::new();
        for (key, who) in [(3, anna()), (3, anna()), (4, otto())] {
            let test = Arc::clone(&test);
            people.spawn(async move {
                stock::receive(&test.shop, who, &goods(cup, key, 10)).await.unwrap();
            });
        }
        people.join_all().await;
        assert_eq!(figures(&test, cup).await, (22, 3, 0, false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_act_is_written_down_once() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(4).insert(&test).await.variant();
        let by: Acting = anna();
        for _ in 0..2 {
            stock::receive(&test.shop, by, &goods(cup, 1, 6)).await.unwrap();
            stock::correct(&test.shop, by, &correction(cup, 2, -3)).await.unwrap();
            stock::set_backorder(&test.shop, by, cup, true).await.unwrap();
        }
        assert_eq!(acts(&test).await, ["stock.receive", "stock.correct", "stock.set_backorder"]);
        assert_eq!(figures(&test, cup).await, (7, 0, 0, true));
        stock::set_backorder(&test.shop, by, cup, false).await.unwrap();
        assert_eq!(figures(&test, cup).await, (7, 0, 0, false));
    })
    .await;
}

/// Variants whose pieces lie in many buckets, in none, or beyond the stock: low is what the sum of the buckets says.
#[tokio::test(flavor = "multi_thread")]
async fn low_is_the_sum_of_all_buckets() {
    TestShop::run(|test| async move {
        for (number, pieces) in (0..).zip([0, 3, 5, 6, 31, 64, 200, 900]) {
            let cup = testkit::product().name(&format!("Tasse {number}")).stock(pieces).insert(&test).await.variant();
            // All but so many pieces are taken out of each bucket.
            let left = number % 4;
            sqlx::query("UPDATE stock_buckets SET available = least(available, $2) WHERE variant_id = $1 AND bucket > 0")
                .bind(cup.0)
                .bind(left)
                .execute(&test.shop.pool)
                .await
                .unwrap();
            sqlx::query("UPDATE stock_buckets SET available = 1 WHERE variant_id = $1 AND bucket = 0 AND $2 > 100")
                .bind(cup.0)
                .bind(pieces)
                .execute(&test.shop.pool)
                .await
                .unwrap();
        }
        let none = testkit::product().name("ohne").insert(&test).await;
        let another = "INSERT INTO catalog_variants (id, product_id, sku, position, price, weight_grams) VALUES ($1, $2, 'NIE', 2, 100, 1)";
        sqlx::query(another).bind(Uuid::from_u128(5)).bind(none.id.0).execute(&test.shop.pool).await.unwrap();
        let meant: Vec<String> = sqlx::query_scalar(
            "SELECT variant.sku FROM catalog_variants AS variant LEFT JOIN stock_levels AS level ON level.variant_id = variant.id
             WHERE coalesce(level.sellable, 0) <= 5 ORDER BY variant.sku",
        )
        .fetch_all(&test.shop.pool)
        .await
        .unwrap();
        let low = ask(&test, &StockQuery { low: true, ..StockQuery::default() }).await.rows;
        assert!(low.iter().all(|row| row.is_low) && meant.contains(&"NIE".to_owned()));
        assert_eq!(low.into_iter().map(|row| row.sku).collect::<Vec<_>>(), meant);
        let counted = services::backoffice::home(&test.shop, anna()).await.unwrap().waiting.low_stock;
        assert_eq!(counted.map(|count| count as usize), Some(meant.len()));
        let second = ask(&test, &StockQuery { low: true, size: 1, after: Some(meant[0].clone()), ..StockQuery::default() }).await;
        assert_eq!((second.rows[0].sku.as_str(), second.next.is_some()), (meant[1].as_str(), meant.len() > 2));
    })
    .await;
}
