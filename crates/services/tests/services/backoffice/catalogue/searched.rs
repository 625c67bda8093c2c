//! What products are found by is what they say, whatever is done to them and by whom.

use std::sync::Arc;

use domain::{
    backoffice::{ArchiveRequest, BulkAct, BulkRequest, BulkScope, DuplicateRequest, PriceChange, ProductQuery, ProductStatus, Publishing},
    csv::Encoding,
    ids::ProductId,
    language::Language,
};
use services::{
    backoffice::catalogue::{self, bulk},
    catalog,
};
use testkit::{TestShop, product};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{
    imports::{applied, bring, checked, undone},
    lab::{clara, detail, save},
};
use crate::backoffice::lab::count;

const DISCREPANCIES: &str = "SELECT count(*) FROM catalog_search_discrepancies";

/// Numbers that look drawn and are the same each time (Knuth's linear congruential generator).
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).unwrap()
    }
}

const NAMES: [&str; 6] = ["Tasse Säntis", "Grosse Öllampe", "Krug", "Brœtchen-Korb", "Weiß & Blau", "50 % Wolle_neu"];

/// Products that are not archived, and one of them.
async fn any(test: &TestShop, draw: &mut Draw) -> ProductId {
    let query = "SELECT id FROM catalog_products WHERE archived_at IS NULL ORDER BY slug";
    let all: Vec<Uuid> = sqlx::query_scalar(query).fetch_all(&test.shop.pool).await.unwrap();
    ProductId(all[draw.below(all.len())])
}

/// One act of staff on the catalogue; what is refused changes nothing, which is as good.
async fn act(test: &Arc<TestShop>, draw: &mut Draw, number: u128) {
    let seen = detail(test, any(test, draw).await).await;
    match draw.below(7) {
        0 => drop(
            product()
                .name(&format!("{} {number}", NAMES[draw.below(6)]))
                .variants(&[("rot", 3_000, 1), ("blau", 100, 0)])
                .insert(test)
                .await,
        ),
        1 => drop(save(test, &seen, |content| content.name.fr = NAMES[draw.below(6)].into()).await),
        2 => drop(save(test, &seen, |content| content.variants[0].sku = format!("NEU-{number}")).await),
        3 => {
            let change = |content: &mut domain::backoffice::ProductContent| {
                content.slug = format!("adresse-{number}");
                content.summary.it = NAMES[draw.below(6)].into();
                content.publishing = Publishing::From(chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(30_000));
            };
            drop(save(test, &seen, change).await);
        }
        4 => {
            let request = ArchiveRequest { product: seen.id, version: seen.version, archive: true };
            drop(catalogue::archive(&test.shop, clara(), &request).await);
        }
        5 => {
            let request = DuplicateRequest { product: seen.id, key: Uuid::from_u128(number) };
            drop(catalogue::duplicate(&test.shop, clara(), &request).await);
        }
        _ => {
            let act = BulkAct::Price(PriceChange::Percent(-1_000));
            let scope = BulkScope::Found(ProductQuery::default());
            let shown = bulk::preview(&test.shop, clara(), Language::De, act, &scope).await.unwrap();
            let products = shown.changes.iter().map(|change| (change.product, change.version)).collect();
            bulk::apply(&test.shop, clara(), &BulkRequest { key: Uuid::from_u128(number), act, products }).await.unwrap();
            bulk::undo(&test.shop, clara(), Uuid::from_u128(number)).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_kept_through_whatever_staff_do() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let mut draw = Draw(7);
        for name in NAMES {
            product().name(name).insert(&test).await;
        }
        for number in 1..=60 {
            act(&test, &mut draw, number).await;
            assert_eq!(count(&test, DISCREPANCIES).await, 0, "after act {number}");
        }
        let file =
            "product;sku;name_de;price;option1_name;option1_value\nkrug-neu;KRUGELIX-A;Krug neu;30;Farbe;Rot\nkrug-neu;KRUGELIX-B;;31;Farbe;Blau\n";
        let import = bring(&test, Encoding::Utf8, file.as_bytes()).await.unwrap();
        checked(&test, import).await;
        applied(&test, import).await;
        assert_eq!(count(&test, DISCREPANCIES).await, 0, "after an import");
        let found = ProductQuery { search: "neu krugelix-b".into(), ..ProductQuery::default() };
        assert_eq!(catalogue::list(&test.shop, clara(), Language::De, &found).await.unwrap().total, 1);
        undone(&test, import).await;
        assert_eq!(count(&test, DISCREPANCIES).await, 0, "after it was taken back");
        assert_eq!(catalogue::list(&test.shop, clara(), Language::De, &found).await.unwrap().total, 0);
    })
    .await;
}

/// Each variant comes by itself, several at once on one product, past the services that lock it first.
#[tokio::test(flavor = "multi_thread")]
async fn variants_that_come_at_once_are_all_found() {
    TestShop::run(|test: Arc<TestShop>| async move {
        let cup = product().name("Tasse").insert(&test).await.id.0;
        for round in 0..5 {
            let mut adding = JoinSet::new();
            for number in 0..8 {
                let test = Arc::clone(&test);
                adding.spawn(async move {
                    let add = "INSERT INTO catalog_variants (id, product_id, sku, position, price, weight_grams) VALUES (gen_random_uuid(), $1, $2, 9, 100, 1)";
                    sqlx::query(add).bind(cup).bind(format!("R{round}-{number}")).execute(&test.shop.pool).await.unwrap();
                });
            }
            adding.join_all().await;
            assert_eq!(count(&test, DISCREPANCIES).await, 0, "round {round}");
        }
        sqlx::query("DELETE FROM catalog_variants WHERE sku LIKE 'R0-%'").execute(&test.shop.pool).await.unwrap();
        assert_eq!(count(&test, DISCREPANCIES).await, 0, "what is gone is not found");
        let searched = ProductQuery { search: "r0".into(), ..ProductQuery::default() };
        assert_eq!(catalogue::list(&test.shop, clara(), Language::De, &searched).await.unwrap().total, 0);
    })
    .await;
}

/// What is written past the triggers, as by a restored backup, is put right by one command.
#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_written_anew() {
    TestShop::run(|test: Arc<TestShop>| async move {
        product().name("Tasse").insert(&test).await;
        product().name("Kanne").insert(&test).await;
        let mut connection = test.shop.pool.acquire().await.unwrap();
        let past = "SET session_replication_role = replica; UPDATE catalog_products SET name = summary WHERE slug = 'tasse';
                    DELETE FROM catalog_searched WHERE reader = 'fr'; RESET session_replication_role";
        sqlx::raw_sql(past).execute(&mut *connection).await.unwrap();
        drop(connection);
        assert!(count(&test, DISCREPANCIES).await > 0);
        assert_eq!(catalog::reindex(&test.shop).await.unwrap(), 2);
        assert_eq!(count(&test, DISCREPANCIES).await, 0);
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_searched").await, 10);
    })
    .await;
}

/// A product whose name is missing in the asker's language stands where its German one does, on whatever page that is.
#[tokio::test(flavor = "multi_thread")]
async fn products_are_in_the_order_of_the_askers_language() {
    TestShop::run(|test: Arc<TestShop>| async move {
        for (name, french) in [("Ahorn", "Zèbre"), ("Birke", ""), ("Äpfel", "cèdre"), ("Zeder", "Émeraude")] {
            product().name(name).insert(&test).await;
            let set = "UPDATE catalog_products SET name = jsonb_set(name, '{fr}', to_jsonb($1::text)) WHERE name ->> 'de' = $2";
            sqlx::query(set).bind(french).bind(name).execute(&test.shop.pool).await.unwrap();
        }
        for (language, order) in
            [(Language::De, ["Ahorn", "Äpfel", "Birke", "Zeder"]), (Language::Fr, ["Birke", "cèdre", "Émeraude", "Zèbre"])]
        {
            let (mut query, mut names) =
                (ProductQuery { size: 1, status: Some(ProductStatus::Published), ..ProductQuery::default() }, Vec::new());
            loop {
                let page = catalogue::list(&test.shop, clara(), language, &query).await.unwrap();
                assert_eq!(page.total, 4);
                names.extend(page.rows.into_iter().map(|row| row.name));
                query.after = page.next;
                if query.after.is_none() {
                    break;
                }
            }
            assert_eq!(names, order, "{language:?}");
        }
    })
    .await;
}
