//! Mollie's API: what is refused, what is answered, what is remembered.

use std::time::Duration;

use crate::support::{Lab, order, read};
use domain::payments::PaymentState;
use reqwest::StatusCode;
use sandbox::{Knob, MOLLIE_LIVE_KEY, MOLLIE_TEST_KEY, Settings};
use serde_json::{Value, json};

#[tokio::test]
async fn a_payment_has_the_fields_it_should_and_no_nulls() {
    let lab = Lab::new().await;
    let body = order(&json!({"metadata": {"order_id": "7"}, "method": "twint", "locale": "de_CH"}));
    let request = lab.post("/mollie/v2/payments", &body).bearer_auth(MOLLIE_TEST_KEY);
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/hal+json");
    let (status, payment) = read(response).await;
    assert_eq!(status, 201);
    assert_eq!((&payment["resource"], &payment["mode"], &payment["status"]), (&json!("payment"), &json!("test"), &json!("open")));
    assert_eq!(payment["amount"], json!({"currency": "CHF", "value": "49.90"}));
    assert_eq!(payment["metadata"], json!({"order_id": "7"}));
    assert_eq!(payment["isCancelable"], json!(false));
    assert!(payment["id"].as_str().unwrap().starts_with("tr_"));
    for absent in ["webhookUrl", "cancelUrl", "paidAt", "amountRefunded", "amountChargedBack"] {
        assert!(payment.get(absent).is_none(), "{absent}");
    }
    assert!(payment.as_object().unwrap().values().all(|value| !value.is_null()));
    let id = payment["id"].as_str().unwrap();
    lab.sandbox.control().set_status(id, PaymentState::Paid).unwrap();
    let (_, paid) = lab.mollie_get(&format!("/payments/{id}")).await;
    assert_eq!((&paid["amountRemaining"]["value"], &paid["amountRefunded"]["value"]), (&json!("49.90"), &json!("0.00")));
    assert!(paid["_links"].get("checkout").is_none() && paid.get("expiresAt").is_none() && paid.get("isCancelable").is_none());
}

#[tokio::test]
async fn wrong_fields_are_named() {
    let lab = Lab::with(Settings { refuse_local_webhooks: true, ..Settings::default() }).await;
    let amount = |value: Value| json!({"amount": {"currency": "CHF", "value": value}});
    for (change, field) in [
        (json!({"amount": null}), "amount"),
        (json!({"amount": "49.90"}), "amount"),
        (amount(json!("49.9")), "amount.value"),
        (amount(json!("49")), "amount.value"),
        (amount(json!("49.900")), "amount.value"),
        (amount(json!(49.9)), "amount.value"),
        (amount(json!("-1.00")), "amount.value"),
        (amount(json!("0.00")), "amount.value"),
        (json!({"amount": {"currency": "XXX", "value": "1.00"}}), "amount.currency"),
        (json!({"amount": {"currency": "CHF", "value": "1.00", "vat": "0.08"}}), "amount.vat"),
        (json!({"description": null}), "description"),
        (json!({"description": 7}), "description"),
        (json!({"redirectUrl": null}), "redirectUrl"),
        (json!({"redirectUrl": "shop.example"}), "redirectUrl"),
        (json!({"webhookUrl": "http://localhost:3000/hook"}), "webhookUrl"),
        (json!({"webhookUrl": "http://127.0.0.1:3000/hook"}), "webhookUrl"),
        (json!({"locale": "fr_CH"}), "locale"),
        (json!({"method": "cheque"}), "method"),
        (json!({"method": "twint", "captureMode": "manual"}), "captureMode"),
        (json!({"method": "twint", "amount": {"currency": "EUR", "value": "5.00"}}), "amount"),
        (json!({"sequenceType": "first"}), "sequenceType"),
        (json!({"metadata": "x".repeat(1100)}), "metadata"),
        (json!({"testmode": true}), "testmode"),
        (json!({"redirectURL": "http://shop.example"}), "redirectURL"),
        (json!({"billingAddress": {"street": "Seeweg 12"}}), "billingAddress.street"),
    ] {
        let (status, problem) = lab.mollie("/payments", &order(&change)).await;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{change} {problem}");
        assert_eq!(problem["status"], 422);
    }
    assert!(lab.sandbox.control().payments().is_empty());
}

#[tokio::test]
async fn lines_have_to_add_up() {
    let lab = Lab::new().await;
    let line = |total: &str| {
        let chf = |value: &str| json!({"currency": "CHF", "value": value});
        json!({"lines": [{"description": "Lampe", "quantity": 2, "unitPrice": chf("25.00"), "discountAmount": chf("0.10"), "totalAmount": chf(total)}]})
    };
    lab.payment(&order(&line("49.90"))).await;
    let (status, problem) = lab.mollie("/payments", &order(&line("50.00"))).await;
    assert_eq!((status.as_u16(), &problem["field"]), (422, &json!("lines.0.totalAmount")));
}

#[tokio::test]
async fn keys_see_their_own_world_only() {
    let lab = Lab::new().await;
    let id = lab.payment(&order(&json!({}))).await;
    let path = format!("/mollie/v2/payments/{id}");
    assert_eq!(lab.get(&path).bearer_auth(MOLLIE_LIVE_KEY).send().await.unwrap().status(), 404);
    let (status, problem) = read(lab.get(&path).send().await.unwrap()).await;
    assert_eq!((status.as_u16(), &problem["title"]), (401, &json!("Unauthorized Request")));
    assert_eq!(lab.get(&path).bearer_auth("test_guess").send().await.unwrap().status(), 401);
    let (status, problem) = lab.mollie_get("/payments/tr_x").await;
    assert_eq!((status.as_u16(), &problem["detail"]), (404, &json!("No payment exists with token tr_x.")));
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_for_an_hour() {
    let lab = Lab::new().await;
    let create = async |body: Value| {
        let request = lab.post("/mollie/v2/payments", &body).bearer_auth(MOLLIE_TEST_KEY).header("Idempotency-Key", "k");
        let response = request.send().await.unwrap();
        let replayed = response.headers().get("idempotent-replayed").is_some_and(|value| value == "true");
        let (status, body) = read(response).await;
        (status.as_u16(), replayed, body["id"].clone())
    };
    let (_, _, id) = create(order(&json!({}))).await;
    assert_eq!(create(order(&json!({}))).await, (201, true, id.clone()));
    assert_eq!(create(order(&json!({"description": "other"}))).await, (400, false, Value::Null));
    assert_eq!(lab.sandbox.control().payments().len(), 1);
    lab.sandbox.control().advance(Duration::from_hours(1));
    let (status, replayed, later) = create(order(&json!({}))).await;
    assert!(status == 201 && !replayed && later != id);
}

#[tokio::test]
async fn a_key_in_use_conflicts() {
    let lab = Lab::new().await;
    lab.sandbox.control().set_fault(Knob::MollieSlowMs, 60_000, Some(1));
    let create = || lab.post("/mollie/v2/payments", &order(&json!({}))).bearer_auth(MOLLIE_TEST_KEY).header("Idempotency-Key", "k").send();
    // Whichever comes first is kept waiting; the other is answered.
    let answer = tokio::select! {
        answer = create() => answer,
        answer = create() => answer,
    };
    assert_eq!(answer.unwrap().status(), 409);
}

#[tokio::test]
async fn work_is_finished_although_nobody_waits() {
    let lab = Lab::new().await;
    lab.sandbox.control().set_fault(Knob::MollieSlowMs, 20, None);
    for _ in 0..1000 {
        let request = lab.post("/mollie/v2/payments", &order(&json!({}))).bearer_auth(MOLLIE_TEST_KEY).header("Idempotency-Key", "k");
        let impatient = request.timeout(Duration::from_millis(10)).send().await;
        assert!(impatient.is_err(), "every answer comes too late");
        if !lab.sandbox.control().payments().is_empty() {
            break;
        }
    }
    assert_eq!(lab.sandbox.control().payments().len(), 1);
}

#[tokio::test]
async fn lists_come_in_pages() {
    let lab = Lab::new().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(lab.payment(&order(&json!({}))).await);
    }
    let (_, page) = lab.mollie_get("/payments?limit=2").await;
    let listed = |page: &Value| -> Vec<String> {
        page["_embedded"]["payments"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((listed(&page), &page["count"]), (vec![ids[2].clone(), ids[1].clone()], &json!(2)));
    assert!(page["_links"]["previous"].is_null());
    let next = page["_links"]["next"]["href"].as_str().unwrap();
    let (_, page) = read(lab.client.get(next).bearer_auth(MOLLIE_TEST_KEY).send().await.unwrap()).await;
    assert_eq!(listed(&page), [ids[0].clone()]);
    assert!(page["_links"]["next"].is_null() && page["_links"]["previous"]["href"].is_string());
    for wrong in ["limit=0", "limit=251", "sort=up", "from=tr_x"] {
        assert_eq!(lab.mollie_get(&format!("/payments?{wrong}")).await.0, 400, "{wrong}");
    }
}

#[tokio::test]
async fn a_payment_is_changed_until_it_is_final() {
    let lab = Lab::new().await;
    let id = lab.payment(&order(&json!({}))).await;
    let patch = async |body: Value| {
        let url = format!("{}/mollie/v2/payments/{id}", lab.sandbox.base_url());
        read(lab.client.patch(url).bearer_auth(MOLLIE_TEST_KEY).json(&body).send().await.unwrap()).await
    };
    let (status, payment) = patch(json!({"description": "Neu", "method": "twint"})).await;
    assert_eq!((status.as_u16(), &payment["description"], &payment["method"]), (200, &json!("Neu"), &json!("twint")));
    assert_eq!(patch(json!({"amount": {"currency": "CHF", "value": "1.00"}})).await.1["field"], json!("amount"));
    lab.sandbox.control().set_status(&id, PaymentState::Failed).unwrap();
    assert_eq!(patch(json!({"redirectUrl": "http://shop.example/"})).await.1["field"], json!("redirectUrl"));
}

#[tokio::test]
async fn methods_without_an_amount_are_those_for_euros() {
    let lab = Lab::new().await;
    let ids = async |query: &str| -> Vec<Value> {
        let (_, list) = lab.mollie_get(&format!("/methods{query}")).await;
        list["_embedded"]["methods"].as_array().unwrap().iter().map(|method| method["id"].clone()).collect()
    };
    assert!(!ids("").await.contains(&json!("twint")));
    assert!(ids("?amount[value]=10.00&amount[currency]=CHF").await.contains(&json!("twint")));
    assert_eq!(lab.mollie_get("/methods?locale=fr_CH").await.0, 400);
    assert_eq!(lab.mollie_get("/methods/twint?currency=CHF").await.1["maximumAmount"], Value::Null);
    assert_eq!(lab.mollie_get("/methods/twint").await.0, 404);
}
