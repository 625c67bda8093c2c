//! The order's page and its plain forms, as a browser without scripts sends them.

use std::sync::Arc;

use domain::{
    language::Language,
    orders::{HandOverForm, OrderState, ReturnState, TrackingForm},
    payments::PaymentState,
};
use reqwest::{Response, StatusCode};
use services::{
    cart,
    orders::{self, Actor, fulfilment},
    payments,
};

use crate::running::{Shop, open};

/// An order over two cups that waits for its payment; its token.
async fn ordered(shop: &Shop) -> String {
    let kit = &shop.test;
    // The first one of a test is called just that; names are part of addresses and have to differ.
    let name = match kit.sandbox.control().payments().len() {
        0 => "Tasse".to_owned(),
        number => format!("Tasse {number}"),
    };
    let cup = testkit::product().name(&name).price(3400).stock(10).insert(kit).await;
    let guest = testkit::guest();
    cart::add(&kit.shop, Language::De, guest, cup.variant(), 2).await.unwrap();
    let form = kit.form_of(guest).await;
    orders::place(Arc::clone(&kit.shop), Language::De, guest, form).await.unwrap().token
}

/// The same, paid.
pub async fn paid(shop: &Shop) -> String {
    let token = ordered(shop).await;
    let id = shop.test.sandbox.control().payments().last().unwrap().id.clone();
    shop.test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    payments::settle(&shop.test.shop, "mollie", &id).await.unwrap();
    token
}

async fn shipped(shop: &Shop) -> String {
    let token = paid(shop).await;
    let number = orders::find(&shop.test.shop, &token).await.unwrap().number;
    let form = HandOverForm {
        key: shop.test.shop.new_key(),
        pieces: Vec::new(),
        tracking: TrackingForm { carrier: "swiss_post".into(), number: "99.34.123456.12345678".into() },
        notify: true,
    };
    fulfilment::hand_over(&shop.test.shop, Actor::Operator, &number, &form).await.unwrap();
    token
}

async fn expired(shop: &Shop) -> String {
    let token = ordered(shop).await;
    sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&shop.test.shop.pool).await.unwrap();
    orders::expire_unpaid(&shop.test.shop).await.unwrap();
    token
}

/// Sends a plain form of the order's page.
async fn send(shop: &Shop, action: &str, token: &str, more: &[(&str, &str)]) -> Response {
    let fields: Vec<(&str, &str)> = [("language", "de"), ("token", token)].into_iter().chain(more.iter().copied()).collect();
    let request = shop.client.post(shop.url(action)).header("accept", "text/html,*/*;q=0.8").header("sec-fetch-site", "same-origin");
    request.form(&fields).send().await.unwrap()
}

fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

async fn text(shop: &Shop, path: &str) -> String {
    let answer = shop.page(path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// Which of the page's steps are offered.
fn offered(page: &str) -> Vec<&'static str> {
    ["/fn/orders/cancel", "/fn/orders/retry", "/fn/orders/confirm", "/fn/orders/return", "/fn/orders/again"]
        .into_iter()
        .filter(|action| page.contains(&format!("action=\"{action}\"")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_offers_what_the_orders_state_allows() {
    open(async |shop| {
        let page = async |token: String| text(&shop, &format!("/de/orders/{token}")).await;
        assert_eq!(offered(&page(ordered(&shop).await).await), ["/fn/orders/cancel"]);
        assert_eq!(offered(&page(paid(&shop).await).await), [""; 0]);
        assert_eq!(offered(&page(shipped(&shop).await).await), ["/fn/orders/confirm", "/fn/orders/return"]);
        assert_eq!(offered(&page(expired(&shop).await).await), ["/fn/orders/again"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_can_be_followed_and_its_arrival_confirmed_once() {
    open(async |shop| {
        let token = shipped(&shop).await;
        let page = format!("/de/orders/{token}");
        let shown = text(&shop, &page).await;
        assert!(shown.contains("href=\"https://service.post.ch/ekp-web/ui/entry/search/993412345612345678\""));
        assert!(shown.contains("data-state=\"shipped\"") && shown.contains("data-state=\"handed_over\""));
        assert!(shown.contains(&format!("href=\"{page}/invoice.pdf\"")), "what is paid has an invoice");
        for _ in 0..2 {
            assert_eq!(location(&send(&shop, "/fn/orders/confirm", &token, &[]).await), page);
        }
        assert!(text(&shop, &page).await.contains("data-state=\"delivered\""));
        let order = orders::find(&shop.test.shop, &token).await.unwrap();
        assert_eq!(order.history.iter().filter(|line| line.state == OrderState::Delivered).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_work_is_said_on_the_page_and_strangers_find_nothing() {
    open(async |shop| {
        let token = paid(&shop).await;
        let back = location(&send(&shop, "/fn/orders/confirm", &token, &[]).await);
        assert!(back.starts_with(&format!("/de/orders/{token}?told=")), "{back}");
        assert!(text(&shop, &back).await.contains("Das geht in diesem Zustand der Bestellung nicht mehr."));

        let stranger = "x".repeat(43);
        for action in ["/fn/orders/cancel", "/fn/orders/confirm", "/fn/orders/return", "/fn/orders/again"] {
            let more = [("form[reason]", "other"), ("form[pieces][0][position]", "0"), ("form[pieces][0][quantity]", "1")];
            let back = location(&send(&shop, action, &stranger, &more).await);
            assert_eq!(shop.page(&back).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{action}");
            let request = shop.client.post(shop.url(action)).header("accept", "application/json").header("sec-fetch-site", "same-origin");
            let fields: Vec<_> = [("language", "de"), ("token", stranger.as_str())].into_iter().chain(more).collect();
            assert_eq!(request.form(&fields).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{action}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_that_is_wrong_keeps_what_was_entered() {
    open(async |shop| {
        let token = shipped(&shop).await;
        let page = format!("/de/orders/{token}");
        let entered = |quantity| {
            [
                ("form[number]", "1"),
                ("form[reason]", "damaged"),
                ("form[words]", "Ein Sprung & \"mehr\" </textarea><b>"),
                ("form[pieces][0][position]", "0"),
                ("form[pieces][0][quantity]", quantity),
            ]
        };
        for (quantity, words) in
            [("3", "Tasse: höchstens 2."), ("-1", "Tasse: die Form stimmt nicht."), ("2147483648", "Tasse: höchstens 2.")]
        {
            let back = location(&send(&shop, "/fn/orders/return", &token, &entered(quantity)).await);
            let shown = text(&shop, &back).await;
            assert!(shown.contains(words), "{quantity}");
            assert!(shown.contains("aria-invalid=\"true\"") && shown.contains(&format!("value=\"{quantity}\"")), "{quantity}");
            assert!(shown.contains("Ein Sprung &amp; \"mehr\" &lt;/textarea>&lt;b></textarea>"), "{quantity}");
            assert!(shown.contains("value=\"damaged\" selected"), "{quantity}");
        }
        for _ in 0..2 {
            assert_eq!(location(&send(&shop, "/fn/orders/return", &token, &entered("1")).await), page);
        }
        let order = orders::find(&shop.test.shop, &token).await.unwrap();
        assert_eq!(order.returns.iter().map(|goods| goods.state).collect::<Vec<_>>(), [ReturnState::Requested]);
        assert!(text(&shop, &page).await.contains("data-state=\"requested\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_expired_can_be_ordered_again() {
    open(async |shop| {
        let token = expired(&shop).await;
        let answer = send(&shop, "/fn/orders/again", &token, &[]).await;
        assert_eq!(location(&answer), "/de/cart");
        let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
        let cookie = cookies.iter().find(|cookie| cookie.starts_with("astris=")).unwrap().split(';').next().unwrap().to_owned();
        let cart = shop.page("/de/cart").header("cookie", cookie).send().await.unwrap().text().await.unwrap();
        assert!(cart.contains("Tasse"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_order_is_called_off_once() {
    open(async |shop| {
        let token = ordered(&shop).await;
        let page = format!("/de/orders/{token}");
        for _ in 0..2 {
            assert_eq!(location(&send(&shop, "/fn/orders/cancel", &token, &[]).await), page);
        }
        let shown = text(&shop, &page).await;
        assert!(shown.contains("data-state=\"cancelled\""));
        assert_eq!(offered(&shown), ["/fn/orders/again"]);
        let mails: i64 = sqlx::query_scalar("SELECT count(*) FROM mail_outbox").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(mails, 1);
    })
    .await;
}
