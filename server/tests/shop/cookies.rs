//! Visitors who only look.

use crate::running::{behind_with, door, open};

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

#[tokio::test]
async fn with_tls_every_cookie_and_answer_insists_on_it() {
    let settings = |kit: &testkit::TestShop| {
        let source = [("ASTRIS_BASE_URL", "https://shop.astris.ch"), ("DATABASE_URL", "postgres://localhost/x")]
            .into_iter()
            .chain([("MOLLIE_API_KEY", "test_astris_sandbox_0000000000000000"), ("RESEND_API_KEY", "re_astris_sandbox")]);
        let source = server::config::Source::of_environment(source.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert!(kit.shop.settings.base_url.starts_with("https:"));
        let secure = server::config::Config::load(&source).unwrap().http;
        let usual = door();
        server::start::Door { http: server::config::Http { base_url: secure.base_url, ..usual.http.clone() }, ..usual }
    };
    behind_with(testkit::Options::default().base_url("https://shop.astris.ch"), settings, async |shop| {
        let page = shop.page("/de").send().await.unwrap();
        assert_eq!(page.headers()["strict-transport-security"], "max-age=31536000");
        let cookie = page.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.starts_with("lang=de") && cookie.ends_with("; Secure"), "{cookie}");
        assert_eq!(shop.page("/healthz").send().await.unwrap().headers()["strict-transport-security"], "max-age=31536000");
    })
    .await;
}
