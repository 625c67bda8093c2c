//! An order's papers over HTTP: for whoever has its token, and kept by nobody in between.

use std::sync::Arc;

use domain::{language::Language, money::Money, orders::CheckoutForm};
use services::{
    cart,
    orders::{self, Actor},
    payments,
};
use uuid::Uuid;

use crate::running::open;

#[tokio::test]
async fn slip_and_invoice_are_files_for_the_token_alone() {
    open(async |shop| {
        let kit = &shop.test;
        let cup = testkit::product().name("Tasse").price(3400).stock(10).insert(kit).await.variant();
        let guest = testkit::guest();
        cart::add(&kit.shop, Language::De, guest, cup, 1).await.unwrap();
        let form = CheckoutForm { payment_method: "prepayment".into(), ..kit.form_of(guest).await };
        let token = orders::place(Arc::clone(&kit.shop), Language::De, guest, form).await.unwrap().token;
        let (slip, invoice) = (format!("/de/orders/{token}/payment-slip.pdf"), format!("/de/orders/{token}/invoice.pdf"));
        let page = shop.page(&format!("/de/orders/{token}")).send().await.unwrap().text().await.unwrap();
        assert!(page.contains(&slip), "the page leads to the slip");

        is_file(&shop, &slip).await;
        assert_eq!(shop.page(&invoice).send().await.unwrap().status(), 404, "not before it is paid");
        let payment: Uuid = sqlx::query_scalar("SELECT id FROM payments").fetch_one(&kit.shop.pool).await.unwrap();
        payments::mark_received(&kit.shop, Actor::Operator, payment, Money::rappen(4190), Uuid::from_u128(1)).await.unwrap();
        is_file(&shop, &invoice).await;
        assert_eq!(shop.page(&slip).send().await.unwrap().status(), 404, "nothing is owed any more");

        let foreign = "x".repeat(43);
        for path in [
            format!("/de/orders/{foreign}/invoice.pdf"),
            format!("/de/orders/{foreign}/payment-slip.pdf"),
            format!("/xx/orders/{token}/invoice.pdf"),
            "/de/orders/a%2F..%2Fb/invoice.pdf".to_owned(),
        ] {
            let answer = shop.page(&path).send().await.unwrap();
            assert_eq!(answer.status(), 404, "{path}");
            assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"), "{path}");
        }
    })
    .await;
}

async fn is_file(shop: &crate::running::Shop, path: &str) {
    let answer = shop.page(path).send().await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(answer.status(), 200, "{path}");
    assert_eq!((header("content-type"), header("cache-control")), ("application/pdf".to_owned(), "private, no-store".to_owned()));
    assert!(header("content-disposition").starts_with("inline; filename=\""), "{}", header("content-disposition"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(answer.bytes().await.unwrap().starts_with(b"%PDF-"), "{path}");
}
