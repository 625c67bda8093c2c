//! The table of products.

use domain::{
    accounts::Role,
    backoffice::{ProductQuery, ProductStatus, Publishing},
    language::Language,
};
use services::{backoffice::catalogue, error::Error};
use testkit::{TestShop, product};

use super::lab::{clara, detail, save};
use crate::backoffice::lab::staff;

/// The names that a search finds, on all pages of two.
async fn names(test: &TestShop, query: ProductQuery) -> Vec<String> {
    let (mut names, mut after, mut total) = (Vec::new(), None, None);
    loop {
        let wanted = ProductQuery { after, size: 2, ..query.clone() };
        let list = catalogue::list(&test.shop, clara(), Language::De, &wanted).await.unwrap();
        assert!(list.rows.len() <= 2 && *total.get_or_insert(list.total) == list.total, "{list:?}");
        names.extend(list.rows.into_iter().map(|row| row.name));
        after = list.next;
        if after.is_none() {
            assert_eq!(total.unwrap_or(0) as usize, names.len());
            return names;
        }
    }
}

async fn search(test: &TestShop, words: &str) -> Vec<String> {
    names(test, ProductQuery { search: words.into(), ..ProductQuery::default() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn products_come_by_name_and_are_found_by_what_is_known_of_them() {
    TestShop::run(|test| async move {
        product().name("Zange").category("werkzeug").insert(&test).await;
        product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2)]).insert(&test).await;
        let pot = product().name("Äpfelkorb").insert(&test).await;
        product().name("Kanne").insert(&test).await;
        product().name("Schale").insert(&test).await;
        assert_eq!(names(&test, ProductQuery::default()).await, ["Äpfelkorb", "Kanne", "Schale", "Tasse", "Zange"]);
        assert_eq!(search(&test, "TASSE-ROT").await, ["Tasse"]);
        assert_eq!(search(&test, "apfel").await, ["Äpfelkorb"]);
        assert_eq!(search(&test, "kanne it").await, ["Kanne"], "in another language");
        assert_eq!(search(&test, "asse korb").await, Vec::<String>::new());
        assert_eq!(search(&test, "%_").await, Vec::<String>::new());
        let query = |category: &str, status| ProductQuery { category: category.into(), status, ..ProductQuery::default() };
        assert_eq!(names(&test, query("werkzeug", None)).await, ["Zange"]);
        assert_eq!(names(&test, query("nirgends", None)).await, Vec::<String>::new());

        save(&test, &detail(&test, pot.id).await, |content| content.publishing = Publishing::Archived).await.unwrap();
        assert_eq!(names(&test, ProductQuery::default()).await, ["Kanne", "Schale", "Tasse", "Zange"], "what is archived is asked for");
        assert_eq!(names(&test, query("", Some(ProductStatus::Archived))).await, ["Äpfelkorb"]);
        assert_eq!(names(&test, query("", Some(ProductStatus::Published))).await, ["Kanne", "Schale", "Tasse", "Zange"]);
        assert_eq!(names(&test, query("", Some(ProductStatus::Draft))).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_sums_up_what_is_sold() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2), ("gold", 9_900, 1)]).insert(&test).await;
        save(&test, &detail(&test, cup.id).await, |content| content.variants[2].is_archived = true).await.unwrap();
        let list = catalogue::list(&test.shop, clara(), Language::En, &ProductQuery::default()).await.unwrap();
        let row = &list.rows[0];
        assert_eq!(
            (row.id, row.name.as_str(), row.category.as_str(), row.status),
            (cup.id, "Tasse en", "test en", ProductStatus::Published)
        );
        assert_eq!((row.variants, row.prices, row.available, row.picture.is_some()), (2, Some((3_000, 3_400)), 7, true));
        assert_eq!(list.categories.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_somebody_made_up_breaks_nothing() {
    TestShop::run(|test| async move {
        product().name("Tasse").insert(&test).await;
        for after in ["", "x", "\0", "00000000000000000000000000000000.a\0", "ffffffffffffffffffffffffffffffff.'; DROP TABLE orders; --"] {
            let query = ProductQuery { after: Some(after.into()), size: u32::MAX, ..ProductQuery::default() };
            catalogue::list(&test.shop, clara(), Language::De, &query).await.unwrap();
        }
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let refused = catalogue::list(&test.shop, staff(5, &[role]), Language::De, &ProductQuery::default()).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
        }
    })
    .await;
}
