//! Parcels on a real database: no piece leaves twice, nothing unpaid leaves at all, and the buyer is told once.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::{
    failure::{FieldError, Refusal},
    ids::VariantId,
    orders::{Carrier, HandOverForm, Happening, OrderRefusal, OrderState, OrderView, ParcelEvent, ParcelState, Pieces, TrackingForm},
    payments::PaymentState,
};
use services::{
    error::{Error, Result},
    mail,
    orders::{self, Actor, fulfilment},
    payments,
};
use testkit::{STAFF, TestShop};
use uuid::Uuid;

const POST_NUMBER: &str = "99.34.123456.12345678";

/// A paid order over these pieces.
async fn paid(test: &TestShop, lines: &[(VariantId, u32)]) -> OrderView {
    let placed = Buyer::with(test, lines).await.place(test).await.unwrap();
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    payments::settle(&test.shop, "mollie", &id).await.unwrap();
    mail::deliver(&test.shop).await.unwrap();
    orders::find(&test.shop, &placed.token).await.unwrap()
}

/// Three cups and two pots, paid.
async fn cups_and_pots(test: &TestShop) -> OrderView {
    let cup = testkit::product().name("tasse").price(3400).stock(10).insert(test).await;
    let pot = testkit::product().name("kanne").price(12_800).stock(10).insert(test).await;
    paid(test, &[(cup.variant(), 3), (pot.variant(), 2)]).await
}

fn form(key: u128, pieces: &[(u32, u32)]) -> HandOverForm {
    HandOverForm {
        key: Uuid::from_u128(key),
        pieces: pieces.iter().map(|&(position, quantity)| Pieces { position, quantity }).collect(),
        tracking: TrackingForm { carrier: "swiss_post".into(), number: POST_NUMBER.into() },
        notify: true,
    }
}

async fn send(test: &TestShop, order: &OrderView, form: &HandOverForm) -> Result<domain::orders::ParcelView> {
    fulfilment::hand_over(&test.shop, STAFF, &order.number, form).await
}

async fn again(test: &TestShop, order: &OrderView) -> OrderView {
    orders::find(&test.shop, &order.token).await.unwrap()
}

fn refusal(error: Error) -> OrderRefusal {
    match error {
        Error::Refused(Refusal::Order(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Pieces in parcels that count as sent, by position.
async fn sent(test: &TestShop) -> Vec<(i32, i64)> {
    sqlx::query_as(
        "SELECT line.position, sum(line.quantity) FROM orders_parcel_lines AS line JOIN orders_parcels AS parcel ON parcel.id = line.parcel_id
         WHERE parcel.state <> 'returned' GROUP BY line.position ORDER BY line.position",
    )
    .fetch_all(&test.shop.pool)
    .await
    .unwrap()
}

async fn count(test: &TestShop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_out_in_parts_and_is_shipped_with_the_last_one() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let first = send(&test, &order, &form(1, &[(0, 2)])).await.unwrap();
        assert_eq!((first.number, first.state), (1, ParcelState::HandedOver));
        assert_eq!(first.tracking.number.as_deref(), Some("993412345612345678"));
        let shown = again(&test, &order).await;
        assert_eq!(shown.state, OrderState::Paid);
        assert_eq!(shown.parcels[0].pieces, [Pieces { position: 0, quantity: 2 }]);

        let short = refusal(send(&test, &order, &form(2, &[(0, 2)])).await.unwrap_err());
        assert_eq!(short, OrderRefusal::TooManyPieces { position: 0, left: 1 });
        let foreign = refusal(send(&test, &order, &form(2, &[(9, 1)])).await.unwrap_err());
        assert_eq!(foreign, OrderRefusal::TooManyPieces { position: 9, left: 0 });

        // Everything that is left.
        send(&test, &order, &form(3, &[])).await.unwrap();
        let shown = again(&test, &order).await;
        assert_eq!((shown.state, shown.parcels.len()), (OrderState::Shipped, 2));
        assert_eq!(sent(&test).await, [(0, 3), (1, 2)]);
        assert_eq!(refusal(send(&test, &order, &form(4, &[])).await.unwrap_err()), OrderRefusal::NothingToSend);
        let parcels: Vec<_> = shown.timeline.iter().filter(|entry| matches!(entry.what, Happening::Parcel { .. })).collect();
        assert_eq!(parcels.len(), 2);

        // One mail for each parcel, the first one with the word that the rest follows.
        mail::deliver(&test.shop).await.unwrap();
        let mut texts = test.sandbox.control().mails_to(&order.email);
        texts.retain(|mail| mail.subject.contains("unterwegs"));
        assert_eq!(texts.len(), 2);
        let rest: Vec<_> = texts.iter().map(|mail| mail.text.as_deref().unwrap_or_default().contains("Der Rest folgt")).collect();
        assert_eq!(rest.iter().filter(|is_part| **is_part).count(), 1);
        assert!(
            texts[0].html.as_deref().unwrap_or_default().contains("https://service.post.ch/ekp-web/ui/entry/search/993412345612345678")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_sends_once() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let wanted = form(1, &[(0, 1)]);
        let first = send(&test, &order, &wanted).await.unwrap();
        let racers: Vec<_> = (0..10)
            .map(|_| {
                let (test, order, wanted) = (Arc::clone(&test), order.clone(), wanted.clone());
                tokio::spawn(async move { send(&test, &order, &wanted).await.unwrap() })
            })
            .collect();
        for racer in racers {
            assert_eq!(racer.await.unwrap(), first);
        }
        assert_eq!(sent(&test).await, [(0, 1)]);
        assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE kind = 'shipped'").await, 1);

        let other = refusal(send(&test, &order, &form(1, &[(0, 2)])).await.unwrap_err());
        assert_eq!(other, OrderRefusal::RequestReused);
        let cup = testkit::product().name("glas").price(900).stock(10).insert(&test).await;
        let stranger = paid(&test, &[(cup.variant(), 1)]).await;
        assert_eq!(levels(&test, cup.variant()).await, (9, 0, 1));
        assert_eq!(refusal(send(&test, &stranger, &wanted).await.unwrap_err()), OrderRefusal::RequestReused);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_hands_on_the_same_pieces_send_what_was_ordered() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let racers: Vec<_> = (0..20)
            .map(|turn| {
                let (test, order) = (Arc::clone(&test), order.clone());
                tokio::spawn(async move { send(&test, &order, &form(100 + turn, &[(0, 1), (1, 1)])).await })
            })
            .collect();
        let mut parcels = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => parcels += 1,
                Err(error) => assert!(matches!(refusal(error), OrderRefusal::TooManyPieces { .. })),
            }
        }
        assert_eq!(parcels, 2);
        assert_eq!(sent(&test).await, [(0, 2), (1, 2)]);
        let last: Vec<_> = (0..20)
            .map(|turn| {
                let (test, order) = (Arc::clone(&test), order.clone());
                tokio::spawn(async move { send(&test, &order, &form(200 + turn, &[])).await.is_ok() })
            })
            .collect();
        let mut done = 0;
        for racer in last {
            done += i32::from(racer.await.unwrap());
        }
        assert_eq!(done, 1);
        assert_eq!(sent(&test).await, [(0, 3), (1, 2)]);
        assert_eq!(count(&test, "SELECT count(*) FROM orders_history WHERE event = 'ship'").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_itself_lets_no_piece_leave_twice_and_nothing_unpaid() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        send(&test, &order, &form(1, &[(0, 1)])).await.unwrap();
        // Past every verb.
        let more = sqlx::query("UPDATE orders_parcel_lines SET quantity = 4").execute(&test.shop.pool).await.unwrap_err();
        assert_eq!(Error::from(more).constraint(), Some("orders_parcel_lines_within_ordered"));
        let stolen = sqlx::query(
            "INSERT INTO orders_parcel_lines (parcel_id, order_id, position, quantity) SELECT id, order_id, 5, 1 FROM orders_parcels",
        );
        let stolen = stolen.execute(&test.shop.pool).await.unwrap_err();
        assert_eq!(Error::from(stolen).constraint(), Some("orders_parcel_lines_line"));

        let cup = testkit::product().name("glas").price(900).stock(10).insert(&test).await;
        let placed = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        let unpaid = orders::find(&test.shop, &placed.token).await.unwrap();
        let refused = refusal(send(&test, &unpaid, &form(9, &[])).await.unwrap_err());
        assert_eq!(refused, OrderRefusal::WrongState { state: OrderState::AwaitingPayment });
        let forced = sqlx::query(
            "INSERT INTO orders_parcels (id, order_id, number, request_key, request_hash, state)
             SELECT gen_random_uuid(), id, 1, gen_random_uuid(), '', 'packed' FROM orders WHERE state = 'awaiting_payment'",
        );
        let forced = forced.execute(&test.shop.pool).await.unwrap_err();
        assert_eq!(Error::from(forced).constraint(), Some("orders_parcels_of_paid_order"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_that_came_back_is_sent_again_and_a_lost_one_is_not() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let first = send(&test, &order, &form(1, &[(0, 3)])).await.unwrap();
        let second = send(&test, &order, &form(2, &[])).await.unwrap();
        fulfilment::report(&test.shop, STAFF, second.id, ParcelEvent::Lose).await.unwrap();
        assert_eq!(refusal(send(&test, &order, &form(3, &[])).await.unwrap_err()), OrderRefusal::NothingToSend);
        fulfilment::report(&test.shop, STAFF, first.id, ParcelEvent::ComeBack).await.unwrap();
        let third = send(&test, &order, &form(4, &[])).await.unwrap();
        assert_eq!(third.pieces, [Pieces { position: 0, quantity: 3 }]);
        assert_eq!(again(&test, &order).await.state, OrderState::Shipped);

        assert_eq!(refusal(fulfilment::report(&test.shop, STAFF, first.id, ParcelEvent::Arrive).await.unwrap_err()), OrderRefusal::NotNow);
        assert_eq!(
            refusal(fulfilment::report(&test.shop, STAFF, third.id, ParcelEvent::HandOver).await.unwrap_err()),
            OrderRefusal::NotNow
        );
        // What was lost turns up.
        let found = fulfilment::report(&test.shop, STAFF, second.id, ParcelEvent::Arrive).await.unwrap();
        assert_eq!(found.state, ParcelState::Delivered);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_can_wait_and_is_written_once() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let parcel = send(&test, &order, &HandOverForm { notify: false, ..form(1, &[]) }).await.unwrap();
        assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE kind = 'shipped'").await, 0);
        let racers: Vec<_> = (0..10)
            .map(|_| {
                let test = Arc::clone(&test);
                tokio::spawn(async move { fulfilment::notify(&test.shop, STAFF, parcel.id).await.unwrap() })
            })
            .collect();
        let mut news = 0;
        for racer in racers {
            news += i32::from(racer.await.unwrap());
        }
        assert_eq!(news, 1);
        assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE kind = 'shipped'").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_can_be_corrected_and_has_to_be_one() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let wrong = HandOverForm { tracking: TrackingForm { carrier: "swiss_post".into(), number: "123".into() }, ..form(1, &[]) };
        let error = send(&test, &order, &wrong).await.unwrap_err();
        assert!(matches!(&error, Error::Invalid(fields) if *fields == [FieldError::malformed("tracking")]), "{error:?}");

        let parcel = send(&test, &order, &form(1, &[])).await.unwrap();
        let other = TrackingForm { carrier: "other".into(), number: "AB-12".into() };
        fulfilment::correct_tracking(&test.shop, STAFF, parcel.id, &other).await.unwrap();
        fulfilment::correct_tracking(&test.shop, STAFF, parcel.id, &other).await.unwrap();
        let shown = again(&test, &order).await;
        assert_eq!((shown.parcels[0].tracking.carrier, shown.parcels[0].tracking.number.as_deref()), (Some(Carrier::Other), Some("AB-12")));
        assert_eq!(count(&test, "SELECT count(*) FROM orders_parts_history WHERE event = 'correct_tracking'").await, 1);
        assert!(shown.timeline.iter().filter(|entry| matches!(entry.what, Happening::Parcel { .. })).count() == 1, "no news for the buyer");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parcels_are_staffs_matter() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let parcel = send(&test, &order, &form(1, &[(0, 1)])).await.unwrap();
        for actor in [Actor::Buyer, Actor::Gateway, Actor::Schedule] {
            let forbidden = [
                fulfilment::hand_over(&test.shop, actor, &order.number, &form(2, &[])).await.err(),
                fulfilment::correct_tracking(&test.shop, actor, parcel.id, &TrackingForm::default()).await.err(),
                fulfilment::notify(&test.shop, actor, parcel.id).await.err(),
                fulfilment::report(&test.shop, actor, parcel.id, ParcelEvent::Lose).await.err(),
            ];
            assert!(forbidden.iter().all(|error| matches!(error, Some(Error::Forbidden))), "{actor:?}: {forbidden:?}");
        }
        let unknown = fulfilment::hand_over(&test.shop, STAFF, "2026-999999", &form(2, &[])).await.unwrap_err();
        assert!(matches!(unknown, Error::NotFound), "{unknown:?}");
        let unknown = fulfilment::report(&test.shop, STAFF, Uuid::from_u128(5), ParcelEvent::Lose).await.unwrap_err();
        assert!(matches!(unknown, Error::NotFound), "{unknown:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_confirmations_are_one() {
    TestShop::run(|test| async move {
        let order = cups_and_pots(&test).await;
        let early = fulfilment::confirm_delivery(&test.shop, &order.token).await.unwrap_err();
        assert_eq!(refusal(early), OrderRefusal::WrongState { state: OrderState::Paid });
        send(&test, &order, &form(1, &[])).await.unwrap();
        let racers: Vec<_> = (0..50)
            .map(|_| {
                let (test, token) = (Arc::clone(&test), order.token.clone());
                tokio::spawn(async move { fulfilment::confirm_delivery(&test.shop, &token).await.unwrap() })
            })
            .collect();
        let mut news = 0;
        for racer in racers {
            news += i32::from(racer.await.unwrap());
        }
        assert_eq!(news, 1);
        let shown = again(&test, &order).await;
        assert_eq!((shown.state, shown.parcels[0].state), (OrderState::Delivered, ParcelState::Delivered));
        assert_eq!(shown.history.iter().filter(|line| line.state == OrderState::Delivered).count(), 1);
        let unknown = fulfilment::confirm_delivery(&test.shop, "x").await.unwrap_err();
        assert!(matches!(unknown, Error::NotFound), "{unknown:?}");
    })
    .await;
}
