//! Sessions, by a handler that makes one.

use std::sync::Arc;

use axum::{Router, body::Body, http::Request, response::Response, routing::get};
use server::{
    config::Http,
    http::session::{cookie_name, layer},
};
use testkit::TestShop;
use tower::ServiceExt;
use tower_sessions::Session;

fn router(test: &TestShop, http: &Http) -> Router {
    Router::new()
        .route(
            "/put",
            get(async |session: Session| {
                let count = session.get::<u32>("count").await.unwrap().unwrap_or_default() + 1;
                session.insert("count", count).await.unwrap();
                count.to_string()
            }),
        )
        .route("/look", get(async |session: Session| format!("{:?}", session.get::<u32>("count").await.ok().flatten())))
        .layer(layer(Arc::clone(&test.shop), http))
}

async fn ask(router: &Router, path: &str, cookie: &str) -> Response {
    router.clone().oneshot(Request::builder().uri(path).header("cookie", cookie).body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(axum::body::to_bytes(response.into_body(), 1_000).await.unwrap().to_vec()).unwrap()
}

fn set_cookie(response: &Response) -> Option<String> {
    response.headers().get("set-cookie").map(|value| value.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn the_cookie_is_lax_and_closed_to_scripts() {
    TestShop::run(async |test| {
        let cookie = set_cookie(&ask(&router(&test, &Http::default()), "/put", "").await).unwrap();
        assert!(cookie.starts_with("astris="), "{cookie}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
        assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
    })
    .await;
}

#[tokio::test]
async fn with_tls_the_cookie_is_secure_and_bound_to_the_host() {
    TestShop::run(async |test| {
        let variables = [
            ("ASTRIS_BASE_URL", "https://shop.astris.ch"),
            ("DATABASE_URL", "postgres://localhost/x"),
            ("MOLLIE_API_KEY", "test_astris_sandbox_0000000000000000"),
            ("RESEND_API_KEY", "re_astris_sandbox"),
        ];
        let source = server::config::Source::of_environment(variables.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let http = server::config::Config::load(&source).unwrap().http;
        let cookie = set_cookie(&ask(&router(&test, &http), "/put", "").await).unwrap();
        assert!(cookie.starts_with("__Host-astris=") && cookie.contains("Secure") && cookie.contains("Path=/"), "{cookie}");
        assert_eq!(cookie_name(true), "__Host-astris");
    })
    .await;
}

#[tokio::test]
async fn a_session_is_kept_and_only_written_when_it_changes() {
    TestShop::run(async |test| {
        let router = router(&test, &Http::default());
        let cookie = set_cookie(&ask(&router, "/put", "").await).unwrap().split(';').next().unwrap().to_owned();
        assert_eq!(text(ask(&router, "/put", &cookie).await).await, "2");
        let look = ask(&router, "/look", &cookie).await;
        assert_eq!(set_cookie(&look), None);
        assert_eq!(text(look).await, "Some(2)");
    })
    .await;
}

#[tokio::test]
async fn who_only_looks_gets_no_cookie() {
    TestShop::run(async |test| {
        assert_eq!(set_cookie(&ask(&router(&test, &Http::default()), "/look", "").await), None);
    })
    .await;
}

#[tokio::test]
async fn a_store_that_is_away_does_not_turn_the_answer_into_an_error() {
    TestShop::run(async |test| {
        let router = router(&test, &Http::default());
        let cookie = set_cookie(&ask(&router, "/put", "").await).unwrap().split(';').next().unwrap().to_owned();
        test.shop.pool.close().await;
        // A new session: nothing has to be loaded, and saving it fails.
        let answer = ask(&router, "/put", "").await;
        assert_eq!(answer.status(), 200);
        assert_eq!(text(answer).await, "1");
        // An old one cannot be read, which the handler sees, and its cookie stays for better times.
        let look = ask(&router, "/look", &cookie).await;
        assert_eq!(set_cookie(&look), None);
        assert_eq!(text(look).await, "None");
    })
    .await;
}

#[tokio::test]
async fn the_store_does_not_hold_the_cookies_value() {
    TestShop::run(async |test| {
        let cookie = set_cookie(&ask(&router(&test, &Http::default()), "/put", "").await).unwrap();
        let id = cookie.split(['=', ';']).nth(1).unwrap();
        let found: i64 = sqlx::query_scalar("SELECT count(*) FROM ephemeral_entries WHERE position($1 in key) > 0")
            .bind(id)
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        let all: i64 = sqlx::query_scalar("SELECT count(*) FROM ephemeral_entries").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!((found, all), (0, 1));
    })
    .await;
}
