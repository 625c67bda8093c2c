//! Every fault that the stand-ins can play, against the whole shop over HTTP: in the end the order is paid once and confirmed once.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use domain::{ids::VariantId, language::Language, orders::OrderState, payments::PaymentState};
use sandbox::Knob;
use server::{
    config::Worker,
    start::{Door, Running, start},
};
use services::{cart, orders, payments};
use testkit::{Options, TestShop};
use tokio::time::{sleep, timeout};

use crate::running::door;

const PATIENCE: Duration = Duration::from_secs(30);

/// An address that was free a moment ago: webhooks need to know it before the shop listens.
fn free_address() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A shop that answers webhooks and works, with one product of ten pieces.
pub async fn open() -> (TestShop, Running, VariantId) {
    let address = free_address();
    let kit = TestShop::start(Options::default().webhook_url(format!("http://{address}"))).await;
    let usual = door();
    let door = Door { http: server::config::Http { listen: address, ..usual.http.clone() }, worker: Worker { enabled: true }, ..usual };
    let running = start(door, Arc::clone(&kit.shop)).await.unwrap();
    let product = testkit::product().name("Tasse").price(3400).stock(10).insert(&kit).await;
    (kit, running, product.variant())
}

/// Orders one piece while a fault is on, has Mollie's page pay it, and waits until the shop is at rest; returns the order's token.
async fn buy(kit: &TestShop, variant: VariantId, fault: (Knob, u64, Option<u32>)) -> String {
    let control = kit.sandbox.control();
    control.set_fault(fault.0, fault.1, fault.2);
    let guest = testkit::guest();
    cart::add(&kit.shop, Language::De, guest, variant, 1).await.unwrap();
    let form = kit.form_of(guest).await;
    let placed = orders::place(Arc::clone(&kit.shop), Language::De, guest, form).await.unwrap();
    if placed.pay_at.is_none() {
        // The buyer tries again from the order's page.
        control.reset_faults();
        payments::retry(Arc::clone(&kit.shop), &placed.token, "twint").await.unwrap();
    }
    let id = control.payments().last().unwrap().id.clone();
    control.set_status(&id, PaymentState::Paid).unwrap();
    placed.token
}

pub async fn until(what: &str, condition: impl AsyncFn() -> bool) {
    let waited = timeout(PATIENCE, async {
        while !condition().await {
            sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.unwrap_or_else(|_| panic!("{what}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_fails_the_order_is_paid_once_and_confirmed_once() {
    let faults = [
        (Knob::WebhookDuplicate, 1, None),
        (Knob::WebhookBeforeAnswer, 1, None),
        (Knob::WebhookDelayMs, 300, None),
        (Knob::MollieSlowMs, 300, None),
        (Knob::MollieStatus, 503, Some(2)),
        (Knob::MollieStatus, 429, Some(1)),
        (Knob::MollieStatus, 500, None),
        (Knob::MollieDrop, 1, Some(1)),
        (Knob::MollieGarbage, 1, Some(1)),
        (Knob::ResendSlowMs, 300, None),
        (Knob::ResendStatus, 503, Some(2)),
        (Knob::ResendStatus, 429, Some(1)),
        (Knob::ResendDrop, 1, Some(1)),
    ];
    for fault in faults {
        let (kit, running, variant) = open().await;
        let token = buy(&kit, variant, fault).await;
        let told = format!("{fault:?}");
        let state = async || orders::find(&kit.shop, &token).await.unwrap().state;
        until(&told, async || state().await == OrderState::Paid).await;
        let order = orders::find(&kit.shop, &token).await.unwrap();
        until(&told, async || kit.sandbox.control().mails_to(&order.email).len() == 1).await;
        kit.sandbox.control().settled().await;
        until(&told, async || nothing_waits(&kit).await).await;

        let order = orders::find(&kit.shop, &token).await.unwrap();
        assert_eq!(order.history.iter().filter(|line| line.state == OrderState::Paid).count(), 1, "{told}");
        assert_eq!(kit.sandbox.control().mails_to(&order.email).len(), 1, "{told}");
        assert_eq!(kit.sandbox.control().payments().len(), 1, "{told}");
        let levels: (i32, i32, i32) =
            sqlx::query_as("SELECT available, held, sold FROM stock_levels").fetch_one(&kit.shop.pool).await.unwrap();
        assert_eq!(levels, (9, 0, 1), "{told}");
        running.shutdown().await;
        kit.finish().await;
    }
}

/// Whether no notice and no mail is left to be worked off.
async fn nothing_waits(kit: &TestShop) -> bool {
    let waiting: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM payments_notices WHERE done_at IS NULL) + (SELECT count(*) FROM mail_outbox WHERE state = 'waiting')",
    )
    .fetch_one(&kit.shop.pool)
    .await
    .unwrap();
    waiting == 0
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webhooks_the_way_back_settles() {
    let (kit, running, variant) = open().await;
    let token = buy(&kit, variant, (Knob::WebhookNever, 1, None)).await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let answer = client.get(format!("http://{}/de/orders/{token}/return", running.address)).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, format!("/de/orders/{token}").as_str()));
    assert_eq!(orders::find(&kit.shop, &token).await.unwrap().state, OrderState::Paid);
    running.shutdown().await;
    kit.finish().await;
}
