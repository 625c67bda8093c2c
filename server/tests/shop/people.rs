//! People with accounts: each with a browser of their own at an address of their own, over HTTP.

use std::{sync::Arc, time::Duration};

use app::context::device_cookie;
use domain::{
    accounts::{CodeSetup, LinkKind, Role, Strength},
    cart::CartView,
    failure::{Failure, Refusal},
    language::Language,
    orders::{CheckoutView, PlacedOrder},
};
use reqwest::{
    Client, RequestBuilder, Response, Url,
    cookie::{CookieStore, Jar},
    header::{HeaderMap, HeaderValue},
    redirect::Policy,
};
use serde_json::Value;
use server::{
    config::Http,
    http::session::{Sessions, cookie_name},
    start::{Door, Running},
};
use services::{
    accounts::{
        Caller, LoggedIn,
        limits::{Limit, Limits, Rule},
        roles,
    },
    orders::Actor,
};
use testkit::{Options, PASSWORD, TestShop};
use totp_rs::{Builder, Secret};
use tower_sessions::Session;

use crate::running::{Shop, behind_with, door};

/// Most people of these tests.
pub const ANNA: &str = "anna.muster@example.ch";
pub const BEAT: &str = "beat.beispiel@example.ch";

/// As good as any other password, and another one.
pub const OTHER_PASSWORD: &str = "kaktus posaune nebelmeer";

/// No limit is met by chance.
pub fn wide() -> Options {
    Options::default().connections(20).limits(every_limit(1_000_000))
}

/// All limits allow so many tries in ten minutes.
pub fn every_limit(most: u64) -> Limits {
    let rule = Rule { most, window: Duration::from_mins(10) };
    Limit::ALL.into_iter().fold(Limits::default(), |limits, limit| limits.with(limit, rule))
}

/// The usual door behind a proxy on this machine, which says where people come from.
pub fn behind_proxy(_: &TestShop) -> Door {
    let door = door();
    Door { http: Http { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..door.http.clone() }, ..door }
}

/// Runs a test with a shop that people come to from everywhere.
pub async fn town<Test, Future>(options: Options, test: Test)
where
    Test: FnOnce(Arc<Shop>) -> Future + Send + 'static,
    Future: std::future::Future<Output = ()> + Send + 'static,
{
    behind_with(options, behind_proxy, test).await;
}

/// A browser.
#[derive(Clone)]
pub struct Browser {
    shop: Arc<TestShop>,
    base: Url,
    jar: Arc<Jar>,
    client: Client,
}

impl Browser {
    /// A new one, at this address.
    pub fn new(shop: &Shop, address: &str) -> Self {
        Self::at(&shop.test, &shop.running, address)
    }

    /// One that says this of itself.
    pub fn named(shop: &Shop, address: &str, agent: &str) -> Self {
        Self::made(&shop.test, &shop.running, address, agent)
    }

    /// One at a node that is not the test's first.
    pub fn at(shop: &Arc<TestShop>, node: &Running, address: &str) -> Self {
        Self::made(shop, node, address, "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
    }

    fn made(shop: &Arc<TestShop>, node: &Running, address: &str, agent: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let (from, agent) = (HeaderValue::from_str(address).unwrap(), HeaderValue::from_str(agent).unwrap());
        let headers = HeaderMap::from_iter([
            ("x-forwarded-for".parse().unwrap(), from),
            ("user-agent".parse().unwrap(), agent),
            ("accept-language".parse().unwrap(), HeaderValue::from_static("de")),
        ]);
        let client = Client::builder().redirect(Policy::none()).no_proxy().default_headers(headers).cookie_provider(Arc::clone(&jar));
        let base = format!("http://{}", node.address).parse().unwrap();
        Self { shop: Arc::clone(shop), base, jar, client: client.build().unwrap() }
    }

    /// The same browser, at another node of the shop.
    pub fn turned_to(&self, node: &Running) -> Self {
        Self { base: format!("http://{}", node.address).parse().unwrap(), ..self.clone() }
    }

    fn url(&self, path: &str) -> Url {
        self.base.join(path).unwrap()
    }

    /// Calls a server function as scripts do.
    pub async fn call(&self, function: &str, form: &[(&str, &str)]) -> Response {
        self.post(&format!("/fn/{function}"), form).await
    }

    /// Sends a form as scripts do.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        patiently(self.client.post(self.url(path)).header("accept", "application/json").form(form)).await
    }

    /// Asks a server function that only reads.
    pub async fn read(&self, function: &str) -> Response {
        patiently(self.client.get(self.url(&format!("/fn/{function}"))).header("accept", "application/json")).await
    }

    /// Sends a form as a browser does without scripts.
    pub async fn submit(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.submit_from("same-origin", path, form).await
    }

    /// The same from a page of this site: the shop's (`same-origin`) or another one (`cross-site`).
    pub async fn submit_from(&self, site: &str, path: &str, form: &[(&str, &str)]) -> Response {
        let request = self.client.post(self.url(path)).header("accept", "text/html,*/*;q=0.8").header("sec-fetch-site", site);
        request.form(form).send().await.unwrap()
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> Response {
        self.client.get(self.url(path)).header("accept", "text/html").send().await.unwrap()
    }

    /// Opens a page of a shop that has much to do.
    pub async fn open_patiently(&self, path: &str) -> Response {
        patiently(self.client.get(self.url(path)).header("accept", "text/html")).await
    }

    /// The HTML of a page that is there.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.open_patiently(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// The value of the session's cookie.
    pub fn session(&self) -> Option<String> {
        self.cookie(cookie_name(false))
    }

    /// The value of the cookie by which the device is known.
    pub fn device(&self) -> Option<String> {
        self.cookie(device_cookie(false))
    }

    fn cookie(&self, wanted: &str) -> Option<String> {
        let cookies = self.jar.cookies(&self.base)?;
        let mut pairs = cookies.to_str().unwrap().split("; ").filter_map(|pair| pair.split_once('='));
        pairs.find_map(|(name, value)| (name == wanted).then(|| value.to_owned()))
    }

    /// Puts a session into the browser that another one has got.
    pub fn plant(&self, session: &str) {
        self.jar.add_cookie_str(&format!("{}={session}; Path=/", cookie_name(false)), &self.base);
    }

    /// Whether somebody is logged in with it.
    pub async fn is_in(&self) -> bool {
        match self.read("account/read").await.status().as_u16() {
            200 => true,
            401 => false,
            other => panic!("nobody knows who is in: {other}"),
        }
    }

    /// Opens an account by the mail that comes, with [`PASSWORD`]; then its owner is in.
    pub async fn register(&self, email: &str) {
        done(self.call("account/register", &[("language", "de"), ("email", email)]).await).await;
        let token = self.shop.link_to(email, LinkKind::Register).await;
        done(self.confirm(&token, PASSWORD).await).await;
        assert!(self.is_in().await);
    }

    /// Opens an account by a link.
    pub async fn confirm(&self, token: &str, password: &str) -> Response {
        self.call("account/confirm", &[("language", "de"), ("token", token), ("password", password), ("terms", "2026-11-01")]).await
    }

    /// Tries to log in.
    pub async fn log_in(&self, email: &str, password: &str) -> Response {
        self.call("account/log-in", &[("language", "de"), ("email", email), ("password", password)]).await
    }

    /// Lets an app make codes for whoever is in, with [`PASSWORD`]; the recovery codes.
    pub async fn enrol(&self) -> Vec<String> {
        self.enrol_with(PASSWORD).await
    }

    /// The same with another password.
    pub async fn enrol_with(&self, password: &str) -> Vec<String> {
        let setup: CodeSetup = json(self.read("account/code-setup").await).await;
        let secret = Secret::try_from_base32(setup.secret.replace(' ', "")).unwrap();
        // By the database's clock, as the shop has it.
        let now: i64 =
            sqlx::query_scalar("SELECT extract(epoch FROM clock_timestamp())::bigint").fetch_one(&self.shop.shop.pool).await.unwrap();
        let code = Builder::new().with_secret(secret).build().unwrap().generate(now.unsigned_abs()).to_string();
        done(self.call("account/confirm-codes", &[("language", "de"), ("current", password), ("code", &code)]).await).await;
        json(self.read("account/recovery-codes").await).await
    }

    /// Puts pieces of a product into the cart.
    pub async fn add(&self, product: &str, quantity: u32) {
        let form = [("language", "de"), ("product", product), ("quantity", &quantity.to_string())];
        let answer = self.call("cart/add", &form).await;
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
    }

    pub async fn cart(&self) -> CartView {
        json(self.read("cart/read?language=de").await).await
    }

    /// Orders what is in the cart, to a sound address.
    pub async fn order(&self, email: &str) -> PlacedOrder {
        self.order_as(email, "Anna Muster").await
    }

    /// The same in another name.
    pub async fn order_as(&self, email: &str, name: &str) -> PlacedOrder {
        self.order_by("twint", email, name).await
    }

    /// The same, to be paid in another way.
    pub async fn order_by(&self, method: &str, email: &str, name: &str) -> PlacedOrder {
        let CheckoutView { form, .. } = json(self.read("checkout/read?language=de").await).await;
        let (key, total) = (form.checkout_key.to_string(), form.seen_total.to_string());
        let form = [
            ("language", "de"),
            ("form[checkout_key]", &key),
            ("form[email]", email),
            ("form[address][name]", name),
            ("form[address][company]", ""),
            ("form[address][street]", "Seeweg 12a"),
            ("form[address][postal_code]", "6004"),
            ("form[address][city]", "Luzern"),
            ("form[address][country]", "CH"),
            ("form[delivery_method]", &form.delivery_method),
            ("form[payment_method]", method),
            ("form[seen_total]", &total),
        ];
        json(self.call("checkout/place", &form).await).await
    }
}

/// The cookie of somebody who has this role alone, and has proved who they are just now.
pub async fn in_this_role(shop: &Shop, role: Role) -> String {
    called(shop, role, role.code()).await
}

/// The same, of somebody with a name: there may be several in a role.
pub async fn called(shop: &Shop, role: Role, name: &str) -> String {
    let (shop, account) = (&shop.test.shop, testkit::account());
    let insert = "INSERT INTO accounts (id, email, customer, verified_at, language) VALUES ($1, $2, $2, now(), 'de')";
    sqlx::query(insert).bind(account.0).bind(format!("{name}@example.ch")).execute(&shop.pool).await.unwrap();
    let mut transaction = shop.begin().await.unwrap();
    roles::give(&mut transaction, account, role, Actor::Operator).await.unwrap();
    transaction.commit().await.unwrap();
    let session = Session::new(None, Arc::new(Sessions::new(Arc::clone(shop))), None);
    let logged_in =
        LoggedIn { account, needs: None, strength: Strength::SecondFactor, credentials: 1, language: Language::De, new_device: None };
    let caller = Caller::new("127.0.0.1".parse().unwrap(), "");
    app::account_session::begin(shop, &session, &logged_in, &caller).await.unwrap();
    format!("{}={}", cookie_name(false), session.id().unwrap())
}

/// Asks again where the shop says that it cannot tell now who is asking: a machine that runs all tests at once is slow, and that is not what they are about.
pub async fn patiently(request: RequestBuilder) -> Response {
    let mut tries = 0;
    loop {
        let answer = request.try_clone().unwrap().send().await.unwrap();
        tries += 1;
        if answer.status() != 503 || tries == 10 {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// What is read from an answer that is one.
pub async fn json<T: serde::de::DeserializeOwned>(answer: Response) -> T {
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Where a form leads that has done what it is for.
pub async fn done(answer: Response) -> String {
    match json(answer).await {
        Value::String(next) => next,
        other => panic!("no address: {other}"),
    }
}

/// The status, and why not.
pub async fn refused(answer: Response) -> (u16, Failure) {
    let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap());
    (status, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{status} {text}: {error}")))
}

/// The refusal of accounts in an answer.
pub async fn account_refusal(answer: Response) -> domain::accounts::AccountRefusal {
    match refused(answer).await {
        (409, Failure::Refused(Refusal::Account(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}
