//! Redis stopped or hanging under the whole shop: browsing and buying as a guest go on, no request waits long, and nobody loses session or cart.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::orders::{CheckoutView, OrderState, PlacedOrder};
use reqwest::{Client, Response, redirect::Policy};
use server::start::{Running, start};
use services::orders;
use testkit::{Options, RedisServer, TestShop};

use crate::{
    people::{ANNA, Browser, behind_proxy, done, wide},
    running::door,
};

/// Longest time of any request. The store's own bound is 150 ms; a machine that runs all tests at once is slow in other ways.
const AT_MOST: Duration = Duration::from_secs(1);

/// A browser with a session of its own.
struct Visitor {
    client: Client,
    base: String,
}

impl Visitor {
    fn new(running: &Running) -> Self {
        let client = Client::builder().redirect(Policy::none()).cookie_store(true).no_proxy().build().unwrap();
        Self { client, base: format!("http://{}", running.address) }
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Response {
        let start = Instant::now();
        let answer = request.send().await.unwrap();
        assert!(start.elapsed() < AT_MOST, "{} took {:?}", answer.url(), start.elapsed());
        answer
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.send(self.client.get(format!("{}{path}", self.base)).header("accept", "text/html")).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// Puts a piece in, like a browser without JavaScript. Tells whether the visitor was given a new session.
    async fn add(&self, product: &str) -> bool {
        let form = [("language", "de"), ("product", product), ("quantity", "1")];
        let request = self.client.post(format!("{}/fn/cart/add", self.base)).header("accept", "text/html").form(&form);
        let answer = self.send(request).await;
        assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, "/de/cart"));
        answer.headers().contains_key("set-cookie")
    }

    /// Orders what is in the cart.
    async fn buy(&self) -> PlacedOrder {
        let request = self.client.get(format!("{}/fn/checkout/read?language=de", self.base)).header("accept", "application/json");
        let checkout: CheckoutView = serde_json::from_slice(&self.send(request).await.bytes().await.unwrap()).unwrap();
        let form = [
            ("language", "de".to_owned()),
            ("form[checkout_key]", checkout.form.checkout_key.to_string()),
            ("form[email]", "anna.muster@example.ch".to_owned()),
            ("form[address][name]", "Anna Muster".to_owned()),
            ("form[address][company]", String::new()),
            ("form[address][street]", "Seeweg 12a".to_owned()),
            ("form[address][postal_code]", "6004".to_owned()),
            ("form[address][city]", "Luzern".to_owned()),
            ("form[address][country]", "CH".to_owned()),
            ("form[delivery_method]", checkout.form.delivery_method),
            ("form[payment_method]", checkout.form.payment_method),
            ("form[seen_total]", checkout.form.seen_total.to_string()),
        ];
        let request = self.client.post(format!("{}/fn/checkout/place", self.base)).header("accept", "application/json").form(&form);
        let answer = self.send(request).await;
        assert_eq!(answer.status(), 200);
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }
}

async fn open(redis: &RedisServer) -> (TestShop, Running) {
    let kit = TestShop::start(Options::default().redis_at(redis.url())).await;
    for name in ["Tasse", "Kanne"] {
        testkit::product().name(name).price(3400).stock(10).insert(&kit).await;
    }
    let running = start(door(), Arc::clone(&kit.shop)).await.unwrap();
    // Warm: the gateway's methods are asked once and kept.
    Visitor::new(&running).page("/de").await;
    (kit, running)
}

/// One visitor before, during and after an outage, and one who comes during it.
async fn goes_on(redis: &mut RedisServer, away: fn(&mut RedisServer), back: impl AsyncFn(&mut RedisServer)) {
    let (kit, running) = open(redis).await;
    let anna = Visitor::new(&running);
    assert!(anna.add("tasse").await, "a first piece makes a session");

    away(redis);
    anna.page("/de").await;
    anna.page("/de/p/kanne").await;
    assert!(anna.page("/de/cart").await.contains("Tasse"), "what was put in before is there");
    assert!(!anna.add("kanne").await, "the session is the same");
    let beat = Visitor::new(&running);
    assert!(beat.add("tasse").await);
    let placed = beat.buy().await;
    assert!(placed.pay_at.is_some());
    assert_eq!(orders::find(&kit.shop, &placed.token).await.unwrap().state, OrderState::AwaitingPayment);
    beat.page(&format!("/de/orders/{}", placed.token)).await;

    back(redis).await;
    for turn in 0..3 {
        let cart = anna.page("/de/cart").await;
        assert!(cart.contains("Tasse") && cart.contains("Kanne"), "turn {turn}");
        assert!(!anna.add("tasse").await, "nobody is given a new session when Redis is back");
        assert!(!beat.page("/de/cart").await.contains("Tasse"), "what was ordered does not come back");
        testkit::copies_are_used(&kit.shop.ephemeral, &kit.shop.pool).await;
    }
    let bought = anna.buy().await;
    let pieces: u32 = orders::find(&kit.shop, &bought.token).await.unwrap().lines.iter().map(|line| line.quantity).sum();
    assert_eq!(pieces, 5, "one before, one during and three after the outage");
    running.shutdown().await;
    kit.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buying_goes_on_while_redis_is_stopped() {
    let mut redis = RedisServer::start().await;
    goes_on(&mut redis, RedisServer::kill, async |redis| redis.start_again().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buying_goes_on_while_redis_hangs() {
    let mut redis = RedisServer::start().await;
    goes_on(&mut redis, |redis| redis.pause(), async |redis| redis.go_on()).await;
}

/// Pages and values of somebody's own; each is there within the bound.
async fn has_their_own(browser: &Browser, when: &str) {
    for path in ["/de/account", "/de/account/devices", "/de/cart", "/de/checkout", "/de"] {
        let start = Instant::now();
        let answer = browser.open(path).await;
        assert_eq!(answer.status(), 200, "{when}: {path}");
        let renewed = answer.headers().get_all("set-cookie").iter().any(|cookie| cookie.to_str().unwrap().starts_with("astris="));
        assert!(!renewed, "{when}: {path} gave another session");
        answer.text().await.unwrap();
        assert!(start.elapsed() < AT_MOST, "{when}: {path} took {:?}", start.elapsed());
    }
    assert!(browser.is_in().await, "{when}");
}

/// Somebody with an account before, during and after an outage.
async fn stays_in(redis: &mut RedisServer, away: fn(&mut RedisServer), back: impl AsyncFn(&mut RedisServer)) {
    let kit = Arc::new(TestShop::start(wide().redis_at(redis.url())).await);
    testkit::product().name("Tasse").price(3400).stock(10).insert(&kit).await;
    let running = start(behind_proxy(&kit), Arc::clone(&kit.shop)).await.unwrap();
    let [anna, lost, phone] = ["203.0.113.7", "203.0.113.8", "203.0.113.9"].map(|place| Browser::at(&kit, &running, place));
    anna.register(ANNA).await;
    anna.add("tasse", 1).await;
    done(lost.log_in(ANNA, testkit::PASSWORD).await).await;
    testkit::copies_are_used(&kit.shop.ephemeral, &kit.shop.pool).await;
    has_their_own(&anna, "before").await;

    away(redis);
    has_their_own(&anna, "while it is away").await;
    done(phone.log_in(ANNA, testkit::PASSWORD).await).await;
    has_their_own(&phone, "who comes while it is away").await;
    done(anna.call("account/end-other-sessions", &[("language", "de")]).await).await;
    done(phone.log_in(ANNA, testkit::PASSWORD).await).await;
    assert!(!lost.is_in().await);

    back(redis).await;
    for _ in 0..3 {
        has_their_own(&anna, "after").await;
        has_their_own(&phone, "who came while it was away").await;
        assert!(!lost.is_in().await, "what Redis remembers lets nobody in again");
        testkit::copies_are_used(&kit.shop.ephemeral, &kit.shop.pool).await;
    }
    assert_eq!(anna.cart().await.pieces, 1);
    running.shutdown().await;
    kit.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_out_while_redis_is_stopped_or_when_it_is_back() {
    let mut redis = RedisServer::start().await;
    stays_in(&mut redis, RedisServer::kill, async |redis| redis.start_again().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_out_while_redis_hangs_or_when_it_goes_on() {
    let mut redis = RedisServer::start().await;
    stays_in(&mut redis, |redis| redis.pause(), async |redis| redis.go_on()).await;
}
