//! Mollie's notices.

use crate::running::open;

#[tokio::test]
async fn an_id_is_stored_and_answered_at_once_known_or_not() {
    open(async |shop| {
        let answer = shop.client.post(shop.url("/webhooks/mollie")).form(&[("id", "tr_7UhSN1zuXS")]).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.text().await.unwrap(), "");
        let stored: Vec<String> = sqlx::query_scalar("SELECT gateway_payment_id FROM payments_notices WHERE gateway = 'mollie'")
            .fetch_all(&shop.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(stored, ["tr_7UhSN1zuXS"]);
    })
    .await;
}

#[tokio::test]
async fn another_origin_is_no_obstacle() {
    open(async |shop| {
        let request = shop.client.post(shop.url("/webhooks/mollie")).form(&[("id", "tr_a")]);
        assert_eq!(request.header("sec-fetch-site", "cross-site").send().await.unwrap().status(), 200);
    })
    .await;
}

#[tokio::test]
async fn garbage_is_refused() {
    open(async |shop| {
        let url = shop.url("/webhooks/mollie");
        let form = "application/x-www-form-urlencoded";
        for (kind, body) in [
            (form, ""),
            (form, "id="),
            (form, "id=pay_1"),
            (form, "id=tr_<script>"),
            (form, "\u{0}"),
            ("application/json", "{\"id\":\"tr_a\"}"),
        ] {
            let answer = shop.client.post(&url).header("content-type", kind).body(body).send().await.unwrap();
            assert_eq!(answer.status(), 400, "{kind} {body:?}");
        }
        assert_eq!(shop.client.get(&url).send().await.unwrap().status(), 405);
        let stored: i64 = sqlx::query_scalar("SELECT count(*) FROM payments_notices").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(stored, 0);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_stored_is_repeated_by_mollie() {
    open(async |shop| {
        shop.test.shop.pool.close().await;
        let answer = shop.client.post(shop.url("/webhooks/mollie")).form(&[("id", "tr_a")]).send().await.unwrap();
        assert_eq!(answer.status(), 503);
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_short() {
    open(async |shop| {
        let answer =
            shop.client.post(shop.url("/webhooks/mollie")).form(&[("id", "tr_a"), ("x", &"x".repeat(5_000))]).send().await.unwrap();
        assert_eq!(answer.status(), 413);
    })
    .await;
}
