//! The same thing at the same moment, over HTTP: one of them does it, and all are told the same. `ASTRIS_PROOF_ROUNDS` repeats it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use domain::{ids::VariantId, orders::PlacedOrder, payments::PaymentState};
use reqwest::{Client, RequestBuilder, StatusCode, redirect::Policy};
use sandbox::Knob;
use server::{config::Worker, start::start};
use testkit::{Options, TestShop};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use crate::running::door;

/// How often a race is run.
fn rounds() -> u64 {
    std::env::var("ASTRIS_PROOF_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Sends all requests in the same moment; their statuses and texts, in the requests' order. Who is asked to come again does so.
async fn at_once(requests: Vec<RequestBuilder>) -> Vec<(StatusCode, String)> {
    let start = Arc::new(Barrier::new(requests.len()));
    let mut racers = JoinSet::new();
    for (place, request) in requests.into_iter().enumerate() {
        let start = Arc::clone(&start);
        racers.spawn(async move {
            start.wait().await;
            loop {
                let answer = request.try_clone().unwrap().send().await.unwrap();
                if answer.status() != StatusCode::SERVICE_UNAVAILABLE {
                    return (place, answer.status(), answer.text().await.unwrap());
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
    }
    let mut answers = racers.join_all().await;
    answers.sort_by_key(|(place, ..)| *place);
    answers.into_iter().map(|(_, status, text)| (status, text)).collect()
}

/// A shop with a worker and a product of ten pieces.
struct Stage {
    kit: Arc<TestShop>,
    base: String,
    client: Client,
    variant: VariantId,
}

/// Runs a race as often as it is asked for, each time in a new shop, and prints what `cargo xtask chaos` reads.
async fn race<Test: AsyncFn(&Stage)>(scenario: &str, test: Test) {
    for _ in 0..rounds() {
        let kit = Arc::new(TestShop::start(Options::default()).await);
        let usual = door();
        let running = start(server::start::Door { worker: Worker { enabled: true }, ..usual }, Arc::clone(&kit.shop)).await.unwrap();
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).no_proxy().build().unwrap();
        let variant = testkit::product().name("Tasse").price(3_400).stock(10).insert(&kit).await.variant();
        let stage = Stage { base: format!("http://{}", running.address), client, variant, kit };
        stage.kit.sandbox.control().set_fault(Knob::WebhookNever, 1, None);
        test(&stage).await;
        let report = services::audit::run(&stage.kit.shop).await.unwrap();
        assert_eq!(report.findings(), 0, "{report}");
        running.shutdown().await;
        stage.kit.finish().await;
    }
    println!("proof: {scenario} attempts={} violations=0", rounds());
}

impl Stage {
    fn call(&self, function: &str, form: &[(&str, &str)]) -> RequestBuilder {
        self.client.post(format!("{}/fn/{function}", self.base)).header("accept", "application/json").form(form)
    }

    async fn fill_cart(&self) {
        let variant = self.variant.to_string();
        let answer = self.call("cart/quantity", &[("language", "de"), ("variant", &variant), ("quantity", "1")]).send().await.unwrap();
        assert_eq!(answer.status(), 200);
    }

    fn checkout(&self, key: Uuid, city: &str) -> RequestBuilder {
        let key = key.to_string();
        self.call(
            "checkout/place",
            &[
                ("language", "de"),
                ("form[checkout_key]", &key),
                ("form[email]", "anna.muster@example.ch"),
                ("form[address][name]", "Anna Muster"),
                ("form[address][company]", ""),
                ("form[address][street]", "Seeweg 12a"),
                ("form[address][postal_code]", "6004"),
                ("form[address][city]", city),
                ("form[address][country]", "CH"),
                ("form[delivery_method]", "post-economy"),
                ("form[payment_method]", "twint"),
                ("form[seen_total]", "4190"),
            ],
        )
    }

    async fn count(&self, question: &'static str) -> i64 {
        sqlx::query_scalar(question).fetch_one(&self.kit.shop.pool).await.unwrap()
    }

    async fn until_none(&self, question: &'static str) {
        let wait = async {
            while self.count(question).await > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), wait).await.expect(question);
    }
}

fn new_key() -> Uuid {
    uuid::Builder::from_random_bytes(rand::random()).into_uuid()
}

/// FAILURES 11.
#[tokio::test(flavor = "multi_thread")]
async fn one_checkout_form_a_hundred_times_is_one_order_and_one_answer() {
    race("same checkout ×100", async |stage: &Stage| {
        stage.fill_cart().await;
        let key = new_key();
        let answers = at_once((0..100).map(|_| stage.checkout(key, "Luzern")).collect()).await;
        for (status, text) in &answers {
            assert_eq!((*status, text), (StatusCode::OK, &answers[0].1));
        }
        let placed: PlacedOrder = serde_json::from_str(&answers[0].1).unwrap();
        assert!(placed.pay_at.is_some());
        assert_eq!(stage.count("SELECT count(*) FROM orders").await, 1);
        assert_eq!(stage.count("SELECT count(*) FROM payments").await, 1);
        assert_eq!(stage.kit.sandbox.control().payments().len(), 1);
        assert_eq!(stage.count("SELECT held::bigint FROM stock_levels").await, 1);

        // Another body under the same key, at once and later, is no order and no answer of somebody else's.
        let others = at_once((0..20).map(|turn| stage.checkout(key, &format!("Bern {turn}"))).collect()).await;
        assert!(others.iter().all(|(status, text)| *status == StatusCode::CONFLICT && text.contains("CheckoutReused")), "{others:?}");
        assert_eq!(stage.count("SELECT count(*) FROM orders").await, 1);

        // And the buyer is free to buy again.
        stage.fill_cart().await;
        assert_eq!(stage.checkout(new_key(), "Luzern").send().await.unwrap().status(), 200);
    })
    .await;
}

/// FAILURES 11: of different forms under one key, one wins and the others are told so.
#[tokio::test(flavor = "multi_thread")]
async fn different_forms_under_one_key_at_once_are_one_order() {
    race("one key, many forms", async |stage: &Stage| {
        stage.fill_cart().await;
        let key = new_key();
        let answers = at_once((0..30).map(|turn| stage.checkout(key, &format!("Bern {turn}"))).collect()).await;
        let statuses: BTreeSet<u16> = answers.iter().map(|(status, _)| status.as_u16()).collect();
        assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::OK).count(), 1, "{answers:?}");
        assert_eq!(statuses, BTreeSet::from([200, 409]), "{answers:?}");
        assert_eq!(stage.count("SELECT count(*) FROM orders").await, 1);
        assert_eq!(stage.kit.sandbox.control().payments().len(), 1);
    })
    .await;
}

/// FAILURES 5.
#[tokio::test(flavor = "multi_thread")]
async fn fifty_webhooks_and_the_way_back_are_one_payment_and_one_mail() {
    race("webhooks ×50 and return", async |stage: &Stage| {
        stage.fill_cart().await;
        let placed: PlacedOrder = stage.checkout(new_key(), "Luzern").send().await.unwrap().json().await.unwrap();
        let control = stage.kit.sandbox.control();
        let payment = control.payments()[0].id.clone();
        control.set_status(&payment, PaymentState::Paid).unwrap();

        let webhook = || stage.client.post(format!("{}/webhooks/mollie", stage.base)).form(&[("id", payment.as_str())]);
        let way_back = || stage.client.get(format!("{}/de/orders/{}/return", stage.base, placed.token));
        let requests = (0..53).map(|turn| if turn % 18 == 17 { way_back() } else { webhook() }).collect();
        let answers = at_once(requests).await;
        assert!(answers.iter().all(|(status, _)| matches!(status.as_u16(), 200 | 303)), "{answers:?}");
        stage.until_none("SELECT count(*) FROM payments_notices WHERE done_at IS NULL").await;
        stage.until_none("SELECT count(*) FROM mail_outbox WHERE state = 'waiting'").await;

        assert_eq!(stage.count("SELECT count(*) FROM orders WHERE state = 'paid'").await, 1);
        assert_eq!(stage.count("SELECT count(*) FROM orders_history WHERE after = 'paid'").await, 1);
        assert_eq!(stage.count("SELECT count(*) FROM stock_movements WHERE kind = 'sale'").await, 1);
        assert_eq!(stage.count("SELECT count(*) FROM mail_outbox").await, 1);
        assert_eq!(stage.count("SELECT count(*) FROM payments WHERE state = 'paid' AND remark = ''").await, 1, "nothing is owed back");
        assert_eq!(control.mails().len(), 1);
    })
    .await;
}

/// Of calling off and paying one comes first; the money is where the order says, and a buyer who was too late is told so.
#[tokio::test(flavor = "multi_thread")]
async fn calling_off_while_the_money_arrives_leaves_none_of_it_in_between() {
    race("calling off while paying", async |stage: &Stage| {
        stage.fill_cart().await;
        let placed: PlacedOrder = stage.checkout(new_key(), "Luzern").send().await.unwrap().json().await.unwrap();
        let control = stage.kit.sandbox.control();
        let payment = control.payments()[0].id.clone();
        control.set_status(&payment, PaymentState::Paid).unwrap();

        let way_back = || stage.client.get(format!("{}/de/orders/{}/return", stage.base, placed.token));
        let call_off = || stage.call("orders/cancel", &[("language", "de"), ("token", placed.token.as_str())]);
        let answers = at_once((0..20).map(|turn| if turn % 2 == 0 { way_back() } else { call_off() }).collect()).await;
        assert!(answers.iter().all(|(status, _)| matches!(status.as_u16(), 200 | 303 | 409)), "{answers:?}");
        stage.until_none("SELECT count(*) FROM payments WHERE state <> 'paid'").await;
        stage.until_none("SELECT count(*) FROM payments_refunds WHERE state = 'requested'").await;
        stage.until_none("SELECT count(*) FROM mail_outbox WHERE state = 'waiting'").await;

        let called_off = answers.iter().any(|(status, _)| *status == StatusCode::OK);
        let state = stage.count("SELECT count(*) FROM orders WHERE state = 'paid'").await;
        assert_eq!(state, i64::from(!called_off), "{answers:?}");
        assert_eq!(stage.count("SELECT count(*) FROM orders_history").await, 2);
        assert_eq!(control.payment(&payment).unwrap().refunded, if called_off { 4_190 } else { 0 });
        assert_eq!(stage.count("SELECT held::bigint FROM stock_levels").await, 0);
        assert_eq!(stage.count("SELECT sold::bigint FROM stock_levels").await, i64::from(!called_off));
    })
    .await;
}
