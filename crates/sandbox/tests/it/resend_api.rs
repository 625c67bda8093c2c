//! Resend's API, its events and the inbox.

use std::time::Duration;

use crate::support::{Lab, Shop, read};
use reqwest::header::RETRY_AFTER;
use sandbox::{RESEND_KEY, RESEND_SENDING_KEY, Settings, WEBHOOK_SECRET, signature};
use serde_json::{Value, json};

fn mail(with: &Value) -> Value {
    let mut body = json!({"from": "Astris <shop@astris.example>", "to": ["anna@example.ch"], "subject": "Danke", "html": "<p>Danke</p>"});
    for (field, value) in with.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(field);
        } else {
            body[field] = value.clone();
        }
    }
    body
}

async fn send(lab: &Lab, body: &Value) -> (u16, Value) {
    let (status, answer) = read(lab.post("/resend/emails", body).bearer_auth(RESEND_KEY).send().await.unwrap()).await;
    (status.as_u16(), answer)
}

#[tokio::test]
async fn wrong_mails_are_refused_by_name() {
    let lab = Lab::new().await;
    for (change, name) in [
        (json!({"from": null}), "missing_required_field"),
        (json!({"to": null}), "missing_required_field"),
        (json!({"to": []}), "missing_required_field"),
        (json!({"subject": null}), "missing_required_field"),
        (json!({"html": null}), "missing_required_field"),
        (json!({"from": "Astris"}), "validation_error"),
        (json!({"to": ["nobody"]}), "validation_error"),
        (json!({"to": vec!["a@b.ch"; 51]}), "validation_error"),
        (json!({"tags": [{"name": "kind", "value": "two words"}]}), "validation_error"),
        (json!({"attachments": [{"filename": "a.pdf"}]}), "invalid_attachment"),
    ] {
        let (status, problem) = send(&lab, &mail(&change)).await;
        assert_eq!((status, &problem["name"], &problem["statusCode"]), (422, &json!(name), &json!(422)), "{change}");
    }
    assert!(lab.sandbox.control().mails().is_empty());
}

#[tokio::test]
async fn keys_may_what_they_may() {
    let lab = Lab::new().await;
    let name = async |request: reqwest::RequestBuilder| {
        let (status, problem) = read(request.send().await.unwrap()).await;
        (status.as_u16(), problem["name"].clone())
    };
    assert_eq!(name(lab.get("/resend/emails")).await, (401, json!("missing_api_key")));
    assert_eq!(name(lab.get("/resend/emails").bearer_auth(RESEND_SENDING_KEY)).await, (401, json!("restricted_api_key")));
    assert_eq!(name(lab.get("/resend/emails").bearer_auth("re_guess")).await, (400, json!("validation_error")));
    let post = lab.post("/resend/emails", &mail(&json!({}))).bearer_auth(RESEND_SENDING_KEY);
    assert_eq!(post.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_mail_is_read_listed_and_shown() {
    let lab = Lab::new().await;
    let html = "<html><head></head><body><script>alert(\"1\")</script></body></html>";
    let body = mail(&json!({"subject": "<i>Danke</i>", "html": html, "text": "a < b", "tags": [{"name": "kind", "value": "x"}]}));
    let (_, sent) = send(&lab, &body).await;
    let id = sent["id"].as_str().unwrap();
    let (_, read_back) = read(lab.get(&format!("/resend/emails/{id}")).bearer_auth(RESEND_KEY).send().await.unwrap()).await;
    assert_eq!((&read_back["last_event"], &read_back["tags"][0]["value"]), (&json!("delivered"), &json!("x")));
    assert!(read_back["created_at"].as_str().unwrap().ends_with("+00"));
    send(&lab, &mail(&json!({}))).await;
    let (_, list) = read(lab.get("/resend/emails?limit=1").bearer_auth(RESEND_KEY).send().await.unwrap()).await;
    assert_eq!((&list["has_more"], &list["data"][0]["subject"]), (&json!(true), &json!("Danke")));

    let page = lab.get("/inbox").send().await.unwrap().text().await.unwrap();
    assert!(page.contains(id) && !page.contains("<i>Danke"), "{page}");
    let page = lab.get(&format!("/inbox/{id}")).send().await.unwrap();
    assert!(page.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    let page = page.text().await.unwrap();
    assert!(page.contains("sandbox=\"allow-popups") && !page.contains("<script") && page.contains("a &#60; b"), "{page}");
    let (_, mails) = read(lab.get("/control/mails?to=ANNA@example.ch").send().await.unwrap()).await;
    assert_eq!((mails.as_array().unwrap().len(), &mails[1]["html"]), (2, &json!(html)));
}

#[tokio::test]
async fn a_batch_is_all_or_nothing_unless_asked_otherwise() {
    let lab = Lab::new().await;
    let batch = json!([mail(&json!({})), mail(&json!({"to": null})), mail(&json!({"subject": "Zwei"}))]);
    let request = || lab.post("/resend/emails/batch", &batch).bearer_auth(RESEND_KEY);
    assert_eq!(request().send().await.unwrap().status(), 422);
    assert!(lab.sandbox.control().mails().is_empty());
    let (status, answer) = read(request().header("x-batch-validation", "permissive").send().await.unwrap()).await;
    assert_eq!((status.as_u16(), answer["data"].as_array().unwrap().len(), &answer["errors"][0]["index"]), (200, 2, &json!(1)));
}

#[tokio::test]
async fn a_key_names_one_mail() {
    let lab = Lab::new().await;
    let request = |body: &Value, key: &str| lab.post("/resend/emails", body).bearer_auth(RESEND_KEY).header("Idempotency-Key", key);
    let (_, first) = read(request(&mail(&json!({})), "k").send().await.unwrap()).await;
    let (_, again) = read(request(&mail(&json!({})), "k").send().await.unwrap()).await;
    assert_eq!(first["id"], again["id"]);
    let (status, other) = read(request(&mail(&json!({"subject": "x"})), "k").send().await.unwrap()).await;
    assert_eq!((status.as_u16(), &other["name"]), (409, &json!("invalid_idempotent_request")));
    let (status, long) = read(request(&mail(&json!({})), &"k".repeat(257)).send().await.unwrap()).await;
    assert_eq!((status.as_u16(), &long["name"]), (400, &json!("invalid_idempotency_key")));
    assert_eq!(lab.sandbox.control().mails().len(), 1);
}

#[tokio::test]
async fn the_limit_is_told_on_every_answer() {
    let lab = Lab::with(Settings { resend_rate: 0, ..Settings::default() }).await;
    let response = lab.post("/resend/emails", &mail(&json!({}))).bearer_auth(RESEND_KEY).send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()[RETRY_AFTER]), (429, &"1".parse().unwrap()));
    let lab = Lab::new().await;
    let response = lab.post("/resend/emails", &mail(&json!({}))).bearer_auth(RESEND_KEY).send().await.unwrap();
    let headers = response.headers();
    assert_eq!((&headers["ratelimit-limit"], headers.get(RETRY_AFTER)), (&"1000".parse().unwrap(), None));
}

#[tokio::test]
async fn events_are_signed_and_repeated() {
    let shop = Shop::open(&[500]).await;
    let lab = Lab::with(Settings { resend_webhook: Some(shop.url.clone()), ..Settings::default() }).await;
    send(&lab, &mail(&json!({"to": "bounced+1@resend.dev", "tags": [{"name": "kind", "value": "test"}]}))).await;
    lab.sandbox.control().settled().await;
    lab.sandbox.control().advance(Duration::from_secs(5));
    lab.sandbox.control().settled().await;
    let calls = shop.calls();
    assert_eq!(calls.len(), 3, "sent and bounced, one of them twice");
    for call in &calls {
        let header = |name: &str| call.headers[name].to_str().unwrap();
        let signed = signature(WEBHOOK_SECRET, header("svix-id"), header("svix-timestamp").parse().unwrap(), call.body.as_bytes());
        assert_eq!(signed.as_deref(), Some(header("svix-signature")));
    }
    let bounced =
        calls.iter().map(|call| serde_json::from_str::<Value>(&call.body).unwrap()).find(|event| event["type"] == "email.bounced");
    let bounced = bounced.unwrap();
    assert_eq!((&bounced["data"]["bounce"]["subType"], &bounced["data"]["tags"]["kind"]), (&json!("General"), &json!("test")));
}

#[tokio::test]
async fn the_remote_control_works_from_outside() {
    let lab = Lab::new().await;
    let id = lab.payment(&crate::support::order(&json!({}))).await;
    let post = async |path: &str, body: Value| lab.post(path, &body).send().await.unwrap().status().as_u16();
    assert_eq!(post(&format!("/control/payments/{id}/status"), json!({"status": "paid"})).await, 204);
    assert_eq!(post("/control/payments/tr_x/status", json!({"status": "paid"})).await, 404);
    assert_eq!(post(&format!("/control/payments/{id}/status"), json!({"status": "quarantined"})).await, 422);
    let (_, payments) = read(lab.get("/control/payments").send().await.unwrap()).await;
    assert_eq!((&payments[0]["id"], &payments[0]["status"]), (&json!(id), &json!("paid")));
    assert_eq!(post("/faults", json!({"mollie_status": {"value": 503, "times": 1}})).await, 204);
    assert_eq!(lab.mollie_get("/payments").await.0, 503);
    assert_eq!(lab.mollie_get("/payments").await.0, 200);
    assert_eq!(post("/faults", json!({"mollie_typo": 1})).await, 422);
    let form = lab.client.post(format!("{}/faults", lab.sandbox.base_url())).form(&[("webhook_never", "1"), ("mollie_slow_ms", "")]);
    assert_eq!(form.send().await.unwrap().status(), 303);
    let page = lab.get("/faults").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=\"webhook_never\" value=\"1\" checked"), "{page}");
    assert_eq!(post("/control/reset", json!({})).await, 204);
    let home = lab.get("/").send().await.unwrap().text().await.unwrap();
    assert!(home.contains("0 so far"), "{home}");
}
