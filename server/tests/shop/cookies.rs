//! Visitors who only look.

use crate::running::open;

#[tokio::test]
async fn looking_around_leaves_no_session() {
    open(async |shop| {
        let product = testkit::product().name("Tasse").insert(&shop.test).await;
        for path in [
            "/de".to_owned(),
            "/de/c/test".to_owned(),
            format!("/de/p/{}", product.slug),
            "/de/search?q=tasse".to_owned(),
            "/de/cart".to_owned(),
        ] {
            let answer = shop.page(&path).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).collect();
            assert!(!cookies.iter().any(|cookie| cookie.starts_with("astris=")), "{path} sets {cookies:?}");
        }
        let sessions: i64 = sqlx::query_scalar("SELECT count(*) FROM ephemeral_entries WHERE key LIKE 'session:%'")
            .fetch_one(&shop.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(sessions, 0);
    })
    .await;
}
