//! An order as staff see it, and what they are offered.

use domain::{
    accounts::{Proof, Role},
    backoffice::{BulkOrder, BulkShipRequest, NoteRequest, OrderAction, Who},
    failure::{FieldError, Refusal},
    ids::{AccountId, OrderId},
    orders::{Happening, OrderState, ParcelState},
    payments::PaymentState,
};
use services::{backoffice::orders as screens, error::Error};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{anna, detail, on_account, ordered, paid, ship, staff};

fn kinds(order: &domain::backoffice::OrderDetail) -> Vec<OrderAction> {
    order.actions.iter().map(|offer| offer.action).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_and_what_happened() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 2)).await.unwrap();
        let note = NoteRequest { order: order.id, key: Uuid::from_u128(5), text: "  Klingelt nicht. ".into() };
        screens::add_note(&test.shop, anna(), &note).await.unwrap();
        screens::add_note(&test.shop, anna(), &note).await.unwrap();

        let now = detail(&test, &order).await;
        assert_eq!(
            (now.number.as_str(), now.state, now.lines[0].to_ship, now.lines[0].to_return),
            (order.number.as_str(), OrderState::Paid, 1, 2)
        );
        assert_eq!((now.payments.len(), now.payments[0].state, now.payments[0].left), (1, PaymentState::Paid, now.total));
        let anna = Who::Staff { account: AccountId(Uuid::from_u128(1)), name: String::new() };
        assert_eq!((now.notes.len(), now.notes[0].text.as_str(), &now.notes[0].who), (1, "Klingelt nicht.", &anna));
        let happened: Vec<_> = now.timeline.iter().map(|row| (row.what, row.who.clone())).collect();
        assert_eq!(
            happened,
            [
                (Happening::Order(OrderState::AwaitingPayment), Who::Buyer),
                (Happening::Order(OrderState::Paid), Who::Gateway),
                (Happening::Parcel { number: 1, state: ParcelState::Packed }, anna.clone()),
                (Happening::Parcel { number: 1, state: ParcelState::HandedOver }, anna),
            ]
        );
        let cart =
            sqlx::query_scalar::<_, Uuid>("SELECT id FROM orders WHERE state = 'pending'").fetch_optional(&test.shop.pool).await.unwrap();
        assert_eq!(cart, None);
        let nobody = screens::detail(&test.shop, crate::backoffice::lab::anna(), OrderId(Uuid::nil())).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_sound_and_of_one_order() {
    TestShop::run(|test| async move {
        let (order, other) = (ordered(&test).await, ordered(&test).await);
        let write = async |order: OrderId, text: &str| {
            screens::add_note(&test.shop, anna(), &NoteRequest { order, key: Uuid::from_u128(5), text: text.into() }).await
        };
        assert!(matches!(write(order.id, " ").await, Err(Error::Invalid(fields)) if fields == [FieldError::required("text")]));
        assert!(matches!(write(order.id, &"x".repeat(2_001)).await, Err(Error::Invalid(fields)) if fields == [FieldError::too_long("text", 2_000)]));
        write(order.id, &"ü".repeat(2_000)).await.unwrap();
        for (order, text) in [(other.id, "ü"), (order.id, "etwas anderes")] {
            assert!(matches!(write(order, text).await, Err(Error::Refused(Refusal::Staff(_)))));
        }
        let rewritten = sqlx::query("UPDATE orders_notes SET text = 'nie gesagt'").execute(&test.shop.pool).await;
        assert!(rewritten.is_err(), "a note is not changed");
    })
    .await;
}

/// A cart is its buyer's, whoever knows its id.
#[tokio::test(flavor = "multi_thread")]
async fn a_cart_is_no_order() {
    TestShop::run(|test| async move {
        let cup = testkit::product().stock(10).insert(&test).await;
        services::cart::add(&test.shop, domain::language::Language::De, testkit::account(), cup.variant(), 1).await.unwrap();
        let cart = OrderId(sqlx::query_scalar("SELECT id FROM orders WHERE state = 'pending'").fetch_one(&test.shop.pool).await.unwrap());
        assert!(matches!(screens::detail(&test.shop, anna(), cart).await, Err(Error::NotFound)));
        let cancel = domain::backoffice::CancelRequest { order: cart, version: 1 };
        assert!(matches!(screens::cancel(&test.shop, anna(), &cancel).await, Err(Error::NotFound)));
        let note = NoteRequest { order: cart, key: Uuid::from_u128(1), text: "x".into() };
        assert!(matches!(screens::add_note(&test.shop, anna(), &note).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offered_is_what_works_and_what_the_role_may() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let as_role = async |order: OrderId, roles: &[Role]| screens::detail(&test.shop, staff(1, roles), order).await.unwrap();
        let payment = detail(&test, &order).await.payments[0].id;
        let total = detail(&test, &order).await.total;
        let clerk = as_role(order.id, &[Role::Orders]).await;
        assert_eq!(kinds(&clerk), [OrderAction::Ship, OrderAction::AddNote]);
        assert!(clerk.payments.is_empty(), "money is not theirs to see");
        assert_eq!(kinds(&as_role(order.id, &[Role::Support]).await), [OrderAction::Refund { payment, left: total }, OrderAction::AddNote]);

        let waiting = on_account(&test).await;
        let payment = detail(&test, &waiting).await.payments[0].id;
        assert_eq!(kinds(&as_role(waiting.id, &[Role::Orders]).await), [OrderAction::Cancel, OrderAction::AddNote]);
        assert_eq!(kinds(&as_role(waiting.id, &[Role::Accounting]).await), [OrderAction::MarkPaid { payment }, OrderAction::AddNote]);
    })
    .await;
}

/// Money is offered before it is proved who asks, so that the screen can ask for the proof.
#[tokio::test(flavor = "multi_thread")]
async fn what_needs_a_proof_is_offered_with_it() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let who = domain::accounts::Principal {
            account: AccountId(Uuid::from_u128(1)),
            roles: domain::accounts::Roles::of(&[Role::Support]),
            strength: domain::accounts::Strength::SecondFactor,
        };
        let seen = screens::detail(&test.shop, &who, order.id).await.unwrap();
        let needs: Vec<_> = seen.actions.iter().map(|offer| offer.needs).collect();
        assert_eq!(needs, [Some(Proof::StepUp), None]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_orders_each_goes_by_itself() {
    TestShop::run(|test| async move {
        let (ready, unpaid, stale) = (paid(&test).await, ordered(&test).await, paid(&test).await);
        let mut orders = Vec::new();
        for (key, order) in (1..).zip([&ready, &unpaid, &stale]) {
            let version = detail(&test, order).await.version - i64::from(order.id == stale.id);
            orders.push(BulkOrder { order: order.id, version, key: Uuid::from_u128(key) });
        }
        let request = BulkShipRequest { orders, notify: true };
        for _ in 0..2 {
            let outcomes = screens::bulk_ship(&test.shop, anna(), &request).await.unwrap();
            let failed: Vec<bool> = outcomes.iter().map(|outcome| outcome.failure.is_some()).collect();
            assert_eq!(failed, [false, true, true], "{outcomes:?}");
        }
        assert_eq!(detail(&test, &ready).await.state, OrderState::Shipped);
        assert_eq!(detail(&test, &stale).await.parcels.len(), 0);
    })
    .await;
}
