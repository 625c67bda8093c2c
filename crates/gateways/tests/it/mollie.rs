//! The Mollie adapter against the stand-in, over real HTTP.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    language::Language,
    money::{Currency, Money},
    payments::{PaymentState, RefundState},
};
use gateways::{CreatePayment, CreateRefund, GatewayError, MollieGateway, MollieSettings, Outage, PaymentGateway as _, RetryPolicy};
use sandbox::{Knob, MOLLIE_TEST_KEY, Running, Sandbox, Settings};
use uuid::Uuid;

/// Repetitions as in life, waits short enough for a test.
const QUICK: RetryPolicy =
    RetryPolicy { retries: 2, base: Duration::from_millis(2), cap: Duration::from_millis(10), connect_timeout: Duration::from_secs(2) };

fn gateway_with(sandbox: &Running, key: &str, timeout: Duration) -> MollieGateway {
    let settings = MollieSettings {
        base_url: sandbox.mollie_url(),
        api_key: key.to_owned().into(),
        methods: vec!["creditcard".into(), "unheard-of".into(), "twint".into()],
        timeout,
    };
    MollieGateway::with_policy(settings, QUICK).unwrap()
}

async fn start() -> (Running, MollieGateway) {
    let settings = Settings { cancelable_methods: vec!["twint".into()], ..Settings::default() };
    let sandbox = Sandbox::start(settings).await.unwrap();
    let gateway = gateway_with(&sandbox, MOLLIE_TEST_KEY, Duration::from_secs(10));
    (sandbox, gateway)
}

fn payment(rappen: i64, key: u128) -> CreatePayment {
    CreatePayment {
        amount: Money::rappen(rappen),
        description: "Bestellung A-1001".into(),
        order_reference: "0198c0de".into(),
        method: Some("twint".into()),
        language: Language::Fr,
        return_url: "http://127.0.0.1:3000/fr/orders/token/return".into(),
        cancel_url: Some("http://127.0.0.1:3000/fr/orders/token/return?called-off".into()),
        webhook_url: "http://127.0.0.1:9/webhooks/mollie".into(),
        idempotency_key: Uuid::from_u128(key),
    }
}

fn refund(rappen: i64, key: u128) -> CreateRefund {
    CreateRefund {
        amount: Money::rappen(rappen),
        description: "Rückgabe".into(),
        reference: format!("refund-{key}"),
        idempotency_key: Uuid::from_u128(key),
    }
}

#[tokio::test]
async fn a_payment_is_created_and_read() {
    let (sandbox, gateway) = start().await;
    let created = gateway.create(&payment(4990, 1)).await.unwrap();
    assert_eq!((created.state, created.amount), (PaymentState::Open, Money::rappen(4990)));
    assert_eq!((created.method.as_deref(), created.order_reference.as_deref()), (Some("twint"), Some("0198c0de")));
    assert!(created.cancelable && created.paid_at.is_none());
    let lifetime = created.expires_at.unwrap() - sandbox.control().now();
    assert!(lifetime > TimeDelta::minutes(14) && lifetime <= TimeDelta::minutes(15), "{lifetime}");
    assert_eq!(created.checkout_url.as_deref(), Some(format!("{}/mollie/checkout/{}", sandbox.base_url(), created.id).as_str()));
    assert_eq!(gateway.fetch(&created.id).await.unwrap(), created);
    assert_eq!(sandbox.control().payment(&created.id).unwrap().locale.as_deref(), Some("fr_FR"));

    sandbox.control().set_status(&created.id, PaymentState::Paid).unwrap();
    let paid = gateway.fetch(&created.id).await.unwrap();
    assert_eq!(paid.state, PaymentState::Paid);
    assert!(paid.paid_at.is_some() && paid.expires_at.is_none() && paid.checkout_url.is_none() && !paid.cancelable);
}

#[tokio::test]
async fn amounts_arrive_to_the_rappen() {
    let (_sandbox, gateway) = start().await;
    for (key, rappen) in (10..).zip([1, 5, 99, 100, 101, 1005, 123_456, 999_999_999]) {
        let created = gateway.create(&payment(rappen, key)).await.unwrap();
        assert_eq!(created.amount, Money::rappen(rappen));
    }
    assert!(matches!(gateway.create(&payment(0, 9)).await, Err(GatewayError::Rejected { status: 422, .. })));
}

#[tokio::test]
async fn an_open_payment_is_cancelled_once() {
    let (sandbox, gateway) = start().await;
    let id = gateway.create(&payment(4990, 1)).await.unwrap().id;
    // The answer to the first attempt is lost; the second is refused, because the first has worked.
    sandbox.control().set_fault(Knob::MollieDrop, 1, Some(1));
    assert_eq!(gateway.cancel(&id, Uuid::from_u128(2)).await.unwrap().state, PaymentState::Canceled);
    assert!(matches!(gateway.cancel(&id, Uuid::from_u128(3)).await, Err(GatewayError::Rejected { status: 422, .. })));
}

#[tokio::test]
async fn money_is_given_back_in_parts_and_never_twice() {
    let (sandbox, gateway) = start().await;
    let id = gateway.create(&payment(4990, 1)).await.unwrap().id;
    assert!(matches!(gateway.refund(&id, &refund(100, 2)).await, Err(GatewayError::Rejected { status: 422, .. })));
    sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    sandbox.control().set_fault(Knob::MollieDrop, 1, Some(1));
    let first = gateway.refund(&id, &refund(1000, 3)).await.unwrap();
    assert_eq!((first.state, first.amount), (RefundState::Pending, Money::rappen(1000)));
    assert_eq!(gateway.refund(&id, &refund(1000, 3)).await.unwrap().id, first.id, "the same key gives the same refund");
    assert!(matches!(gateway.refund(&id, &refund(1000, 4)).await, Err(GatewayError::DuplicateRefund)));
    match gateway.refund(&id, &refund(3991, 5)).await {
        Err(GatewayError::Rejected { status: 422, field, .. }) => assert_eq!(field.as_deref(), Some("amount.value")),
        other => panic!("{other:?}"),
    }
    sandbox.control().charge_back(&id, 990).unwrap();
    let payment = gateway.fetch(&id).await.unwrap();
    assert_eq!((payment.refunded, payment.charged_back), (Money::rappen(1000), Money::rappen(990)));
    assert_eq!(payment.state, PaymentState::Paid);
}

#[tokio::test]
async fn methods_are_those_configured_that_take_the_amount() {
    let (_sandbox, gateway) = start().await;
    let codes = async |amount| {
        let methods = gateway.methods(amount, Language::De).await.unwrap();
        methods.into_iter().map(|method| (method.code, method.name)).collect::<Vec<_>>()
    };
    let (card, twint) = (("creditcard".to_owned(), "Karte".to_owned()), ("twint".to_owned(), "TWINT".to_owned()));
    assert_eq!(codes(Money::rappen(4990)).await, [card.clone(), twint.clone()]);
    assert_eq!(codes(Money::rappen(1_000_001)).await, [twint]);
    assert_eq!(codes(Money { minor: 4990, currency: Currency::Eur }).await, [card]);
    let card = &gateway.methods(Money::rappen(1), Language::En).await.unwrap()[0];
    assert_eq!((card.minimum, card.maximum), (Some(Money::rappen(1)), Some(Money::rappen(1_000_000))));
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_payment() {
    let (sandbox, gateway) = start().await;
    sandbox.control().set_fault(Knob::MollieDrop, 1, Some(2));
    let created = gateway.create(&payment(4990, 1)).await.unwrap();
    assert_eq!(sandbox.control().payments().len(), 1);
    assert_eq!(gateway.create(&payment(4990, 1)).await.unwrap().id, created.id);
    match gateway.create(&payment(5000, 1)).await {
        Err(GatewayError::Rejected { status: 400, .. }) => {}
        other => panic!("another request under the same key: {other:?}"),
    }
}

#[tokio::test]
async fn a_slow_answer_makes_no_second_payment() {
    let (sandbox, _) = start().await;
    let gateway = gateway_with(&sandbox, MOLLIE_TEST_KEY, Duration::from_millis(25));
    sandbox.control().set_fault(Knob::MollieSlowMs, 60, Some(1));
    let slow = gateway.create(&payment(4990, 1)).await;
    // The repetitions meet the first attempt, which is still being worked on.
    assert!(matches!(slow, Ok(_) | Err(GatewayError::Unavailable(_))), "{slow:?}");
    let patient = gateway_with(&sandbox, MOLLIE_TEST_KEY, Duration::from_secs(10));
    let created = loop {
        match patient.create(&payment(4990, 1)).await {
            Ok(created) => break created,
            Err(error) => assert!(error.is_transient(), "{error:?}"),
        }
    };
    assert_eq!(sandbox.control().payments().len(), 1);
    assert_eq!(sandbox.control().payments()[0].id, created.id);
}

#[tokio::test]
async fn trouble_that_passes_is_not_noticed() {
    let (sandbox, gateway) = start().await;
    for status in [429, 500, 503] {
        sandbox.control().set_fault(Knob::MollieStatus, status, Some(2));
        gateway.create(&payment(4990, u128::from(status))).await.unwrap();
    }
    assert_eq!(sandbox.control().payments().len(), 3);
}

#[tokio::test]
async fn trouble_that_stays_is_told() {
    let (sandbox, gateway) = start().await;
    sandbox.control().set_fault(Knob::MollieStatus, 503, None);
    let error = gateway.create(&payment(4990, 1)).await.unwrap_err();
    assert!(matches!(error, GatewayError::Unavailable(Outage::Status(503))) && error.is_transient());
    sandbox.control().set_fault(Knob::MollieStatus, 429, None);
    let error = gateway.create(&payment(4990, 1)).await.unwrap_err();
    assert!(matches!(error, GatewayError::RateLimited { retry_after: None }) && error.is_transient());
    sandbox.control().reset_faults();
    sandbox.control().set_fault(Knob::MollieDrop, 1, None);
    let error = gateway.create(&payment(4990, 1)).await.unwrap_err();
    assert!(matches!(error, GatewayError::Unavailable(Outage::Connection(_))), "{error:?}");
    assert!(!format!("{error:?}").contains("127.0.0.1:3000"), "no URL of the order's in an error");
}

#[tokio::test]
async fn nonsense_is_not_believed() {
    let (sandbox, gateway) = start().await;
    sandbox.control().set_fault(Knob::MollieGarbage, 1, Some(1));
    let error = gateway.create(&payment(4990, 1)).await.unwrap_err();
    assert!(matches!(error, GatewayError::Malformed(_)) && !error.is_transient());
    gateway.create(&payment(4990, 1)).await.unwrap();
    assert_eq!(sandbox.control().payments().len(), 1);
}

#[tokio::test]
async fn keys_and_ids_are_told_apart() {
    let (sandbox, gateway) = start().await;
    let id = gateway.create(&payment(4990, 1)).await.unwrap().id;
    let stranger = gateway_with(&sandbox, "test_wrong", Duration::from_secs(10));
    assert!(matches!(stranger.fetch(&id).await, Err(GatewayError::Unauthorized)));
    let live = gateway_with(&sandbox, sandbox::MOLLIE_LIVE_KEY, Duration::from_secs(10));
    assert!(matches!(live.fetch(&id).await, Err(GatewayError::NotFound)), "test payments are not seen in live mode");
    for id in ["tr_unknown", "", "..", "tr_../methods", "re_1"] {
        assert!(matches!(gateway.fetch(id).await, Err(GatewayError::NotFound)), "{id}");
    }
}

#[tokio::test]
async fn a_gateway_that_is_off_is_unavailable() {
    let (sandbox, gateway) = start().await;
    drop(sandbox);
    let error = gateway.fetch("tr_1").await.unwrap_err();
    assert!(matches!(error, GatewayError::Unavailable(Outage::Connection(_))), "{error:?}");
}
