//! Collections: made, filled by hand and by rules, put in order, published, found by shoppers, removed.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    accounts::Role,
    backoffice::{
        ArrangeCollectionRequest, CollectionContent, CollectionDetail, CollectionRule, CollectionStep, MOST_PICKED, MoveCollectionRequest,
        NewCollectionRequest, Publishing, RemoveCollectionRequest, SaveCollectionRequest, StaffRefusal,
    },
    catalog::{ListQuery, ListView, Sort, Texts},
    failure::FieldProblem,
    ids::ProductId,
    language::Language,
};
use services::{
    backoffice::catalogue::{self, collections},
    catalog::{self, Paged, moved_to},
    error::{Error, Result},
};
use testkit::{TestProduct, TestShop, product};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::lab::{carl, clara, detail as product_detail, wrong};
use crate::backoffice::lab::{acts, count, refusal, staff};

fn texts(text: &str) -> Texts {
    Texts { de: text.into(), fr: format!("{text} fr"), it: format!("{text} it"), en: format!("{text} en") }
}

fn content(name: &str) -> CollectionContent {
    CollectionContent { slug: String::new(), publishing: Publishing::Now, name: texts(name), introduction: texts("Ein Satz."), rule: None }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

async fn create(test: &TestShop, key: u128, content: CollectionContent) -> Result<()> {
    collections::create(&test.shop, clara(), &NewCollectionRequest { key: id(key), content }).await
}

async fn read(test: &TestShop, key: u128) -> CollectionDetail {
    collections::detail(&test.shop, clara(), Language::De, id(key)).await.unwrap()
}

async fn save(test: &TestShop, key: u128, version: i64, content: CollectionContent) -> Result<()> {
    collections::save(&test.shop, clara(), &SaveCollectionRequest { collection: id(key), version, content }).await
}

async fn step(test: &TestShop, key: u128, step: CollectionStep) -> Result<()> {
    let version = read(test, key).await.version;
    collections::arrange(&test.shop, clara(), &ArrangeCollectionRequest { collection: id(key), version, step }).await
}

async fn shown(test: &TestShop, query: ListQuery) -> Result<ListView> {
    catalog::list(&test.shop, Language::De, &ListQuery { page: 1, ..query }).await
}

/// What shoppers see at the collection's address, in its own order.
async fn names(test: &TestShop, slug: &str) -> Vec<String> {
    let list = shown(test, ListQuery { collection: Some(slug.into()), ..ListQuery::default() }).await.unwrap();
    list.products.into_iter().map(|card| card.name).collect()
}

async fn goods(test: &TestShop) -> [TestProduct; 3] {
    [
        product().name("Tasse").category("tisch").price(3_000).stock(5).insert(test).await,
        product().name("Kanne").category("tisch").price(9_000).compare_at(12_000).stock(0).insert(test).await,
        product().name("Lampe").category("licht").price(20_000).stock(2).insert(test).await,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_picked_is_shown_in_its_order() {
    TestShop::run(|test| async move {
        let [cup, pot, lamp] = goods(&test).await;
        for _ in 0..2 {
            create(&test, 1, content("Für draussen")).await.unwrap();
        }
        assert_eq!(acts(&test).await, ["collection.create"], "sent twice, made once");
        assert_eq!(names(&test, "fuer-draussen").await, Vec::<String>::new());
        for one in [lamp.id, cup.id, pot.id, lamp.id] {
            step(&test, 1, CollectionStep::Add(one)).await.unwrap();
        }
        assert_eq!(names(&test, "fuer-draussen").await, ["Lampe", "Tasse", "Kanne"]);
        step(&test, 1, CollectionStep::Place(pot.id, 1)).await.unwrap();
        assert_eq!(names(&test, "fuer-draussen").await, ["Kanne", "Lampe", "Tasse"]);
        step(&test, 1, CollectionStep::Remove(lamp.id)).await.unwrap();
        assert_eq!(names(&test, "fuer-draussen").await, ["Kanne", "Tasse"]);
        let arranged = acts(&test).await.iter().filter(|action| *action == "collection.arrange").count();
        assert_eq!(arranged, 5, "what is so already is not written down");

        // The visitor's own order, and what a category's list can do besides.
        let query =
            |sort, available_only| ListQuery { collection: Some("fuer-draussen".into()), sort, available_only, ..ListQuery::default() };
        let list = shown(&test, query(Sort::PriceUp, false)).await.unwrap();
        assert_eq!(list.products.iter().map(|card| card.name.as_str()).collect::<Vec<_>>(), ["Tasse", "Kanne"]);
        let list = shown(&test, query(Sort::Featured, true)).await.unwrap();
        assert_eq!((list.total, list.collection.unwrap().introduction.as_str()), (1, "Ein Satz."));

        // Staff see what shoppers do not, and where a product is.
        sqlx::query("UPDATE catalog_products SET published_at = NULL WHERE id = $1").bind(pot.id.0).execute(&test.shop.pool).await.unwrap();
        assert_eq!(names(&test, "fuer-draussen").await, ["Tasse"]);
        assert_eq!(read(&test, 1).await.products.len(), 2);
        let links = product_detail(&test, pot.id).await.collections;
        assert_eq!(links.iter().map(|link| (link.id, link.name.as_str())).collect::<Vec<_>>(), [(id(1), "Für draussen")]);
        assert!(product_detail(&test, lamp.id).await.collections.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_find_what_is_all_of_what_they_say() {
    TestShop::run(|test| async move {
        let [cup, pot, _] = goods(&test).await;
        let rule = CollectionRule::default;
        create(&test, 1, CollectionContent { rule: Some(CollectionRule { reduced: true, ..rule() }), ..content("Neu") }).await.unwrap();
        let mut version = read(&test, 1).await.version;
        for (rule, expected) in [
            (CollectionRule { reduced: true, ..rule() }, vec!["Kanne"]),
            (CollectionRule { available: true, ..rule() }, vec!["Tasse", "Lampe"]),
            (CollectionRule { category: Some("tisch".into()), ..rule() }, vec!["Tasse", "Kanne"]),
            (CollectionRule { category: Some("tisch".into()), available: true, ..rule() }, vec!["Tasse"]),
            (CollectionRule { from: Some(9_000), ..rule() }, vec!["Kanne", "Lampe"]),
            (CollectionRule { from: Some(9_000), to: Some(9_000), ..rule() }, vec!["Kanne"]),
            (CollectionRule { to: Some(2_999), ..rule() }, vec![]),
            (CollectionRule { days: Some(30), ..rule() }, vec!["Tasse", "Kanne", "Lampe"]),
        ] {
            save(&test, 1, version, CollectionContent { rule: Some(rule.clone()), ..content("Neu") }).await.unwrap();
            let now = read(&test, 1).await;
            version = now.version;
            assert_eq!(names(&test, "neu").await, expected, "{rule:?}");
            assert_eq!((now.total, now.products.len(), now.rule), (u32::try_from(expected.len()).unwrap(), expected.len(), Some(rule)));
        }
        sqlx::query(
            "UPDATE catalog_products SET created_at = now() - interval '31 days', published_at = now() - interval '31 days' WHERE id = $1",
        )
        .bind(pot.id.0)
        .execute(&test.shop.pool)
        .await
        .unwrap();
        assert_eq!(names(&test, "neu").await, ["Tasse", "Lampe"], "what is new grows old by itself");
        assert_eq!(product_detail(&test, cup.id).await.collections.len(), 1);
        assert!(product_detail(&test, pot.id).await.collections.is_empty());

        // Nothing is picked beside a rule, and what was picked before comes back with it gone.
        let picked = step(&test, 1, CollectionStep::Add(cup.id)).await;
        assert_eq!(wrong(picked), [("rule".to_owned(), FieldProblem::Malformed)]);
        save(&test, 1, version, content("Neu")).await.unwrap();
        step(&test, 1, CollectionStep::Add(pot.id)).await.unwrap();
        let all = CollectionRule { days: Some(3_650), ..rule() };
        save(&test, 1, read(&test, 1).await.version, CollectionContent { rule: Some(all), ..content("Neu") }).await.unwrap();
        assert_eq!(names(&test, "neu").await.len(), 3);
        save(&test, 1, read(&test, 1).await.version, content("Neu")).await.unwrap();
        assert_eq!(names(&test, "neu").await, ["Kanne"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shoppers_see_what_is_published_and_find_it_where_it_was() {
    TestShop::run(|test| async move {
        let [cup, ..] = goods(&test).await;
        create(&test, 1, CollectionContent { publishing: Publishing::Draft, ..content("Neu") }).await.unwrap();
        step(&test, 1, CollectionStep::Add(cup.id)).await.unwrap();
        let seen = async |slug: &str| shown(&test, ListQuery { collection: Some(slug.into()), ..ListQuery::default() }).await.is_ok();
        assert!(!seen("neu").await && !seen("nichts").await);
        let now = test.shop.clock.now();
        let soon = now + TimeDelta::days(400);
        save(&test, 1, read(&test, 1).await.version, CollectionContent { publishing: Publishing::From(soon), ..content("Neu") })
            .await
            .unwrap();
        assert!(!seen("neu").await);
        let past = CollectionContent { publishing: Publishing::From(now - TimeDelta::days(400)), ..content("Neu") };
        assert_eq!(wrong(save(&test, 1, read(&test, 1).await.version, past).await), [("published_at".to_owned(), FieldProblem::Malformed)]);
        save(&test, 1, read(&test, 1).await.version, content("Neu")).await.unwrap();
        assert!(seen("neu").await);

        let renamed = |slug: &str| CollectionContent { slug: slug.into(), ..content("Neu") };
        save(&test, 1, read(&test, 1).await.version, renamed("frisch")).await.unwrap();
        let to = async |slug: &str| moved_to(&test.shop, Paged::Collection, slug).await.unwrap();
        assert_eq!((to("neu").await, to("frisch").await), (Some("frisch".to_owned()), None));
        assert_eq!(moved_to(&test.shop, Paged::Category, "neu").await.unwrap(), None);
        create(&test, 2, renamed("neu")).await.unwrap();
        assert_eq!(to("neu").await, None, "what is there today wins");
        let draft = CollectionContent { publishing: Publishing::Draft, ..renamed("frisch") };
        save(&test, 1, read(&test, 1).await.version, draft).await.unwrap();
        assert_eq!(to("neu").await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_shows_those_that_show_something() {
    TestShop::run(|test| async move {
        let [cup, pot, _] = goods(&test).await;
        let home = async || catalog::home(&test.shop, Language::Fr).await.unwrap().collections;
        create(&test, 1, content("Leer")).await.unwrap();
        create(&test, 2, content("Voll")).await.unwrap();
        let reduced = CollectionRule { reduced: true, ..CollectionRule::default() };
        create(&test, 3, CollectionContent { rule: Some(reduced), ..content("Regel") }).await.unwrap();
        step(&test, 2, CollectionStep::Add(cup.id)).await.unwrap();
        sqlx::query("DELETE FROM catalog_pictures").execute(&test.shop.pool).await.unwrap();
        assert!(home().await.is_empty(), "without a picture there is nothing to show");
        for product in [&cup, &pot] {
            sqlx::query(
                "INSERT INTO catalog_pictures (product_id, position, stem, alt, width, height, ground)
                 VALUES ($1, 1, $2, '{\"de\": \"\", \"fr\": \"\", \"it\": \"\", \"en\": \"\"}', 800, 800, 'stone')",
            )
            .bind(product.id.0)
            .bind(product.id.to_string())
            .execute(&test.shop.pool)
            .await
            .unwrap();
        }
        let tiles = |shown: Vec<domain::catalog::CollectionView>| {
            shown.into_iter().map(|tile| (tile.name, tile.picture.unwrap().stem)).collect::<Vec<_>>()
        };
        let (full, ruled) = (("Voll fr".to_owned(), cup.id.to_string()), ("Regel fr".to_owned(), pot.id.to_string()));
        assert_eq!(tiles(home().await), [full.clone(), ruled.clone()]);

        let order = vec![id(3), id(1), id(2)];
        let moved = MoveCollectionRequest { shown: vec![id(1), id(2), id(3)], order: order.clone() };
        for _ in 0..2 {
            collections::reorder(&test.shop, clara(), &moved).await.unwrap();
        }
        assert_eq!(tiles(home().await), [ruled, full]);
        let rows = collections::list(&test.shop, clara(), Language::De).await.unwrap();
        assert_eq!(rows.iter().map(|row| (row.id, row.picked)).collect::<Vec<_>>(), [(id(3), None), (id(1), Some(0)), (id(2), Some(1))]);
        let stale = MoveCollectionRequest { shown: vec![id(1), id(2), id(3)], order: vec![id(2), id(1), id(3)] };
        assert_eq!(refusal(collections::reorder(&test.shop, carl(), &stale).await.unwrap_err()), StaffRefusal::Changed { version: 0 });
        let foreign = MoveCollectionRequest { shown: order, order: vec![id(3), id(1), id(9)] };
        assert_eq!(wrong(collections::reorder(&test.shop, carl(), &foreign).await), [("collections".to_owned(), FieldProblem::Unknown)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_on_one_collection() {
    TestShop::run(|test| async move {
        let [cup, pot, lamp] = goods(&test).await;
        create(&test, 1, content("Neu")).await.unwrap();
        let seen = read(&test, 1).await.version;
        step(&test, 1, CollectionStep::Add(cup.id)).await.unwrap();
        let changed = |error: Error| matches!(refusal(error), StaffRefusal::Changed { version } if version > seen);
        assert!(changed(save(&test, 1, seen, content("Anders")).await.unwrap_err()), "what is picked is part of it");
        save(&test, 1, seen, content("Neu")).await.unwrap();
        let late = |step| ArrangeCollectionRequest { collection: id(1), version: seen, step };
        assert!(changed(collections::arrange(&test.shop, carl(), &late(CollectionStep::Add(pot.id))).await.unwrap_err()));
        collections::arrange(&test.shop, carl(), &late(CollectionStep::Add(cup.id))).await.unwrap();
        let gone = RemoveCollectionRequest { collection: id(1), version: seen };
        assert!(changed(collections::remove(&test.shop, carl(), &gone).await.unwrap_err()));

        // The same version from several browsers in the same moment: one of them comes first, and nothing of the others is half there.
        let version = read(&test, 1).await.version;
        let mut people = JoinSet::new();
        for one in [pot.id, lamp.id] {
            let test = Arc::clone(&test);
            let request = ArrangeCollectionRequest { collection: id(1), version, step: CollectionStep::Add(one) };
            people.spawn(async move { collections::arrange(&test.shop, clara(), &request).await.is_ok() });
        }
        assert_eq!(people.join_all().await.into_iter().filter(|done| *done).count(), 1);
        assert_eq!(read(&test, 1).await.products.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_and_nothing_is_stored() {
    TestShop::run(|test| async move {
        let [cup, ..] = goods(&test).await;
        let nothing = CollectionContent { name: Texts::default(), slug: "A b".into(), ..content("x") };
        assert_eq!(wrong(create(&test, 1, nothing).await).len(), 5);
        let nowhere = CollectionRule { category: Some("keller".into()), ..CollectionRule::default() };
        let nowhere = CollectionContent { rule: Some(nowhere), ..content("x") };
        assert_eq!(wrong(create(&test, 1, nowhere).await), [("category".to_owned(), FieldProblem::Unknown)]);
        create(&test, 1, content("Neu")).await.unwrap();
        assert_eq!(wrong(create(&test, 2, content("Neu")).await), [("slug".to_owned(), FieldProblem::Taken)]);
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_collections").await, 1);

        let unknown = step(&test, 1, CollectionStep::Add(ProductId(id(9)))).await;
        assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
        let most = i32::try_from(MOST_PICKED).unwrap();
        sqlx::query(
            "WITH made AS (INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class)
                           SELECT gen_random_uuid(), category_id, 'p-' || number, 100 + number, name, summary, description, vat_class
                           FROM catalog_products CROSS JOIN generate_series(1, $2) AS number WHERE id = $1 RETURNING id, position - 100 AS place)
             INSERT INTO catalog_collection_products (collection_id, product_id, position) SELECT $3, id, place FROM made",
        )
        .bind(cup.id.0)
        .bind(most)
        .bind(id(1))
        .execute(&test.shop.pool)
        .await
        .unwrap();
        let too_many = step(&test, 1, CollectionStep::Add(cup.id)).await;
        assert_eq!(wrong(too_many), [("products".to_owned(), FieldProblem::TooLarge { most: MOST_PICKED })]);

        for role in [Role::Orders, Role::Support, Role::Accounting, Role::Admin, Role::Buyer] {
            let by = staff(9, &[role]);
            let version = 1;
            assert!(matches!(collections::list(&test.shop, by, Language::De).await, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(collections::detail(&test.shop, by, Language::De, id(1)).await, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(collections::find(&test.shop, by, Language::De, id(1), "x").await, Err(Error::Forbidden)), "{role:?}");
            let request = NewCollectionRequest { key: id(5), content: content("x") };
            assert!(matches!(collections::create(&test.shop, by, &request).await, Err(Error::Forbidden)), "{role:?}");
            let request = SaveCollectionRequest { collection: id(1), version, content: content("x") };
            assert!(matches!(collections::save(&test.shop, by, &request).await, Err(Error::Forbidden)), "{role:?}");
            let request = ArrangeCollectionRequest { collection: id(1), version, step: CollectionStep::Add(cup.id) };
            assert!(matches!(collections::arrange(&test.shop, by, &request).await, Err(Error::Forbidden)), "{role:?}");
            let request = MoveCollectionRequest { shown: vec![], order: vec![] };
            assert!(matches!(collections::reorder(&test.shop, by, &request).await, Err(Error::Forbidden)), "{role:?}");
            let request = RemoveCollectionRequest { collection: id(1), version };
            assert!(matches!(collections::remove(&test.shop, by, &request).await, Err(Error::Forbidden)), "{role:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn products_are_found_to_be_picked() {
    TestShop::run(|test| async move {
        let [cup, pot, _] = goods(&test).await;
        create(&test, 1, content("Neu")).await.unwrap();
        step(&test, 1, CollectionStep::Add(cup.id)).await.unwrap();
        let found = async |words: &str| {
            let found = collections::find(&test.shop, clara(), Language::De, id(1), words).await.unwrap();
            found.into_iter().map(|product| (product.name, product.is_in)).collect::<Vec<_>>()
        };
        assert_eq!(found("tasse").await, [("Tasse".to_owned(), true)]);
        assert_eq!(found("KANNE fr").await, [("Kanne".to_owned(), false)]);
        for nothing in ["", " ", "%", "tasse kanne"] {
            assert_eq!(found(nothing).await, [], "{nothing}");
        }
        sqlx::query("UPDATE catalog_products SET archived_at = now() WHERE id = $1").bind(pot.id.0).execute(&test.shop.pool).await.unwrap();
        assert_eq!(found("kanne").await, []);
    })
    .await;
}

/// A category that a rule is for is kept; without the collection it goes.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_rule_is_for_stays() {
    TestShop::run(|test| async move {
        goods(&test).await;
        let empty =
            domain::backoffice::CategoryContent { slug: "leer".into(), parent: None, name: texts("Leer"), description: Texts::default() };
        let made = domain::backoffice::NewCategoryRequest { key: id(7), content: empty };
        catalogue::tree::create(&test.shop, clara(), &made).await.unwrap();
        let rule = CollectionRule { category: Some("leer".into()), ..CollectionRule::default() };
        create(&test, 1, CollectionContent { rule: Some(rule), ..content("Neu") }).await.unwrap();
        let remove = domain::backoffice::RemoveCategoryRequest { category: id(7), version: 1 };
        let kept = catalogue::tree::remove(&test.shop, clara(), &remove).await;
        assert_eq!(wrong(kept), [("category".to_owned(), FieldProblem::Taken)]);
        let removable = async || {
            let nodes = catalogue::tree::read(&test.shop, clara(), Language::De).await.unwrap();
            nodes.into_iter().find(|node| node.id == id(7)).unwrap().is_removable
        };
        assert!(!removable().await);
        let gone = RemoveCollectionRequest { collection: id(1), version: read(&test, 1).await.version };
        for _ in 0..2 {
            collections::remove(&test.shop, clara(), &gone).await.unwrap();
        }
        assert!(removable().await);
        catalogue::tree::remove(&test.shop, clara(), &remove).await.unwrap();
        assert_eq!(acts(&test).await, ["category.create", "collection.create", "collection.remove", "category.remove"]);
    })
    .await;
}
