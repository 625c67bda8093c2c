//! Delivery methods and their rates, as staff change them: nothing without a price is offered, and nobody pays what they have not seen.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{
        DeliveryMethodContent, DeliveryMethodDetail, DeliveryRate, NewDeliveryMethodRequest, RemoveDeliveryMethodRequest,
        ReorderDeliveryMethodsRequest, SaveDeliveryMethodRequest, SetDeliveryRatesRequest, StaffRefusal, SwitchDeliveryMethodRequest,
        delivery_fee,
    },
    catalog::Texts,
    failure::{FieldError, Refusal},
    language::Language,
    orders::OrderRefusal,
};
use services::{
    cart,
    error::{Error, Result},
    orders::{self, Acting, delivery::staff as delivery},
};
use testkit::TestShop;
use uuid::Uuid;

use crate::{
    backoffice::lab::{acts, force, refusal, staff},
    buying::Buyer,
};

/// One who may see to delivery.
fn olga() -> Acting {
    staff(8, &[Role::Orders])
}

fn texts(text: &str) -> Texts {
    Texts { de: text.into(), fr: format!("{text} fr"), it: format!("{text} it"), en: format!("{text} en") }
}

fn rate(country: &str, up_to_grams: u32, from_value: i64, fee: i64) -> DeliveryRate {
    DeliveryRate { country: country.into(), up_to_grams, from_value, fee }
}

async fn methods(test: &TestShop) -> Vec<DeliveryMethodDetail> {
    delivery::list(&test.shop, olga()).await.unwrap()
}

async fn method(test: &TestShop, code: &str) -> DeliveryMethodDetail {
    methods(test).await.into_iter().find(|method| method.code == code).unwrap()
}

async fn set(test: &TestShop, seen: &DeliveryMethodDetail, rates: Vec<DeliveryRate>) -> Result<()> {
    delivery::set_rates(&test.shop, olga(), &SetDeliveryRatesRequest { method: seen.code.clone(), version: seen.version, rates }).await
}

async fn switch(test: &TestShop, seen: &DeliveryMethodDetail, is_active: bool) -> Result<()> {
    let request = SwitchDeliveryMethodRequest { method: seen.code.clone(), version: seen.version, is_active };
    delivery::switch(&test.shop, olga(), &request).await
}

async fn remove(test: &TestShop, seen: &DeliveryMethodDetail) -> Result<()> {
    delivery::remove(&test.shop, olga(), &RemoveDeliveryMethodRequest { method: seen.code.clone(), version: seen.version }).await
}

async fn make(test: &TestShop, key: u128, name: &str) -> Result<String> {
    let content = DeliveryMethodContent { name: texts(name), promise: texts("heute") };
    delivery::create(&test.shop, olga(), &NewDeliveryMethodRequest { key: Uuid::from_u128(key), content }).await
}

fn invalid<T: std::fmt::Debug>(outcome: Result<T>) -> Vec<FieldError> {
    match outcome {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

/// What the cart of somebody with this product offers: codes and fees.
async fn offered(test: &TestShop, buyer: &Buyer) -> Vec<(String, i64)> {
    let view = Box::pin(cart::view(&test.shop, Language::De, Some(buyer.guest.into()))).await.unwrap();
    view.delivery_methods.into_iter().map(|method| (method.code, method.fee)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_is_made_priced_offered_and_kept_once_it_was_used() {
    TestShop::run(|test| async move {
        for _ in 0..2 {
            assert_eq!(make(&test, 1, "Velokurier").await.unwrap(), "velokurier");
        }
        assert_eq!(make(&test, 2, "Velokurier").await.unwrap(), "velokurier-2");
        let made = method(&test, "velokurier").await;
        assert_eq!((made.is_active, made.is_removable, made.rates.len()), (false, true, 0));
        assert_eq!(invalid(switch(&test, &made, true).await), [FieldError::required("rates")], "what has no price is not offered");

        let rates = vec![rate("CH", 5_000, 0, 500), rate("CH", 5_000, 5_000, 300)];
        for _ in 0..2 {
            set(&test, &made, rates.clone()).await.unwrap();
        }
        let cup = testkit::product().name("tasse").price(3_400).weight_grams(300).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        assert!(!offered(&test, &buyer).await.contains(&("velokurier".into(), 500)), "it is off");
        let priced = method(&test, "velokurier").await;
        for _ in 0..2 {
            switch(&test, &priced, true).await.unwrap();
        }
        assert_eq!(offered(&test, &buyer).await[0], ("velokurier".into(), 500));
        buyer.place(&test).await.unwrap();

        let offered_now = method(&test, "velokurier").await;
        assert_eq!(invalid(set(&test, &offered_now, Vec::new()).await), [FieldError::required("rates")], "what is offered keeps a price");
        assert_eq!(invalid(remove(&test, &offered_now).await), [FieldError::taken("method")], "it is offered");
        switch(&test, &offered_now, false).await.unwrap();
        let used = method(&test, "velokurier").await;
        assert!(!used.is_removable);
        assert_eq!(invalid(remove(&test, &used).await), [FieldError::taken("method")], "an order went by it");
        let spare = method(&test, "velokurier-2").await;
        for _ in 0..2 {
            remove(&test, &spare).await.unwrap();
        }
        assert_eq!(methods(&test).await.len(), 3);
        let expected =
            ["delivery.create", "delivery.create", "delivery.set_rates", "delivery.switch", "delivery.switch", "delivery.remove"];
        assert_eq!(acts(&test).await, expected);
        let (before, after): (serde_json::Value, serde_json::Value) =
            sqlx::query_as("SELECT before, after FROM audit_log WHERE action = 'delivery.set_rates'")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
        assert_eq!((before, after), (serde_json::json!({}), serde_json::json!({ "CH 5000 g from 0": 500, "CH 5000 g from 5000": 300 })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_that_changes_under_a_checkout_is_seen_before_it_is_paid() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).weight_grams(300).stock(10).insert(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        assert_eq!((form.delivery_method.as_str(), form.seen_total), ("post-economy", 4_190));
        let economy = method(&test, "post-economy").await;
        let dearer: Vec<_> = economy
            .rates
            .iter()
            .map(|rate| if rate.fee == 790 { DeliveryRate { fee: 990, ..rate.clone() } } else { rate.clone() })
            .collect();
        set(&test, &economy, dearer).await.unwrap();
        let place = async |form| orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form).await;
        let refused = place(form.clone()).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_390 }))), "{refused:?}");

        // Switched off while somebody has chosen it.
        switch(&test, &method(&test, "post-economy").await, false).await.unwrap();
        assert_eq!(invalid(place(form).await), [FieldError::unknown("delivery_method")]);
        let shown = buyer.form(&test).await;
        assert_eq!((shown.delivery_method.as_str(), shown.seen_total), ("post-priority", 4_490));
        place(shown).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_overwrites_what_they_have_not_seen() {
    TestShop::run(|test| async move {
        let seen = method(&test, "post-priority").await;
        let content = DeliveryMethodContent { name: texts("Express"), promise: texts("morgen") };
        let save = SaveDeliveryMethodRequest { method: seen.code.clone(), version: seen.version, content };
        for _ in 0..2 {
            delivery::save(&test.shop, olga(), &save).await.unwrap();
        }
        assert_eq!(method(&test, "post-priority").await.name, texts("Express"));
        let late = set(&test, &seen, vec![rate("CH", 1_000, 0, 100)]).await.unwrap_err();
        assert!(matches!(refusal(late), StaffRefusal::Changed { .. }));
        let late = switch(&test, &seen, false).await.unwrap_err();
        assert!(matches!(refusal(late), StaffRefusal::Changed { .. }));
        let other =
            SaveDeliveryMethodRequest { content: DeliveryMethodContent { promise: texts("bald"), ..save.content.clone() }, ..save.clone() };
        assert!(matches!(refusal(delivery::save(&test.shop, olga(), &other).await.unwrap_err()), StaffRefusal::Changed { .. }));
        let gone = SaveDeliveryMethodRequest { method: "none".into(), ..other };
        assert!(matches!(delivery::save(&test.shop, olga(), &gone).await, Err(Error::NotFound)));

        let codes = |codes: [&str; 2]| codes.map(str::to_owned).to_vec();
        let order = ReorderDeliveryMethodsRequest {
            shown: codes(["post-economy", "post-priority"]),
            order: codes(["post-priority", "post-economy"]),
        };
        for _ in 0..2 {
            delivery::reorder(&test.shop, olga(), &order).await.unwrap();
        }
        assert_eq!(methods(&test).await[0].code, "post-priority");
        make(&test, 1, "Kurier").await.unwrap();
        let late = ReorderDeliveryMethodsRequest { shown: order.order.clone(), order: order.shown.clone() };
        assert!(matches!(refusal(delivery::reorder(&test.shop, olga(), &late).await.unwrap_err()), StaffRefusal::Changed { .. }));
        let some = ReorderDeliveryMethodsRequest { shown: ["post-priority", "post-economy", "kurier"].map(str::to_owned).to_vec(), ..late };
        assert_eq!(invalid(delivery::reorder(&test.shop, olga(), &some).await), [FieldError::unknown("methods")]);
        assert_eq!(acts(&test).await, ["delivery.save", "delivery.reorder", "delivery.create"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rates_without_gaps_are_the_same_here_and_in_the_shop() {
    TestShop::run(|test| async move {
        let economy = method(&test, "post-economy").await;
        let gap = vec![rate("CH", 10_000, 5_000, 0)];
        assert_eq!(invalid(set(&test, &economy, gap).await), [FieldError::required("from-0")]);
        assert_eq!(invalid(set(&test, &economy, vec![rate("FR", 10_000, 0, 0)]).await), [FieldError::unknown("up_to-0")]);
        // Past the services as well.
        let behind = sqlx::query("DELETE FROM orders_delivery_rates WHERE method = 'post-economy' AND from_value = 0")
            .execute(&test.shop.pool)
            .await;
        assert!(behind.unwrap_err().to_string().contains("no fee"));
        let used = sqlx::query("DELETE FROM orders_delivery_methods WHERE code = 'post-priority'").execute(&test.shop.pool).await;
        assert_eq!(used.unwrap().rows_affected(), 1, "no order went by it");

        let rates = vec![
            rate("CH", 2_000, 0, 700),
            rate("CH", 2_000, 5_000, 0),
            rate("CH", 10_000, 0, 900),
            rate("CH", 10_000, 8_000, 400),
            rate("CH", 10_000, 20_000, 0),
        ];
        set(&test, &economy, rates.clone()).await.unwrap();
        for (number, (weight, price)) in
            [(1_500, 4_900), (2_000, 5_000), (2_001, 7_995), (9_999, 8_000), (10_000, 20_000), (10_001, 100)].into_iter().enumerate()
        {
            let thing = testkit::product().name(&format!("ding-{number}")).price(price).weight_grams(weight).stock(5).insert(&test).await;
            let buyer = Buyer::with(&test, &[(thing.variant(), 1)]).await;
            let shop = offered(&test, &buyer).await.first().map(|(_, fee)| *fee);
            assert_eq!(delivery_fee(&rates, "CH", u32::try_from(weight).unwrap(), price), shop, "{weight} g for {price}");
        }
        force(&test, "UPDATE orders_delivery_methods SET active = false").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_forms_at_once_make_one_method() {
    TestShop::run(|test| async move {
        let (one, other) = tokio::join!(make(&test, 1, "Kurier"), make(&test, 1, "Kurier"));
        assert_eq!((one.unwrap().as_str(), other.unwrap().as_str()), ("kurier", "kurier"));
        assert_eq!(acts(&test).await, ["delivery.create"]);
        for (role, is_allowed) in [(Role::Orders, true), (Role::Catalogue, false), (Role::Accounting, false), (Role::Admin, false)] {
            let answer = delivery::list(&test.shop, staff(9, &[role])).await;
            assert_eq!(answer.is_ok(), is_allowed, "{role:?}");
        }
    })
    .await;
}
