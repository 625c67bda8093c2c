//! A payment's life: the checkout page, webhooks, expiry, refunds.

use std::time::Duration;

use crate::support::{Lab, Shop, order};
use domain::payments::PaymentState;
use sandbox::{Knob, MOLLIE_TEST_KEY, Settings};
use serde_json::json;

#[tokio::test]
async fn the_checkout_page_ends_a_payment_as_chosen() {
    let lab = Lab::new().await;
    let shop = Shop::open(&[]).await;
    for (choice, state, place) in [
        ("paid", PaymentState::Paid, "http://shop.example/back"),
        ("failed", PaymentState::Failed, "http://shop.example/back"),
        ("canceled", PaymentState::Canceled, "http://shop.example/cancel"),
        ("expired", PaymentState::Expired, "http://shop.example/back"),
        ("open", PaymentState::Open, "http://shop.example/back"),
    ] {
        let body = json!({"webhookUrl": shop.url, "cancelUrl": "http://shop.example/cancel", "description": "<b>Bestellung</b> & Co"});
        let id = lab.payment(&order(&body)).await;
        let page = format!("/mollie/checkout/{id}");
        let html = lab.get(&page).send().await.unwrap().text().await.unwrap();
        assert!(html.contains("This is a test payment page standing in for Mollie") && html.contains("CHF\u{a0}49.90"), "{html}");
        assert!(!html.contains("<b>Bestellung") && html.matches("type=\"radio\"").count() == 5, "{html}");
        let form = lab.client.post(format!("{}{page}", lab.sandbox.base_url())).form(&[("status", choice), ("method", "twint")]);
        let response = form.send().await.unwrap();
        assert_eq!((response.status().as_u16(), response.headers()["location"].to_str().unwrap()), (303, place), "{choice}");
        let payment = lab.sandbox.control().payment(&id).unwrap();
        assert_eq!((payment.status, payment.method.as_deref()), (state, Some("twint")));
        lab.sandbox.control().settled().await;
        let called = shop.calls().iter().any(|call| call.body == format!("id={id}"));
        assert_eq!(called, state != PaymentState::Open, "{choice}");
    }
    let call = &shop.calls()[0];
    assert_eq!(call.headers["user-agent"], "Mollie HTTP client/1.0");
    assert_eq!(call.headers["content-type"], "application/x-www-form-urlencoded");
}

#[tokio::test]
async fn a_payment_that_is_final_stays_so_on_the_page() {
    let lab = Lab::new().await;
    let id = lab.payment(&order(&json!({}))).await;
    lab.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    let page = format!("{}/mollie/checkout/{id}", lab.sandbox.base_url());
    assert_eq!(lab.client.post(&page).form(&[("status", "failed")]).send().await.unwrap().status(), 303);
    assert_eq!(lab.sandbox.control().payment(&id).unwrap().status, PaymentState::Paid);
    let html = lab.client.get(&page).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("http://shop.example/back") && !html.contains("radio"), "{html}");
    assert_eq!(lab.client.post(&page).form(&[("status", "quarantined")]).send().await.unwrap().status(), 422);
    assert_eq!(lab.get("/mollie/checkout/tr_x").send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_webhook_is_repeated_until_it_is_answered() {
    let lab = Lab::new().await;
    let shop = Shop::open(&[500, 302, 204]).await;
    let id = lab.payment(&order(&json!({"webhookUrl": shop.url}))).await;
    let control = lab.sandbox.control();
    control.set_status(&id, PaymentState::Paid).unwrap();
    // One minute, two, four: the clock is put forward instead of waiting.
    for minutes in [0, 1, 2, 4, 8, 16] {
        control.advance(Duration::from_mins(minutes));
        control.settled().await;
    }
    let attempts: Vec<_> = control.deliveries().iter().map(|call| (call.attempt, call.status)).collect();
    assert_eq!(attempts, [(1, Some(500)), (2, Some(302)), (3, Some(204)), (4, Some(200))]);
    assert_eq!(shop.calls().len(), 4);
}

#[tokio::test]
async fn a_webhook_is_given_up_after_ten_attempts() {
    let lab = Lab::new().await;
    let shop = Shop::open(&[503; 20]).await;
    let id = lab.payment(&order(&json!({"webhookUrl": shop.url}))).await;
    let control = lab.sandbox.control();
    control.set_status(&id, PaymentState::Paid).unwrap();
    for _ in 0..12 {
        control.advance(Duration::from_hours(22));
        control.settled().await;
    }
    assert_eq!(shop.calls().len(), 10);
}

#[tokio::test]
async fn webhooks_come_twice_never_or_too_early_on_demand() {
    let lab = Lab::new().await;
    let shop = Shop::open(&[]).await;
    let control = lab.sandbox.control();
    control.set_fault(Knob::WebhookBeforeAnswer, 1, Some(1));
    let body = order(&json!({"webhookUrl": shop.url}));
    let (early, twice, never) = (lab.payment(&body).await, lab.payment(&body).await, lab.payment(&body).await);
    assert_eq!(shop.calls().len(), 1, "before its creation was answered");
    assert_eq!(shop.calls()[0].body, format!("id={early}"));
    control.set_fault(Knob::WebhookDuplicate, 1, Some(1));
    control.set_status(&twice, PaymentState::Paid).unwrap();
    control.settled().await;
    assert_eq!(shop.calls().len(), 3);
    control.set_fault(Knob::WebhookNever, 1, Some(1));
    control.set_status(&never, PaymentState::Paid).unwrap();
    control.settled().await;
    assert_eq!(shop.calls().len(), 3);
    control.set_fault(Knob::WebhookDelayMs, 60_000, Some(1));
    control.fire_webhook(&never).unwrap();
    control.settled().await;
    assert_eq!(shop.calls().len(), 3);
    control.advance(Duration::from_mins(1));
    control.settled().await;
    assert_eq!(shop.calls().len(), 4);
}

#[tokio::test]
async fn payments_expire_by_the_clock_and_some_time_later() {
    let settings = Settings { expiry_lag: Duration::from_mins(5), ..Settings::default() };
    let (lab, shop) = (Lab::with(settings).await, Shop::open(&[]).await);
    let id = lab.payment(&order(&json!({"webhookUrl": shop.url, "method": "twint"}))).await;
    let control = lab.sandbox.control();
    let status = || control.payment(&id).unwrap().status;
    control.advance(Duration::from_mins(16));
    assert_eq!(status(), PaymentState::Open, "the change lags behind expiresAt");
    control.advance(Duration::from_mins(4));
    assert_eq!(status(), PaymentState::Expired);
    control.settled().await;
    assert_eq!(shop.calls().len(), 1);
    let (_, payment) = lab.mollie_get(&format!("/payments/{id}")).await;
    assert!(payment["expiredAt"].is_string() && payment.get("expiresAt").is_none());
}

#[tokio::test]
async fn refunds_follow_mollies_rules() {
    let lab = Lab::with(Settings { refund_step: Duration::from_hours(1), ..Settings::default() }).await;
    let shop = Shop::open(&[]).await;
    let id = lab.payment(&order(&json!({"webhookUrl": shop.url}))).await;
    let refund = async |value: &str| {
        let body = json!({"amount": {"currency": "CHF", "value": value}});
        let (status, answer) = lab.mollie(&format!("/payments/{id}/refunds"), &body).await;
        (status.as_u16(), answer)
    };
    let control = lab.sandbox.control();
    assert_eq!(refund("10.00").await.0, 422, "not paid yet");
    control.set_status(&id, PaymentState::Paid).unwrap();
    let (status, first) = refund("10.00").await;
    assert_eq!((status, &first["status"], &first["paymentId"]), (201, &json!("pending"), &json!(id)));
    assert_eq!(refund("10.00").await.0, 409);
    let (status, problem) = refund("39.91").await;
    assert_eq!((status, &problem["field"]), (422, &json!("amount.value")));
    assert_eq!(lab.mollie(&format!("/payments/{id}/refunds"), &json!({})).await.1["field"], json!("amount"));

    let (_, second) = refund("39.90").await;
    let url = |refund: &str| format!("{}/mollie/v2/payments/{id}/refunds/{refund}", lab.sandbox.base_url());
    let cancel = async |refund: &str| lab.client.delete(url(refund)).bearer_auth(MOLLIE_TEST_KEY).send().await.unwrap().status().as_u16();
    assert_eq!(cancel(second["id"].as_str().unwrap()).await, 204);
    let (_, payment) = lab.mollie_get(&format!("/payments/{id}?embed=refunds")).await;
    assert_eq!((&payment["amountRefunded"]["value"], &payment["amountRemaining"]["value"]), (&json!("10.00"), &json!("39.90")));
    assert_eq!(payment["_embedded"]["refunds"].as_array().unwrap().len(), 2);

    control.advance(Duration::from_hours(1));
    assert_eq!(cancel(first["id"].as_str().unwrap()).await, 422, "it is with the bank");
    assert_eq!(refund("10.00").await.0, 201, "after an hour the same amount is no mistake");
    control.advance(Duration::from_hours(2));
    let (_, list) = lab.mollie_get("/refunds").await;
    let listed: Vec<_> = list["_embedded"]["refunds"].as_array().unwrap().iter().map(|refund| refund["status"].clone()).collect();
    assert_eq!(listed, ["refunded", "canceled", "refunded"]);
    control.settled().await;
    assert_eq!(shop.calls().len(), 5, "paid, and processing and refunded of two refunds");
}

#[tokio::test]
async fn refunds_wait_for_the_balance_and_fail_at_the_bank_on_demand() {
    let lab = Lab::with(Settings { refund_step: Duration::from_hours(1), ..Settings::default() }).await;
    let id = lab.payment(&order(&json!({}))).await;
    let control = lab.sandbox.control();
    control.set_status(&id, PaymentState::Paid).unwrap();
    control.set_fault(Knob::MollieRefundQueued, 1, None);
    control.set_fault(Knob::MollieRefundFails, 1, Some(1));
    let body = json!({"amount": {"currency": "CHF", "value": "10.00"}});
    let (status, refund) = lab.mollie(&format!("/payments/{id}/refunds"), &body).await;
    assert_eq!((status.as_u16(), &refund["status"]), (201, &json!("queued")));
    let status = async || lab.mollie_get(&format!("/payments/{id}?embed=refunds")).await.1["_embedded"]["refunds"][0]["status"].clone();
    control.advance(Duration::from_hours(20));
    assert_eq!(status().await, "queued");
    control.reset_faults();
    assert_eq!(status().await, "pending");
    control.advance(Duration::from_hours(2));
    assert_eq!(status().await, "failed");
    let (_, payment) = lab.mollie_get(&format!("/payments/{id}")).await;
    assert_eq!(payment["amountRemaining"]["value"], "49.90", "the money is the shop's again");
}

#[tokio::test]
async fn chargebacks_are_listed_and_reversed() {
    let (lab, shop) = (Lab::new().await, Shop::open(&[]).await);
    let id = lab.payment(&order(&json!({"webhookUrl": shop.url}))).await;
    let control = lab.sandbox.control();
    control.set_status(&id, PaymentState::Paid).unwrap();
    control.charge_back(&id, 4990).unwrap();
    let (_, payment) = lab.mollie_get(&format!("/payments/{id}?embed=refunds,chargebacks")).await;
    assert_eq!((&payment["status"], &payment["amountChargedBack"]["value"]), (&json!("paid"), &json!("49.90")));
    let chargeback = &payment["_embedded"]["chargebacks"][0];
    assert_eq!((&chargeback["amount"]["value"], &chargeback["settlementAmount"]["value"]), (&json!("49.90"), &json!("-49.90")));
    assert!(chargeback["id"].as_str().unwrap().starts_with("chb_") && chargeback["reversedAt"].is_null());
    assert_eq!(payment["_embedded"]["refunds"], json!([]));

    assert_eq!(lab.post(&format!("/control/payments/{id}/chargeback/reverse"), &json!({})).send().await.unwrap().status(), 204);
    let (_, one) = lab.mollie_get(&format!("/payments/{id}/chargebacks/{}", chargeback["id"].as_str().unwrap())).await;
    assert!(one["reversedAt"].is_string());
    for list in [format!("/payments/{id}/chargebacks"), "/chargebacks".to_owned()] {
        assert_eq!(lab.mollie_get(&list).await.1["count"], 1, "{list}");
    }
    assert_eq!(lab.mollie_get(&format!("/payments/{id}/chargebacks/chb_x")).await.0, 404);
    control.settled().await;
    assert_eq!(shop.calls().len(), 3, "paid, taken back, given back");
}
