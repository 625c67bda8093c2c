//! VAT rates: entered before their day, taken away before it, never changed afterwards, and the same for all who sell on a day.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use domain::{
    accounts::Role,
    backoffice::{RateStanding, StaffRefusal},
    failure::FieldError,
    vat::{BasisPoints, DatedRate, VatClass, VatRates},
};
use services::{
    error::{Error, Result},
    orders::{self, Acting},
    vat::{self, staff as rates},
};
use testkit::TestShop;

use crate::{
    backoffice::lab::{acts, refusal, staff},
    buying::Buyer,
};

/// One who may enter rates.
fn vera() -> Acting {
    staff(7, &[Role::Accounting])
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn standard(first_day: NaiveDate, rate: u16) -> DatedRate {
    DatedRate { class: VatClass::Standard, first_day, rate: BasisPoints(rate) }
}

fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, hour, minute, 0).unwrap()
}

fn invalid(outcome: Result<()>) -> Vec<FieldError> {
    match outcome {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

async fn charged(test: &TestShop, variant: domain::ids::VariantId) -> (String, u16) {
    let placed = Buyer::with(test, &[(variant, 1)]).await.place(test).await.unwrap();
    let order = orders::find(&test.shop, &placed.token).await.unwrap();
    assert!(order.vat.iter().all(|share| share.vat == share.rate.contained_in(share.gross)));
    (placed.token, order.vat[0].rate.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_begins_with_the_swiss_rates() {
    TestShop::run(|test| async move {
        let detail = rates::list(&test.shop, vera()).await.unwrap();
        let (mut known, mut swiss) = (detail.rates.clone(), VatRates::swiss().to_vec());
        known.sort();
        swiss.sort();
        assert_eq!(known, swiss);
        assert_eq!((detail.today, detail.earliest), (day(2026, 6, 15), day(2026, 6, 16)));
        let in_force: Vec<u16> =
            detail.rates.iter().filter(|rate| detail.standing(**rate) == RateStanding::InForce).map(|rate| rate.rate.0).collect();
        assert_eq!(in_force, [810, 380, 260]);
        let today = vat::today(&test.shop).await.unwrap();
        assert_eq!(VatClass::ALL.map(|class| today.rate(class).0), [810, 260, 380]);
        for role in [Role::Orders, Role::Catalogue, Role::Support, Role::Admin] {
            assert!(matches!(rates::list(&test.shop, staff(9, &[role])).await, Err(Error::Forbidden)), "{role:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coming_rate_holds_from_its_midnight_on_and_orders_keep_theirs() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await.variant();
        let coming = standard(day(2031, 1, 1), 850);
        for _ in 0..2 {
            rates::add(&test.shop, vera(), coming).await.unwrap();
        }
        // Five to midnight in Zurich, and five past: the process has read the rates of the day before.
        test.clock.set(at(2030, 12, 31, 22, 55));
        let (before, old) = charged(&test, cup).await;
        test.clock.set(at(2030, 12, 31, 23, 5));
        let (_, new) = charged(&test, cup).await;
        assert_eq!((old, new), (810, 850));
        let kept = orders::find(&test.shop, &before).await.unwrap();
        assert_eq!(kept.vat[0].rate.0, 810, "an order keeps its snapshot");
        assert_eq!(invalid(rates::remove(&test.shop, vera(), coming).await), [FieldError::malformed("first_day")], "it holds");
        assert_eq!(acts(&test).await, ["vat.add_rate"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_coming_can_be_taken_away_until_its_day() {
    TestShop::run(|test| async move {
        let coming = standard(day(2031, 1, 1), 850);
        rates::add(&test.shop, vera(), coming).await.unwrap();
        assert_eq!(invalid(rates::add(&test.shop, vera(), standard(coming.first_day, 840)).await), [FieldError::taken("first_day")]);
        let other = rates::remove(&test.shop, vera(), standard(coming.first_day, 840)).await.unwrap_err();
        assert!(matches!(refusal(other), StaffRefusal::Changed { .. }));
        test.clock.set(at(2030, 12, 31, 22, 45));
        for _ in 0..2 {
            rates::remove(&test.shop, vera(), coming).await.unwrap();
        }
        rates::add(&test.shop, vera(), coming).await.unwrap();
        // The last minutes belong to the next day: clocks of nodes differ.
        test.clock.set(at(2030, 12, 31, 22, 51));
        let closed = [FieldError::malformed("first_day")];
        assert_eq!(invalid(rates::remove(&test.shop, vera(), coming).await), closed);
        let reduced = DatedRate { class: VatClass::Reduced, ..coming };
        assert_eq!(invalid(rates::add(&test.shop, vera(), reduced).await), closed);
        assert_eq!(acts(&test).await, ["vat.add_rate", "vat.remove_rate", "vat.add_rate"]);
        let (before, after): (serde_json::Value, serde_json::Value) =
            sqlx::query_as("SELECT before, after FROM audit_log WHERE action = 'vat.remove_rate'")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
        assert_eq!((before, after), (serde_json::json!({ "first_day": "2031-01-01", "basis_points": 850 }), serde_json::json!({})));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_keeps_what_has_held() {
    TestShop::run(|test| async move {
        for statement in [
            "DELETE FROM vat_rates WHERE first_day = '2018-01-01'",
            "UPDATE vat_rates SET basis_points = 800",
            "INSERT INTO vat_rates VALUES ('standard', '2020-01-01', 750)",
            "INSERT INTO vat_rates VALUES ('standard', (now() AT TIME ZONE 'Europe/Zurich')::date, 750)",
            "TRUNCATE vat_rates",
        ] {
            sqlx::query(statement).execute(&test.shop.pool).await.expect_err(statement);
        }
        assert_eq!(rates::list(&test.shop, vera()).await.unwrap().rates.len(), 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_enter_another_rate_for_a_day_one_is_told() {
    TestShop::run(|test| async move {
        let (one, other) = (standard(day(2031, 1, 1), 850), standard(day(2031, 1, 1), 840));
        let (left, right) = tokio::join!(rates::add(&test.shop, vera(), one), rates::add(&test.shop, vera(), other));
        assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
        assert_eq!(acts(&test).await, ["vat.add_rate"]);
    })
    .await;
}
