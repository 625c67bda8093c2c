//! A browser without scripts would do the same: forms, a cookie, and patience.

use std::time::Duration;

use domain::{cart::CartView, orders::PlacedOrder};
use reqwest::{Client, RequestBuilder, StatusCode, redirect::Policy};
use tokio::time::sleep;
use uuid::Uuid;

use crate::scene::{Scene, TOTAL};

/// How often somebody looks whether something has happened, and how long they wait in between.
pub const LOOKS: u32 = 200;
pub const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// What came back.
#[derive(Debug)]
pub enum Answer<T> {
    /// It was done.
    Done(T),
    /// The shop said no, with this status.
    No(StatusCode, String),
    /// Nobody answered: whether it was done is not known.
    Silence,
}

/// A buyer with a cookie and a form, which stays the same however often it is sent.
#[derive(Clone)]
pub struct Buyer {
    client: Client,
    base: String,
    variant: String,
    pub email: String,
    pub key: Uuid,
    pub city: String,
    /// How the buyer pays.
    method: &'static str,
}

impl Buyer {
    /// A buyer who comes to the scene's address.
    pub fn new(scene: &Scene) -> Self {
        Self::at(scene, &format!("http://{}", scene.address))
    }

    /// A buyer who comes to this node.
    pub fn at(scene: &Scene, base: &str) -> Self {
        let client =
            Client::builder().cookie_store(true).redirect(Policy::none()).no_proxy().timeout(Duration::from_secs(20)).build().unwrap();
        let key = uuid::Builder::from_random_bytes(rand::random()).into_uuid();
        Self {
            client,
            base: base.to_owned(),
            variant: scene.variant.to_string(),
            email: format!("{}@example.ch", key.simple()),
            key,
            city: "Luzern".to_owned(),
            method: "twint",
        }
    }

    /// The same buyer, who pays in this way.
    #[must_use]
    pub fn paying_by(self, method: &'static str) -> Self {
        Self { method, ..self }
    }

    /// Does something as often as it takes: a shop that has too much to do says so, and asks to come again.
    pub async fn patiently<T>(&self, question: impl AsyncFn(&Self) -> Answer<T>) -> Answer<T> {
        let mut answer = question(self).await;
        for _ in 0..LOOKS {
            if !matches!(answer, Answer::No(StatusCode::SERVICE_UNAVAILABLE, _)) {
                break;
            }
            sleep(BETWEEN_LOOKS).await;
            answer = question(self).await;
        }
        answer
    }

    /// Wants one piece; saying so twice is no more.
    pub async fn fill_cart(&self) -> Answer<()> {
        let form = [("language", "de"), ("variant", self.variant.as_str()), ("quantity", "1")];
        self.send("cart/quantity", &form).await.map(drop)
    }

    /// Sends the checkout form.
    pub async fn place(&self) -> Answer<PlacedOrder> {
        let (key, total) = (self.key.to_string(), TOTAL.to_string());
        let form = [
            ("language", "de"),
            ("form[checkout_key]", key.as_str()),
            ("form[email]", self.email.as_str()),
            ("form[address][name]", "Anna Muster"),
            ("form[address][company]", ""),
            ("form[address][street]", "Seeweg 12a"),
            ("form[address][postal_code]", "6004"),
            ("form[address][city]", self.city.as_str()),
            ("form[address][country]", "CH"),
            ("form[delivery_method]", "post-economy"),
            ("form[payment_method]", self.method),
            ("form[seen_total]", total.as_str()),
        ];
        self.send("checkout/place", &form).await.map(|text| serde_json::from_str(&text).unwrap())
    }

    /// Pays anew, or goes on with the payment that is open.
    pub async fn retry(&self, token: &str) -> Answer<PlacedOrder> {
        let form = [("language", "de"), ("token", token), ("method", "twint")];
        self.send("orders/retry", &form).await.map(|text| serde_json::from_str(&text).unwrap())
    }

    /// Calls the order off.
    pub async fn call_off(&self, token: &str) -> Answer<()> {
        self.send("orders/cancel", &[("language", "de"), ("token", token)]).await.map(drop)
    }

    /// Says that everything arrived.
    pub async fn confirm_delivery(&self, token: &str) -> Answer<()> {
        self.send("orders/confirm", &[("language", "de"), ("token", token)]).await.map(drop)
    }

    /// Asks to send the goods back.
    pub async fn ask_to_return(&self, token: &str) -> Answer<()> {
        let form = [
            ("language", "de"),
            ("token", token),
            ("form[number]", "1"),
            ("form[reason]", "damaged"),
            ("form[words]", ""),
            ("form[pieces][0][position]", "0"),
            ("form[pieces][0][quantity]", "1"),
        ];
        self.send("orders/return", &form).await.map(drop)
    }

    /// How many lines the cart has.
    pub async fn cart(&self) -> Answer<usize> {
        let request = self.client.get(format!("{}/fn/cart/read?language=de", self.base)).header("accept", "application/json");
        answer(request).await.map(|text| serde_json::from_str::<CartView>(&text).unwrap().lines.len())
    }

    /// Comes back from the payment page.
    pub async fn come_back(&self, token: &str) -> Answer<()> {
        match self.client.get(format!("{}/de/orders/{token}/return", self.base)).send().await {
            Ok(answer) if answer.status() == StatusCode::SEE_OTHER => Answer::Done(()),
            Ok(answer) => Answer::No(answer.status(), String::new()),
            Err(_) => Answer::Silence,
        }
    }

    /// Looks at a page.
    pub async fn look(&self, path: &str) -> Answer<(StatusCode, String)> {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept", "text/html,*/*;q=0.8");
        let Ok(answer) = request.send().await else { return Answer::Silence };
        let status = answer.status();
        answer.text().await.map_or(Answer::Silence, |text| Answer::Done((status, text)))
    }

    async fn send(&self, function: &str, form: &[(&str, &str)]) -> Answer<String> {
        answer(self.client.post(format!("{}/fn/{function}", self.base)).header("accept", "application/json").form(form)).await
    }
}

async fn answer(request: RequestBuilder) -> Answer<String> {
    let Ok(answer) = request.send().await else { return Answer::Silence };
    let status = answer.status();
    match answer.text().await {
        Ok(text) if status == StatusCode::OK => Answer::Done(text),
        Ok(text) => Answer::No(status, text),
        Err(_) => Answer::Silence,
    }
}

impl<T> Answer<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Done(value) => Answer::Done(change(value)),
            Self::No(status, text) => Answer::No(status, text),
            Self::Silence => Answer::Silence,
        }
    }
}
