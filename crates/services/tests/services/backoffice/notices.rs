//! Telling the buyer of a parcel: seen before it is sent, once per parcel, and once more on purpose only.

use std::sync::Arc;

use domain::{
    backoffice::{NotifyRequest, ParcelRequest, ParcelStep, StaffRefusal},
    orders::TrackingForm,
};
use services::{backoffice::orders as screens, mail};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{Placed, acts, anna, count, detail, otto, paid, refusal, ship};

const MAILS: &str = "SELECT count(*) FROM mail_outbox WHERE kind = 'shipped'";

/// A paid order with a parcel that its buyer does not know of.
async fn on_its_way(test: &TestShop) -> (Placed, Uuid) {
    let order = paid(test).await;
    let seen = detail(test, &order).await.version;
    let parcel = screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 2)).await.unwrap().id;
    (order, parcel)
}

fn request(order: &Placed, version: i64, parcel: Uuid, key: u128, again: bool) -> NotifyRequest {
    NotifyRequest { order: order.id, version, parcel, key: Uuid::from_u128(key), again }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_is_what_is_sent() {
    TestShop::run(|test| async move {
        let (order, parcel) = on_its_way(&test).await;
        mail::deliver(&test.shop).await.unwrap();
        let shown = screens::preview(&test.shop, anna(), parcel).await.unwrap();
        assert_eq!((shown.sent_at, count(&test, MAILS).await), (None, 0), "looking sends nothing");

        screens::notify(&test.shop, anna(), &request(&order, shown.version, parcel, 2, false)).await.unwrap();
        let sent: (String, String, String) = sqlx::query_as("SELECT recipient, subject, body_text FROM mail_outbox WHERE kind = 'shipped'")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(sent, (shown.recipient, shown.subject, shown.text));
        assert!(screens::preview(&test.shop, anna(), parcel).await.unwrap().sent_at.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_would_say_something_else_by_now_is_not_sent() {
    TestShop::run(|test| async move {
        let (order, parcel) = on_its_way(&test).await;
        let shown = screens::preview(&test.shop, anna(), parcel).await.unwrap();
        let step = ParcelStep::CorrectTracking(TrackingForm { carrier: "other".into(), number: "AB-12".into() });
        screens::step_parcel(&test.shop, otto(), &ParcelRequest { order: order.id, version: shown.version, parcel, step }).await.unwrap();
        let late = screens::notify(&test.shop, anna(), &request(&order, shown.version, parcel, 2, false)).await.unwrap_err();
        assert!(matches!(refusal(late), StaffRefusal::Changed { .. }));
        assert_eq!(count(&test, MAILS).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_and_again_on_purpose_only() {
    TestShop::run(|test| async move {
        let (order, parcel) = on_its_way(&test).await;
        let version = detail(&test, &order).await.version;
        let first = request(&order, version, parcel, 2, false);
        screens::notify(&test.shop, anna(), &first).await.unwrap();
        screens::notify(&test.shop, anna(), &first).await.unwrap();
        assert_eq!(count(&test, MAILS).await, 1, "a double click");

        let version = detail(&test, &order).await.version;
        let second = screens::notify(&test.shop, otto(), &request(&order, version, parcel, 3, false)).await.unwrap_err();
        assert_eq!((refusal(second), count(&test, MAILS).await), (StaffRefusal::NotifiedBefore, 1));

        let again = request(&order, version, parcel, 3, true);
        screens::notify(&test.shop, otto(), &again).await.unwrap();
        screens::notify(&test.shop, otto(), &again).await.unwrap();
        assert_eq!(count(&test, MAILS).await, 2);
        assert_eq!(acts(&test).await, ["order.ship", "parcel.notify", "parcel.notify"]);
        let first = "SELECT count(*) FROM orders_notices WHERE NOT is_repeated";
        assert_eq!((count(&test, first).await, count(&test, "SELECT count(*) FROM orders_notices").await), (1, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_at_once_one_tells() {
    TestShop::run(|test| async move {
        let (order, parcel) = on_its_way(&test).await;
        let version = detail(&test, &order).await.version;
        let racers: Vec<_> = (0..10)
            .map(|key| {
                let (test, request) = (Arc::clone(&test), request(&order, version, parcel, key + 10, false));
                tokio::spawn(async move { screens::notify(&test.shop, otto(), &request).await.is_ok() })
            })
            .collect();
        let mut told = 0;
        for racer in racers {
            told += u32::from(racer.await.unwrap());
        }
        assert_eq!((told, count(&test, MAILS).await), (1, 1));
    })
    .await;
}

/// One that was sent with the parcel counts as well; the database refuses a second first mail whatever the code does.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_went_with_the_parcel_counts() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let version = detail(&test, &order).await.version;
        let with_mail = domain::backoffice::ShipRequest { notify: true, ..ship(&order, version, 1, 1) };
        let parcel = screens::ship(&test.shop, anna(), &with_mail).await.unwrap().id;
        let version = detail(&test, &order).await.version;
        let second = screens::notify(&test.shop, otto(), &request(&order, version, parcel, 3, false)).await.unwrap_err();
        assert_eq!((refusal(second), count(&test, MAILS).await), (StaffRefusal::NotifiedBefore, 1));
        let forced = sqlx::query("INSERT INTO orders_notices VALUES (gen_random_uuid(), $1, false, 'operator')")
            .bind(parcel)
            .execute(&test.shop.pool)
            .await
            .unwrap_err();
        assert!(forced.to_string().contains("orders_notices_first_once"), "{forced}");
    })
    .await;
}
