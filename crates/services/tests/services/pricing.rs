//! Delivery and tax on a real database: what a parcel costs follows from where it goes, how heavy it is and what it is worth.

use std::sync::Arc;

use crate::buying::Buyer;
use chrono::{TimeZone, Utc};
use domain::{
    address::{Address, COUNTRIES},
    failure::Refusal,
    language::Language,
    orders::{CheckoutForm, OrderRefusal},
    vat::VatClass,
};
use services::{cart, error::Error, orders};
use testkit::TestShop;

const DE: Language = Language::De;

/// Code and fee of each method.
fn fees(methods: &[domain::orders::DeliveryMethodView]) -> Vec<(&str, i64)> {
    methods.iter().map(|method| (method.code.as_str(), method.fee)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn heavier_parcels_cost_more_and_too_heavy_ones_are_refused() {
    TestShop::run(|test| async move {
        let block = testkit::product().name("block").price(1_000).weight_grams(5_000).stock(50).insert(&test).await;
        let buyer = Buyer::with(&test, &[(block.variant(), 2)]).await;
        let set = async |pieces| cart::set_quantity(&test.shop, DE, buyer.guest, block.variant(), pieces).await.unwrap();
        assert_eq!(fees(&set(2).await.delivery_methods), [("post-economy", 790), ("post-priority", 1_090)], "10 kg are within the band");
        assert_eq!(fees(&set(3).await.delivery_methods), [("post-economy", 1_590), ("post-priority", 1_890)]);
        let form = buyer.form(&test).await;
        assert_eq!(form.seen_total, 3_000 + 1_590);
        let heavy = set(7).await;
        assert!(heavy.undeliverable && heavy.blocked() && heavy.delivery_methods.is_empty());

        let refused = orders::place(Arc::clone(&test.shop), DE, buyer.guest, CheckoutForm { seen_total: 7_000, ..form.clone() }).await;
        assert!(matches!(refused.unwrap_err(), Error::Refused(Refusal::Order(OrderRefusal::NoDelivery))));
        set(3).await;
        orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn free_delivery_begins_at_its_bands_own_worth() {
    TestShop::run(|test| async move {
        let lamp = testkit::product().name("lampe").price(11_995).weight_grams(4_000).stock(50).insert(&test).await;
        let nail = testkit::product().name("nagel").price(5).weight_grams(1).stock(50).insert(&test).await;
        let buyer = Buyer::with(&test, &[(lamp.variant(), 1)]).await;
        let view = cart::view(&test.shop, DE, Some(buyer.guest.into())).await.unwrap();
        assert_eq!((view.delivery_methods[0].fee, view.delivery_methods[0].free_from), (790, Some(12_000)));
        let view = cart::add(&test.shop, DE, buyer.guest, nail.variant(), 1).await.unwrap();
        assert_eq!((view.items_total, view.delivery_methods[0].fee), (12_000, 0));
        // Twelve kilograms are another band, whose free delivery begins later.
        let view = cart::set_quantity(&test.shop, DE, buyer.guest, lamp.variant(), 3).await.unwrap();
        assert_eq!((view.delivery_methods[0].fee, view.items_total), (0, 35_990));
        let view = cart::set_quantity(&test.shop, DE, buyer.guest, nail.variant(), 2).await.unwrap();
        assert_eq!(view.delivery_methods[0].free_from, Some(30_000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_country_of_the_address_form_is_delivered_to() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        for country in COUNTRIES {
            let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
            let form = buyer.form(&test).await;
            let form = CheckoutForm { address: Address { country: country.into(), ..form.address.clone() }, ..form };
            orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap();
        }
        // The fee is that of the country in the address, as soon as one is entered; what is none is none of the fees' business.
        sqlx::query("UPDATE orders_delivery_rates SET fee = 2500 WHERE country = 'LI'").execute(&test.shop.pool).await.unwrap();
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        let to = |country: &str| CheckoutForm { address: Address { country: country.into(), ..form.address.clone() }, ..form.clone() };
        let refused = orders::place(Arc::clone(&test.shop), DE, buyer.guest, to("LI")).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 5_900 }))), "{refused:?}");
        let shown = orders::checkout(&test.shop, DE, Some(buyer.guest.into())).await.unwrap();
        assert_eq!((shown.form.address.country.as_str(), shown.form.seen_total), ("LI", 5_900));
        assert!(matches!(orders::place(Arc::clone(&test.shop), DE, buyer.guest, to("XX")).await, Err(Error::Invalid(_))));
        assert!(!orders::checkout(&test.shop, DE, Some(buyer.guest.into())).await.unwrap().cart.undeliverable);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_supply_decides_the_rate() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let honey = testkit::product().name("honig").price(1_690).vat_class(VatClass::Reduced).stock(10).insert(&test).await;
        // Half past eleven at night in Zurich, and half an hour later.
        for (day, hour, minute, rates) in [(31, 22, 30, [770, 250]), (31, 23, 1, [810, 260])] {
            test.clock.set(Utc.with_ymd_and_hms(2023, 12, day, hour, minute, 0).unwrap());
            let placed = Buyer::with(&test, &[(cup.variant(), 1), (honey.variant(), 1)]).await.place(&test).await.unwrap();
            let order = orders::find(&test.shop, &placed.token).await.unwrap();
            assert_eq!(order.vat.iter().map(|share| share.rate.0).collect::<Vec<_>>(), rates);
            assert_eq!(order.vat.iter().map(|share| share.gross).sum::<i64>(), order.total);
            assert!(order.vat.iter().all(|share| share.vat == share.rate.contained_in(share.gross)));
        }
    })
    .await;
}
