//! Categories, as a browser without scripts makes and moves them, and what shoppers find at addresses of before.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden};
use crate::running::open;

const CREATE: &str = "/fn/backoffice/categories/create";
const SAVE: &str = "/fn/backoffice/categories/save";
const REORDER: &str = "/fn/backoffice/categories/reorder";
const REMOVE: &str = "/fn/backoffice/categories/remove";
const TREE: &str = "/backoffice/categories";

const NAMES: [(&str, &str); 4] =
    [("fields[name][de]", "Küche"), ("fields[name][fr]", "Cuisine"), ("fields[name][it]", "Cucina"), ("fields[name][en]", "Kitchen")];

#[tokio::test(flavor = "multi_thread")]
async fn a_category_is_made_moved_renamed_and_removed_without_scripts() {
    open(async |shop| {
        testkit::product().name("Tasse").category("tisch").insert(&shop.test).await;
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let page = colleague.screen(TREE).await;
        let key = hidden(&page, CREATE, "key").to_owned();
        let with = |more: &[(&'static str, &'static str)]| [&NAMES[..], more].concat();
        let create = async |more: &[(&'static str, &'static str)]| {
            let fields = [with(more), vec![("key", &*key)]].concat();
            colleague.send(CREATE, &fields).await
        };
        let wrong = create(&[("fields[slug]", "A b")]).await;
        let said = colleague.screen(&wrong).await;
        assert!(said.contains("href=\"#slug\"") && said.contains("value=\"Cucina\""), "{wrong} {said}");
        for _ in 0..2 {
            assert_eq!(create(&[]).await, format!("{TREE}?done=category-created"));
        }
        let made = colleague.screen(TREE).await;
        assert_eq!(made.matches("data-depth=\"1\"").count(), 2, "{made}");
        assert!(shop.page("/fr").send().await.unwrap().text().await.unwrap().contains("/fr/c/kueche"), "it is in the navigation");

        let (shown, order) = (hidden(&made, REORDER, "shown").to_owned(), hidden(&made, REORDER, "order").to_owned());
        assert_ne!(shown, order);
        assert_eq!(colleague.send(REORDER, &[("shown", &shown), ("order", &order)]).await, format!("{TREE}?done=categories-ordered"));
        assert_eq!(hidden(&colleague.screen(TREE).await, REORDER, "shown"), order);

        // Under the other one, at another address.
        let here = format!("{TREE}/{key}");
        let one = colleague.screen(&here).await;
        let parent = order.split(',').find(|id| *id != key).unwrap().to_owned();
        let version = hidden(&one, SAVE, "version").to_owned();
        let save = async |slug: &str, parent: &str| {
            let fields = [with(&[]), vec![("category", &*key), ("version", &version), ("fields[slug]", slug), ("fields[parent]", parent)]];
            colleague.send(SAVE, &fields.concat()).await
        };
        let circle = save("kochen", &key).await;
        let said = colleague.screen(&circle).await;
        assert!(said.contains("href=\"#parent\"") && said.contains("value=\"kochen\""), "{circle}");
        assert_eq!(save("kochen", &parent).await, format!("{here}?done=category-saved"));
        let moved = shop.page("/de/c/kueche?sort=newest").send().await.unwrap();
        assert_eq!(
            (moved.status(), moved.headers()["location"].to_str().unwrap()),
            (StatusCode::MOVED_PERMANENTLY, "/de/c/kochen?sort=newest")
        );
        let above = shop.page("/de/c/tisch").send().await.unwrap().text().await.unwrap();
        assert!(above.contains("href=\"/de/c/kochen\""), "{above}");

        let one = colleague.screen(&here).await;
        let fields = [("category", &*key), ("version", hidden(&one, REMOVE, "version"))];
        for _ in 0..2 {
            assert_eq!(colleague.send(REMOVE, &fields).await, format!("{TREE}?done=category-removed"));
        }
        assert_eq!(shop.page("/de/c/kueche").send().await.unwrap().status(), StatusCode::NOT_FOUND);
        assert_eq!(colleague.ask(&here).await.status(), StatusCode::NOT_FOUND);
        assert!(!colleague.screen(&format!("{TREE}/{parent}")).await.contains(REMOVE), "what holds something stays");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_found_at_its_former_address() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").insert(&shop.test).await;
        sqlx::query("UPDATE catalog_products SET slug = 'becher' WHERE id = $1")
            .bind(cup.id.0)
            .execute(&shop.test.shop.pool)
            .await
            .unwrap();
        let moved = shop.page("/it/p/tasse").send().await.unwrap();
        assert_eq!((moved.status(), moved.headers()["location"].to_str().unwrap()), (StatusCode::MOVED_PERMANENTLY, "/it/p/becher"));
        assert_eq!(shop.page("/it/p/becher").send().await.unwrap().status(), StatusCode::OK);
        assert_eq!(shop.page("/it/p/nichts").send().await.unwrap().status(), StatusCode::NOT_FOUND);
        let jug = testkit::product().name("Krug").insert(&shop.test).await;
        sqlx::query("UPDATE catalog_products SET slug = 'tasse' WHERE id = $1").bind(jug.id.0).execute(&shop.test.shop.pool).await.unwrap();
        assert_eq!(shop.page("/it/p/tasse").send().await.unwrap().status(), StatusCode::OK, "what is there today wins");
    })
    .await;
}
