//! Sessions of accounts over HTTP: what a cookie opens, and what it does not open any more.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use app::{account_session, context::Who};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
    middleware,
    response::Response,
    routing::{get, post},
};
use domain::{
    accounts::{Role, Strength},
    ids::AccountId,
    language::Language,
};
use server::{
    config::Http,
    http::{
        session::layer,
        who::{Gate, identify},
    },
};
use services::{
    accounts::{Caller, LoggedIn, roles},
    orders::Actor,
    shop::Shop,
};
use testkit::{Options, RedisServer, TestShop};
use tokio::sync::Barrier;
use tower::ServiceExt;
use tower_sessions::Session;

/// A shop of a few handlers, and the account that they log in.
struct Scene {
    test: Arc<TestShop>,
    router: Router,
    /// Where `/slow` stops with the session in its hands, and where it goes on.
    slow: Arc<[Barrier; 2]>,
}

type Asked = Result<&'static str, StatusCode>;

fn said<T>(outcome: Result<T, app::failure::AppFailure>) -> Asked {
    outcome.map(|_| "done").map_err(|failure| StatusCode::from_u16(app::failure::status(&failure.0)).unwrap())
}

fn signed_in(who: Who) -> Result<services::accounts::sessions::SignedIn, StatusCode> {
    match who {
        Who::SignedIn(who) => Ok(who),
        Who::Nobody => Err(StatusCode::UNAUTHORIZED),
        Who::Unknown => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

async fn raise(Extension(shop): Extension<Arc<Shop>>, Extension(who): Extension<Who>, session: Session) -> Asked {
    said(account_session::raise(&shop, &session, &signed_in(who)?).await)
}

async fn log_out(Extension(shop): Extension<Arc<Shop>>, Extension(who): Extension<Who>, session: Session) -> Asked {
    said(account_session::end(&shop, &session, &signed_in(who)?).await)
}

async fn look(Extension(who): Extension<Who>) -> Result<String, StatusCode> {
    signed_in(who).map(|who| format!("{:?}", who.principal.strength))
}

impl Scene {
    async fn set(test: Arc<TestShop>) -> Self {
        let account = testkit::account();
        sqlx::query("INSERT INTO accounts (id, email, customer, verified_at, language) VALUES ($1, 'a@b.ch', 'a@b.ch', now(), 'de')")
            .bind(account.0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let mut transaction = test.shop.begin().await.unwrap();
        roles::give(&mut transaction, account, Role::Buyer, Actor::Operator).await.unwrap();
        transaction.commit().await.unwrap();
        let slow = Arc::new([Barrier::new(2), Barrier::new(2)]);
        Self { router: router(&test, account, Arc::clone(&slow)), test, slow }
    }

    async fn ask(&self, method: &str, path: &str, cookie: &str) -> Response {
        let request = Request::builder().method(method).uri(path).header("cookie", cookie).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Asks and gives the cookie that came back.
    async fn cookie(&self, method: &str, path: &str, cookie: &str) -> String {
        let answer = self.ask(method, path, cookie).await;
        assert_eq!(answer.status(), 200, "{path}");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Who somebody with this cookie is: the strength of their proof, or the status that they get.
    async fn who(&self, cookie: &str) -> String {
        let answer = self.ask("GET", "/who", cookie).await;
        match answer.status() {
            StatusCode::OK => String::from_utf8(axum::body::to_bytes(answer.into_body(), 100).await.unwrap().to_vec()).unwrap(),
            status => status.as_str().to_owned(),
        }
    }
}

fn router(test: &TestShop, account: AccountId, slow: Arc<[Barrier; 2]>) -> Router {
    let (shop, http) = (Arc::clone(&test.shop), Http::default());
    let log_in = move |Extension(shop): Extension<Arc<Shop>>, Extension(caller): Extension<Caller>, session: Session| async move {
        let logged_in =
            LoggedIn { account, needs: None, strength: Strength::Password, credentials: 1, language: Language::De, new_device: None };
        said(account_session::begin(&shop, &session, &logged_in, &caller).await)
    };
    let slow_change = move |session: Session| {
        let slow = Arc::clone(&slow);
        async move {
            session.get::<u32>("seen").await.unwrap();
            slow[0].wait().await;
            slow[1].wait().await;
            session.insert("seen", 1).await.unwrap();
        }
    };
    Router::new()
        .route("/guest", post(async |session: Session| session.insert("seen", 0).await.unwrap()))
        .route("/seen", get(async |session: Session| format!("{:?}", session.get::<u32>("seen").await.unwrap())))
        .route("/log-in", post(log_in))
        .route("/raise", post(raise))
        .route("/log-out", post(log_out))
        .route("/who", get(look))
        .route("/slow", post(slow_change))
        .layer(middleware::from_fn_with_state(Gate::new(Arc::clone(&shop), &http), identify))
        .layer(Extension(Arc::clone(&shop)))
        .layer(layer(shop, &http))
}

#[tokio::test]
async fn a_session_that_was_planted_is_dead_after_the_log_in() {
    TestShop::run(async |test| {
        let scene = Scene::set(test).await;
        let planted = scene.cookie("POST", "/guest", "").await;
        let own = scene.cookie("POST", "/log-in", &planted).await;
        assert_ne!(own, planted);
        assert_eq!(scene.who(&own).await, "Password");
        assert_eq!(scene.who(&planted).await, "401");
        let seen = scene.ask("GET", "/seen", &planted).await;
        assert_eq!(axum::body::to_bytes(seen.into_body(), 100).await.unwrap(), "None", "nothing of the session is left under it");
        assert_eq!(scene.who("astris=AAAAAAAAAAAAAAAAAAAAAA").await, "401", "an id of the attacker's choice is none");
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_the_tables_can_take_over_no_session() {
    TestShop::run(async |test| {
        let scene = Scene::set(test).await;
        let own = scene.cookie("POST", "/log-in", "").await;
        let text = own.strip_prefix("astris=").unwrap();
        let number = text.parse::<tower_sessions::session::Id>().unwrap().0.to_string();
        let statement =
            "SELECT convert_from(value, 'UTF8') FROM ephemeral_entries UNION ALL SELECT session::text FROM accounts_sessions AS session";
        let rows: Vec<String> = sqlx::query_scalar(statement).fetch_all(&scene.test.shop.pool).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| !row.contains(text) && !row.contains(&number)), "{rows:?}");
        assert_eq!(scene.who(&own).await, "Password", "and it is found all the same");
    })
    .await;
}

/// A request that had the session in its hands while its id was changed must not bring the old one back.
#[tokio::test]
async fn a_late_save_does_not_revive_the_session_from_before() {
    TestShop::run(async |test| {
        let scene = Arc::new(Scene::set(test).await);
        let planted = scene.cookie("POST", "/guest", "").await;
        let late = tokio::spawn({
            let (scene, planted) = (Arc::clone(&scene), planted.clone());
            async move { scene.ask("POST", "/slow", &planted).await.status() }
        });
        scene.slow[0].wait().await;
        let own = scene.cookie("POST", "/log-in", &planted).await;
        scene.slow[1].wait().await;
        assert_eq!(late.await.unwrap(), 200, "the late request itself is not to blame");
        let seen = scene.ask("GET", "/seen", &planted).await;
        assert_eq!(axum::body::to_bytes(seen.into_body(), 100).await.unwrap(), "None");
        assert_eq!((scene.who(&planted).await, scene.who(&own).await), ("401".to_owned(), "Password".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_proof_and_a_log_out_change_the_id_as_well() {
    TestShop::run(async |test| {
        let scene = Scene::set(test).await;
        let first = scene.cookie("POST", "/log-in", "").await;
        let second = scene.cookie("POST", "/raise", &first).await;
        assert_eq!((scene.who(&first).await, scene.who(&second).await), ("401".to_owned(), "SteppedUp".to_owned()));
        let out = scene.ask("POST", "/log-out", &second).await;
        assert_eq!(out.status(), 200);
        assert_eq!(scene.who(&second).await, "401");
        let live: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_sessions WHERE ended_at IS NULL")
            .fetch_one(&scene.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(live, 0);
    })
    .await;
}

#[tokio::test]
async fn a_log_in_replaces_the_one_before_in_the_same_browser() {
    TestShop::run(async |test| {
        let scene = Scene::set(test).await;
        let first = scene.cookie("POST", "/log-in", "").await;
        let second = scene.cookie("POST", "/log-in", &first).await;
        assert_eq!((scene.who(&first).await, scene.who(&second).await), ("401".to_owned(), "Password".to_owned()));
        let live: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_sessions WHERE ended_at IS NULL")
            .fetch_one(&scene.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(live, 1);
    })
    .await;
}

#[tokio::test]
async fn a_copied_entry_of_the_store_opens_nothing_under_another_id() {
    TestShop::run(async |test| {
        let scene = Scene::set(test).await;
        let (guest, own) = (scene.cookie("POST", "/guest", "").await, scene.cookie("POST", "/log-in", "").await);
        assert_eq!(scene.who(&own).await, "Password");
        // Whoever can write to the store marks their own session as logged in.
        let marked = r#"UPDATE ephemeral_entries SET value = convert_to(replace(convert_from(value, 'UTF8'), '"seen":0', '"seen":0,"account":true'), 'UTF8')"#;
        assert!(sqlx::query(marked).execute(&scene.test.shop.pool).await.unwrap().rows_affected() > 0);
        assert_eq!(scene.who(&guest).await, "401");
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_away_is_an_error_and_no_log_out() {
    TestShop::run(async |test| {
        let scene = Scene::set(test).await;
        let own = scene.cookie("POST", "/log-in", "").await;
        scene.test.shop.pool.close().await;
        let answer = scene.ask("GET", "/who", &own).await;
        assert_eq!(answer.status(), 503);
        assert!(!answer.headers().contains_key("set-cookie"), "the cookie stays for better times");
    })
    .await;
}

/// Stopped or hanging: somebody who is logged in stays so, and waits for no more than one bounded command.
async fn stays_logged_in(redis: RedisServer, away: impl AsyncFn(&mut RedisServer), back: impl AsyncFn(&mut RedisServer)) {
    let mut redis = redis;
    let test = Arc::new(TestShop::start(Options::default().redis_at(redis.url())).await);
    let scene = Scene::set(Arc::clone(&test)).await;
    let own = scene.cookie("POST", "/log-in", "").await;
    testkit::copies_are_used(&test.shop.ephemeral, &test.shop.pool).await;
    assert_eq!(scene.who(&own).await, "Password");
    away(&mut redis).await;
    for _ in 0..5 {
        let begun = Instant::now();
        assert_eq!(scene.who(&own).await, "Password");
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
    let another = scene.cookie("POST", "/log-in", "").await;
    back(&mut redis).await;
    testkit::copies_are_used(&test.shop.ephemeral, &test.shop.pool).await;
    assert_eq!((scene.who(&own).await, scene.who(&another).await), ("Password".to_owned(), "Password".to_owned()));
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_logged_out_while_redis_hangs() {
    stays_logged_in(RedisServer::start().await, async |redis| redis.pause(), async |redis| redis.go_on()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_logged_out_when_redis_was_stopped() {
    stays_logged_in(RedisServer::start().await, async |redis| redis.kill(), async |redis| redis.start_again().await).await;
}
