//! Too much at once and too slow: what a visitor is told then.

use std::time::Duration;

use crate::running::{Shop, behind, door, open};
use server::{config::Http, start::Door};
use sqlx::{Executor, PgTransaction};
use testkit::TestShop;

fn door_with(http: impl FnOnce(Http) -> Http) -> impl FnOnce(&TestShop) -> Door {
    |_| {
        let usual = door();
        Door { http: http(usual.http.clone()), ..usual }
    }
}

/// Makes every page of the catalogue wait until the transaction ends.
async fn close_the_catalogue(shop: &Shop) -> PgTransaction<'static> {
    let mut transaction = shop.test.shop.begin().await.unwrap();
    transaction.execute("LOCK TABLE catalog_products IN ACCESS EXCLUSIVE MODE").await.unwrap();
    transaction
}

async fn until_somebody_waits(shop: &Shop) {
    let waiting = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted
                                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";
    for _ in 0..500 {
        if sqlx::query_scalar::<_, bool>(waiting).fetch_one(&shop.test.shop.pool).await.unwrap() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody waits for the catalogue");
}

#[tokio::test]
async fn a_page_that_takes_too_long_ends_with_a_friendly_one() {
    behind(door_with(|http| Http { request_timeout: Duration::from_millis(300), ..http }), async |shop| {
        let closed = close_the_catalogue(&shop).await;
        let answer = shop.page("/fr").send().await.unwrap();
        assert_eq!(answer.status(), 503);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let page = answer.text().await.unwrap();
        assert!(page.contains("lang=\"fr\"") && page.contains("C’est de notre faute"), "{page}");
        closed.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn more_requests_than_allowed_are_told_to_come_back() {
    behind(door_with(|http| Http { requests: 1, ..http }), async |shop| {
        let closed = close_the_catalogue(&shop).await;
        let first = tokio::spawn(shop.page("/de").send());
        until_somebody_waits(&shop).await;
        let second = shop.page("/de").send().await.unwrap();
        assert_eq!((second.status().as_u16(), &second.headers()["retry-after"]), (503, &"2".parse().unwrap()));
        assert!(second.text().await.unwrap().contains("<h1>"), "people see a page");
        // Load balancers are answered all the same.
        assert_eq!(shop.page("/healthz").send().await.unwrap().status(), 200);
        closed.rollback().await.unwrap();
        assert_eq!(first.await.unwrap().unwrap().status(), 200, "who was first is served");
    })
    .await;
}

#[tokio::test]
async fn a_form_without_scripts_leads_on() {
    open(async |shop| {
        let product = testkit::product().name("Tasse").stock(3).insert(&shop.test).await;
        let send = async |quantity: &str| {
            let form = [("language", "it"), ("product", product.slug.as_str()), ("quantity", quantity)];
            shop.client.post(shop.url("/fn/cart/add")).header("accept", "text/html").form(&form).send().await.unwrap()
        };
        let added = send("2").await;
        assert_eq!((added.status().as_u16(), added.headers()["location"].to_str().unwrap()), (303, "/it/cart"));
        let cookie = added.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let cart = shop.page("/it/cart").header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
        assert!(cart.contains("Tasse") && cart.contains("CHF"), "{cart}");
        // What does not work leads back to the product, which says why.
        for quantity in ["0", "4", "99999"] {
            let refused = send(quantity).await;
            let location = refused.headers()["location"].to_str().unwrap().to_owned();
            assert_eq!(refused.status(), 303, "{quantity}");
            assert!(location.starts_with(&format!("/it/p/{}?told=", product.slug)), "{quantity}: {location}");
            let page = shop.page(&location).send().await.unwrap();
            assert_eq!(page.status(), 200, "{quantity}");
        }
    })
    .await;
}
