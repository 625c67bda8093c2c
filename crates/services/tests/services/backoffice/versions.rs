//! Two members of staff on one order: the second sees that it has changed, and nothing is overwritten.

use std::sync::Arc;

use domain::{
    backoffice::{
        CancelRequest, MarkPaidRequest, NoteRequest, NotifyRequest, ParcelRequest, ParcelStep, RefundRequest, RefundWhat, ReturnStep,
        ReturnStepRequest, StaffRefusal,
    },
    orders::{EnteredPieces, OrderState, ParcelEvent, ReturnForm, TrackingForm},
    payments::RefundReason,
};
use services::{
    backoffice::orders as screens,
    error::{Error, Result},
    orders::returns,
};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{Placed, acts, anna, count, detail, on_account, ordered, otto, paid, refusal, ship};

#[tokio::test(flavor = "multi_thread")]
async fn the_second_one_sees_that_it_changed() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 1)).await.unwrap();

        let late = screens::ship(&test.shop, otto(), &ship(&order, seen, 2, 0)).await.unwrap_err();
        let now = detail(&test, &order).await;
        assert_eq!(refusal(late), StaffRefusal::Changed { version: now.version });
        assert_eq!((now.parcels.len(), now.state), (1, OrderState::Paid), "nothing of the second one's was done");
        assert_eq!(acts(&test).await, ["order.ship"]);

        screens::ship(&test.shop, otto(), &ship(&order, now.version, 2, 0)).await.unwrap();
        assert_eq!(detail(&test, &order).await.state, OrderState::Shipped);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_at_once_one_acts() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        let racers: Vec<_> = (0..10)
            .map(|key| {
                let (test, request) = (Arc::clone(&test), ship(&order, seen, key + 1, 1));
                tokio::spawn(async move { screens::ship(&test.shop, otto(), &request).await })
            })
            .collect();
        let mut done = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => done += 1,
                Err(error) => assert!(matches!(refusal(error), StaffRefusal::Changed { .. })),
            }
        }
        assert_eq!((done, detail(&test, &order).await.parcels.len()), (1, 1));
        assert_eq!(acts(&test).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_it_twice_has_done_it_once() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        let first = screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 1)).await.unwrap();
        let again = screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 1)).await.unwrap();
        assert_eq!(first, again, "the same click is not told that it changed the order itself");
        let seen = detail(&test, &order).await.version;
        let request = refund(&order, seen, &detail(&test, &order).await.payments[0].id, 1);
        let first = screens::refund(&test.shop, anna(), &request).await.unwrap();
        assert_eq!(screens::refund(&test.shop, anna(), &request).await.unwrap(), first);
        let other = on_account(&test).await;
        let request = mark_paid(&other, detail(&test, &other).await.version, &detail(&test, &other).await.payments[0].id);
        screens::mark_paid(&test.shop, anna(), &request).await.unwrap();
        screens::mark_paid(&test.shop, anna(), &request).await.unwrap();
        let third = ordered(&test).await;
        let request = CancelRequest { order: third.id, version: detail(&test, &third).await.version };
        screens::cancel(&test.shop, anna(), &request).await.unwrap();
        screens::cancel(&test.shop, anna(), &request).await.unwrap();
        assert_eq!(acts(&test).await, ["order.ship", "payment.refund", "payment.received", "order.cancel"]);
    })
    .await;
}

fn refund(order: &Placed, version: i64, payment: &domain::ids::PaymentId, key: u128) -> RefundRequest {
    RefundRequest {
        order: order.id,
        version,
        key: Uuid::from_u128(key),
        payment: *payment,
        what: RefundWhat::Amount(500),
        reason: RefundReason::Goodwill,
        remark: String::new(),
    }
}

fn mark_paid(order: &Placed, version: i64, payment: &domain::ids::PaymentId) -> MarkPaidRequest {
    MarkPaidRequest { order: order.id, version, key: Uuid::from_u128(77), payment: *payment, amount: 4_190 }
}

async fn note(test: &TestShop, order: &Placed, key: u128) {
    let request = NoteRequest { order: order.id, key: Uuid::from_u128(key), text: "Bitte noch nicht senden.".into() };
    screens::add_note(&test.shop, otto(), &request).await.unwrap();
}

/// What an act could have changed.
async fn standing(test: &TestShop) -> Vec<(String, i64)> {
    sqlx::query_as(
        "SELECT 'order ' || id || state, version FROM orders
         UNION ALL SELECT 'parcel ' || id || state || coalesce(tracking, '') || coalesce(notified_at::text, ''), 0 FROM orders_parcels
         UNION ALL SELECT 'return ' || id || state, 0 FROM orders_returns
         UNION ALL SELECT 'refund ' || id || state, amount FROM payments_refunds
         UNION ALL SELECT 'transfer ' || id, amount FROM payments_transfers
         UNION ALL SELECT 'mail ' || id, 0 FROM mail_outbox
         UNION ALL SELECT 'act ' || action, number FROM audit_log ORDER BY 1, 2",
    )
    .fetch_all(&test.shop.pool)
    .await
    .unwrap()
}

/// Of an order that a colleague wrote a note about meanwhile, by all that can be done to it.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_to_an_order_that_has_moved_on() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        let parcel = screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 2)).await.unwrap().id;
        let pieces = vec![EnteredPieces { position: "0".into(), quantity: "1".into() }];
        let form = ReturnForm { number: "1".into(), reason: "damaged".into(), words: String::new(), pieces };
        returns::request(&test.shop, &order.token, &form).await.unwrap();
        let waiting = on_account(&test).await;
        let (before, unpaid) = (detail(&test, &order).await, detail(&test, &waiting).await);
        note(&test, &order, 1).await;
        note(&test, &waiting, 2).await;

        let (shop, who, version) = (&test.shop, anna(), before.version);
        let step = |step| ParcelRequest { order: order.id, version, parcel, step };
        let tracking = TrackingForm { carrier: "other".into(), number: "AB-12".into() };
        let goods = |step| ReturnStepRequest { order: order.id, version, goods: before.returns[0].id, step };
        let kept = standing(&test).await;
        let told: Vec<(&str, Result<()>)> = vec![
            ("ship", screens::ship(shop, who, &ship(&order, version, 2, 0)).await.map(drop)),
            ("report", screens::step_parcel(shop, who, &step(ParcelStep::Report(ParcelEvent::Lose))).await.map(drop)),
            ("tracking", screens::step_parcel(shop, who, &step(ParcelStep::CorrectTracking(tracking))).await.map(drop)),
            (
                "notify",
                screens::notify(shop, who, &NotifyRequest { order: order.id, version, parcel, key: Uuid::from_u128(3), again: false })
                    .await,
            ),
            ("refund", screens::refund(shop, who, &refund(&order, version, &before.payments[0].id, 4)).await.map(drop)),
            ("accept", screens::step_return(shop, who, &goods(ReturnStep::Accept(String::new()))).await),
            ("refuse", screens::step_return(shop, who, &goods(ReturnStep::Refuse("Nein.".into()))).await),
            ("mark paid", screens::mark_paid(shop, who, &mark_paid(&waiting, unpaid.version, &unpaid.payments[0].id)).await.map(drop)),
            ("cancel", screens::cancel(shop, who, &CancelRequest { order: waiting.id, version: unpaid.version }).await),
        ];
        for (act, outcome) in told {
            let refused = refusal(outcome.expect_err(act));
            assert!(
                matches!(refused, StaffRefusal::Changed { version } if version > before.version.min(unpaid.version)),
                "{act}: {refused:?}"
            );
        }
        assert_eq!(standing(&test).await, kept);
    })
    .await;
}

/// A version of one order is none of another's.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_of_another_order_counts_for_nothing() {
    TestShop::run(|test| async move {
        let (one, other) = (paid(&test).await, paid(&test).await);
        let seen = detail(&test, &one).await.version;
        let parcel = screens::ship(&test.shop, anna(), &ship(&one, seen, 1, 1)).await.unwrap().id;
        let version = detail(&test, &other).await.version;
        let step = ParcelStep::Report(ParcelEvent::Lose);
        let lost = screens::step_parcel(&test.shop, anna(), &ParcelRequest { order: other.id, version, parcel, step }).await;
        assert!(matches!(lost, Err(Error::NotFound)), "{lost:?}");
        let payment = detail(&test, &one).await.payments[0].id;
        let back = screens::refund(&test.shop, anna(), &refund(&other, version, &payment, 1)).await;
        assert!(matches!(back, Err(Error::NotFound)), "{back:?}");
    })
    .await;
}

/// The database counts by itself, whoever acts.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_to_an_order_counts() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let mut versions = vec![detail(&test, &order).await.version];
        let id = test.sandbox.control().payments().last().unwrap().id.clone();
        test.sandbox.control().set_status(&id, domain::payments::PaymentState::Paid).unwrap();
        services::payments::settle(&test.shop, "mollie", &id).await.unwrap();
        versions.push(detail(&test, &order).await.version);
        note(&test, &order, 1).await;
        versions.push(detail(&test, &order).await.version);
        screens::ship(&test.shop, anna(), &ship(&order, versions[2], 1, 0)).await.unwrap();
        versions.push(detail(&test, &order).await.version);
        services::orders::fulfilment::confirm_delivery(&test.shop, &order.token).await.unwrap();
        versions.push(detail(&test, &order).await.version);
        let payment = detail(&test, &order).await.payments[0].id;
        screens::refund(&test.shop, anna(), &refund(&order, versions[4], &payment, 1)).await.unwrap();
        versions.push(detail(&test, &order).await.version);
        assert!(versions.is_sorted_by(|before, after| before < after), "{versions:?}");
        assert_eq!(count(&test, "SELECT count(*) FROM orders WHERE version < 1").await, 0);
    })
    .await;
}
