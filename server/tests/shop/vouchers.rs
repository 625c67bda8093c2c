//! Vouchers and gift cards over HTTP, with scripts and without.

use domain::{
    orders::{Benefit, PlacedOrder},
    vat::BasisPoints,
};
use services::{
    orders::{
        Actor,
        vouchers::{self, NewVoucher},
    },
    payments::gift_cards::{self, NewGiftCard},
};
use tokio::sync::Barrier;

use crate::{
    people::{town, wide},
    running::{Shop, open},
    tampering::{Visitor, key, refusal},
};

async fn cups_and_a_voucher(shop: &Shop, voucher: NewVoucher) {
    testkit::product().name("tasse").price(3_400).stock(200).insert(&shop.test).await;
    vouchers::create(&shop.test.shop, Actor::Operator, voucher).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_racers_over_http_use_a_single_use_voucher_once() {
    // From one address, as many as a hundred people at once never come.
    town(wide(), async |shop| {
        cups_and_a_voucher(&shop, NewVoucher { most_uses: Some(1), ..NewVoucher::of("EINMAL", Benefit::Amount(500)) }).await;
        let start = std::sync::Arc::new(Barrier::new(100));
        let racers: Vec<_> = (0..100)
            .map(|number| {
                let (shop, start) = (std::sync::Arc::clone(&shop), std::sync::Arc::clone(&start));
                tokio::spawn(async move {
                    let visitor = Visitor::new(&shop);
                    visitor.add("tasse").await;
                    let applied = visitor.call("/fn/cart/code", &[("language", "de"), ("code", "einmal")]).await;
                    assert_eq!(applied.status(), 200);
                    start.wait().await;
                    let seen = [("form[seen_total]", "3690")];
                    refusal(visitor.order(&key(number), &format!("racer{number}@example.ch"), &seen).await).await
                })
            })
            .collect();
        let mut placed = 0;
        for racer in racers {
            match racer.await.unwrap() {
                (200, _) => placed += 1,
                (409, body) => assert!(body.contains("CartChanged") && body.contains("4190"), "{body}"),
                other => panic!("{other:?}"),
            }
        }
        let uses: (i64, i32) = sqlx::query_as("SELECT (SELECT count(*) FROM orders_voucher_uses), uses FROM orders_vouchers")
            .fetch_one(&shop.test.shop.pool)
            .await
            .unwrap();
        assert_eq!((placed, uses), (1, (1, 1)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_cart_takes_codes_and_says_at_the_field_what_is_wrong() {
    open(async |shop| {
        cups_and_a_voucher(&shop, NewVoucher::of("ZEHN", Benefit::Percent(BasisPoints(1_000)))).await;
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        let enter = async |code: &str| {
            let answer = visitor.submit("/fn/cart/code", "/de/cart", &[("language", "de"), ("code", code)]).await;
            assert_eq!(answer.status(), 303);
            let location = answer.headers()["location"].to_str().unwrap().to_owned();
            (visitor.page(&location).await, location)
        };
        for (code, words) in
            [("", "Bitte geben Sie einen Code ein."), ("gibtsnicht", "Diesen Code kennen wir nicht. Bitte prüfen Sie ihn.")]
        {
            let (page, location) = enter(code).await;
            assert!(location.starts_with("/de/cart?told="), "{location}");
            assert!(page.contains(words) && page.contains(r#"aria-describedby="code-error""#), "{code:?}: {page}");
        }
        let (page, location) = enter(" ze hn ").await;
        assert_eq!(location, "/de/cart");
        assert!(page.contains("Gutschein ZEHN") && page.contains("CHF\u{a0}-3.40"), "{page}");
        assert!(!page.contains("code-error"), "{page}");

        let left = visitor.submit("/fn/cart/code/leave", "/de/cart", &[("language", "de"), ("code", ""), ("kind", "voucher")]).await;
        assert_eq!((left.status().as_u16(), left.headers()["location"].to_str().unwrap()), (303, "/de/cart"));
        assert!(!visitor.page("/de/cart").await.contains("ZEHN"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_checkout_a_code_loses_nothing_of_what_was_entered() {
    open(async |shop| {
        cups_and_a_voucher(&shop, NewVoucher::of("ZEHN", Benefit::Percent(BasisPoints(1_000)))).await;
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        let key = key(1);
        let form = [
            ("language", "de"),
            ("form[checkout_key]", key.as_str()),
            ("form[email]", "anna@example"),
            ("form[address][name]", "Anna Muster"),
            ("form[address][company]", ""),
            ("form[address][street]", "Seeweg 12a"),
            ("form[address][postal_code]", ""),
            ("form[address][city]", "Luzern"),
            ("form[address][country]", "CH"),
            ("form[delivery_method]", "post-priority"),
            ("form[payment_method]", "twint"),
            ("form[seen_total]", "4490"),
            ("form[seen_gift_card]", "0"),
            ("code", "zehn"),
        ];
        let answer = visitor.submit("/fn/cart/code", "/de/checkout", &form).await;
        assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, "/de/checkout"));
        let page = visitor.page("/de/checkout").await;
        for words in ["anna@example", "Anna Muster", "Seeweg 12a", "Gutschein ZEHN", "CHF\u{a0}-3.40"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // 34.00 less 3.40 and Priority at 10.90.
        assert!(page.contains(r#"name="form[seen_total]" value="4150""#), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_typed_and_not_applied_is_never_charged_without() {
    open(async |shop| {
        cups_and_a_voucher(&shop, NewVoucher::of("ZEHN", Benefit::Percent(BasisPoints(1_000)))).await;
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        let unknown = [("form[seen_total]", "4190"), ("code", "gibtsnicht")];
        let (status, body) = refusal(visitor.order(&key(1), "anna@example.ch", &unknown).await).await;
        assert!(status == 409 && body.contains("CodeUnknown"), "{status} {body}");
        let typed = [("form[seen_total]", "4190"), ("code", "zehn")];
        let (status, body) = refusal(visitor.order(&key(1), "anna@example.ch", &typed).await).await;
        assert!(status == 409 && body.contains("CartChanged") && body.contains("3850"), "{status} {body}");
        assert_eq!(visitor.order(&key(1), "anna@example.ch", &[("form[seen_total]", "3850")]).await.status(), 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_card_pays_over_http_and_its_page_says_so() {
    open(async |shop| {
        testkit::product().name("tasse").price(3_400).stock(10).insert(&shop.test).await;
        let card = NewGiftCard { amount: 5_000, expires_at: None, reason: "sold".into() };
        let code = gift_cards::issue(&shop.test.shop, Actor::Operator, card).await.unwrap().code;
        let visitor = Visitor::new(&shop);
        visitor.add("tasse").await;
        let answer = visitor.call("/fn/cart/code", &[("language", "de"), ("code", &code.to_string())]).await;
        let body = answer.text().await.unwrap();
        assert!(!body.contains(code.as_str()), "the code does not come back: {body}");
        let shown = visitor.page("/de/cart").await;
        assert!(shown.contains(&format!("Geschenkkarte …{}", code.ending())) && shown.contains("CHF\u{a0}-41.90"), "{shown}");
        let checkout = visitor.page("/de/checkout").await;
        assert!(checkout.contains(r#"name="form[seen_gift_card]" value="4190""#), "{checkout}");
        assert!(checkout.contains("Es ist nichts mehr zu bezahlen."), "{checkout}");

        let seen = [("form[seen_total]", "4190"), ("form[seen_gift_card]", "4190")];
        let placed: PlacedOrder = visitor.order(&key(1), "anna@example.ch", &seen).await.json().await.unwrap();
        assert_eq!(placed.pay_at, None);
        let page = visitor.page(&format!("/de/orders/{}", placed.token)).await;
        assert!(page.contains("Mit Geschenkkarte bezahlt") && page.contains(r#"data-state="paid""#), "{page}");
    })
    .await;
}
