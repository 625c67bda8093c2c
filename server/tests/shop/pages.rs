//! Pages, as far as the door has a say in them.

use crate::running::open;

#[tokio::test]
async fn an_unknown_page_is_a_404_of_the_application() {
    open(async |shop| {
        for path in ["/de/no/such/page", "/nothing", "/de/p/no-such-product", "/xx"] {
            let answer = shop.page(path).send().await.unwrap();
            assert_eq!(answer.status(), 404, "{path}");
            assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"), "{path}");
            assert_eq!(answer.headers()["cache-control"], "private, no-store", "{path}");
            assert!(answer.text().await.unwrap().contains("</html>"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_pages_policy_has_a_nonce_and_nothing_unsafe() {
    open(async |shop| {
        let mut nonces = Vec::new();
        for _ in 0..2 {
            let answer = shop.page("/de").send().await.unwrap();
            assert_eq!(answer.status(), 200);
            let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
            let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
            assert!(answer.text().await.unwrap().contains(&nonce), "the page uses its nonce");
            nonces.push(nonce);
        }
        assert_ne!(nonces[0], nonces[1]);
    })
    .await;
}

#[tokio::test]
async fn pages_are_compressed() {
    open(async |shop| {
        for encoding in ["br", "gzip"] {
            let answer = shop.page("/de").header("accept-encoding", encoding).send().await.unwrap();
            assert_eq!(answer.headers()["content-encoding"], encoding);
            assert!(answer.headers()["vary"].to_str().unwrap().to_lowercase().contains("accept-encoding"));
        }
    })
    .await;
}

#[tokio::test]
async fn personal_pages_are_not_kept() {
    open(async |shop| {
        let rule = async |path: &str, cookie: &str| {
            shop.page(path).header("cookie", cookie).send().await.unwrap().headers()["cache-control"].to_str().unwrap().to_owned()
        };
        assert_eq!(rule("/de", "lang=de").await, "private, no-cache");
        assert_eq!(rule("/de", "lang=de; astris=AAAAAAAAAAAAAAAAAAAAAA").await, "private, no-store");
        assert_eq!(rule("/de/cart", "lang=de").await, "private, no-store");
    })
    .await;
}

#[tokio::test]
async fn the_way_back_from_the_payment_leads_to_the_order_whatever_happens() {
    open(async |shop| {
        let token = "x".repeat(43);
        let answer = shop.page(&format!("/fr/orders/{token}/return")).send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()),
            (303, format!("/fr/orders/{token}").as_str())
        );
        for path in ["/xx/orders/abc/return", "/de/orders/a%2F..%2Fb/return", "/de/orders/a%0d%0ab/return"] {
            assert_eq!(shop.page(path).send().await.unwrap().status(), 404, "{path}");
        }
    })
    .await;
}
