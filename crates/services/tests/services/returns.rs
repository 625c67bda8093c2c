//! Returns on a real database: never more than was sent, never twice, and every step is told once.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::{
    failure::{FieldError, Refusal},
    ids::VariantId,
    language::Language,
    orders::{
        Benefit, EnteredPieces, HandOverForm, Happening, OrderRefusal, OrderState, OrderView, Pieces, ReturnForm, ReturnState, TrackingForm,
    },
    payments::PaymentState,
    vat::BasisPoints,
};
use services::{
    error::Error,
    mail,
    orders::{
        self, Actor, codes, fulfilment, returns,
        vouchers::{self, NewVoucher},
    },
    payments,
};
use testkit::TestShop;
use uuid::Uuid;

const STAFF: Actor = Actor::Operator;

/// Three cups, of which `sent` are on their way.
async fn cups(test: &TestShop, sent: u32) -> (OrderView, VariantId) {
    let cup = testkit::product().name("tasse").price(3400).stock(10).insert(test).await.variant();
    let buyer = Buyer::with(test, &[(cup, 3)]).await;
    (bought(test, &buyer, sent).await, cup)
}

/// What the buyer has in the cart, as a paid order of which so many pieces of the first line are on their way.
async fn bought(test: &TestShop, buyer: &Buyer, sent: u32) -> OrderView {
    let placed = buyer.place(test).await.unwrap();
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
    payments::settle(&test.shop, "mollie", &id).await.unwrap();
    let order = orders::find(&test.shop, &placed.token).await.unwrap();
    if sent > 0 {
        let form = HandOverForm {
            key: Uuid::from_u128(1),
            pieces: vec![Pieces { position: 0, quantity: sent }],
            tracking: TrackingForm::default(),
            notify: false,
        };
        fulfilment::hand_over(&test.shop, STAFF, &order.number, &form).await.unwrap();
    }
    again(test, &order).await
}

async fn again(test: &TestShop, order: &OrderView) -> OrderView {
    orders::find(&test.shop, &order.token).await.unwrap()
}

fn form(number: u32, pieces: &[(&str, &str)]) -> ReturnForm {
    ReturnForm {
        number: number.to_string(),
        reason: "damaged".into(),
        words: "Ein Sprung.".into(),
        pieces: pieces.iter().map(|&(position, quantity)| EnteredPieces { position: position.into(), quantity: quantity.into() }).collect(),
    }
}

fn fields(error: Error) -> Vec<FieldError> {
    match error {
        Error::Invalid(fields) => fields,
        other => panic!("{other:?}"),
    }
}

fn refusal(error: Error) -> OrderRefusal {
    match error {
        Error::Refused(Refusal::Order(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn count(test: &TestShop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.shop.pool).await.unwrap()
}

/// Mails about returns that were written, by kind.
async fn mails(test: &TestShop) -> Vec<String> {
    sqlx::query_scalar("SELECT kind FROM mail_outbox WHERE kind LIKE 'return_%' ORDER BY created_at, id")
        .fetch_all(&test.shop.pool)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_is_worth_what_was_paid_for_it() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3410).stock(10).insert(&test).await;
        vouchers::create(&test.shop, Actor::Operator, NewVoucher::of("TEN", Benefit::Percent(BasisPoints(1_000)))).await.unwrap();
        let buyer = Buyer::with(&test, &[(cup.variant(), 3)]).await;
        codes::enter(&test.shop, Language::De, buyer.guest, "TEN").await.unwrap();
        let order = bought(&test, &buyer, 3).await;
        let paid = order.items_total - order.discount_total;
        assert!(paid < order.items_total && paid % 3 != 0, "the third part of {paid} is no whole number of rappen");

        let mut worth = Vec::new();
        for number in 1..=3 {
            returns::request(&test.shop, &order.token, &form(number, &[("0", "1")])).await.unwrap();
            let goods = again(&test, &order).await.returns.last().unwrap().id;
            returns::accept(&test.shop, STAFF, goods, "").await.unwrap();
            let received = returns::receive(&test.shop, STAFF, goods, false).await.unwrap();
            assert_eq!(returns::receive(&test.shop, STAFF, goods, false).await.unwrap(), received, "asked again");
            worth.push(received.worth);
        }
        assert_eq!(worth.iter().sum::<i64>(), paid);
        assert!(worth.iter().all(|part| (part - paid / 3).abs() <= 1), "{worth:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_goes_its_way_and_each_step_is_told_once() {
    TestShop::run(|test| async move {
        let (order, cup) = cups(&test, 3).await;
        assert_eq!(order.returnable, [Pieces { position: 0, quantity: 3 }]);
        returns::request(&test.shop, &order.token, &form(1, &[("0", "2")])).await.unwrap();
        let shown = again(&test, &order).await;
        let goods = shown.returns[0].clone();
        assert_eq!((goods.number, goods.state, goods.words.as_str()), (1, ReturnState::Requested, "Ein Sprung."));
        assert_eq!(shown.returnable, [Pieces { position: 0, quantity: 1 }]);

        assert_eq!(refusal(returns::receive(&test.shop, STAFF, goods.id, true).await.unwrap_err()), OrderRefusal::NotNow);
        for _ in 0..2 {
            returns::accept(&test.shop, STAFF, goods.id, "Tut uns leid.").await.unwrap();
        }
        assert_eq!(refusal(returns::refuse(&test.shop, STAFF, goods.id, "Doch nicht.").await.unwrap_err()), OrderRefusal::NotNow);
        assert_eq!(refusal(returns::close(&test.shop, STAFF, goods.id).await.unwrap_err()), OrderRefusal::NotNow);
        assert_eq!(levels(&test, cup).await, (7, 0, 3));
        for _ in 0..2 {
            let received = returns::receive(&test.shop, STAFF, goods.id, true).await.unwrap();
            assert_eq!(received.worth, 6800);
        }
        assert_eq!(levels(&test, cup).await, (9, 0, 3), "back on sale, once");
        for _ in 0..2 {
            returns::close(&test.shop, STAFF, goods.id).await.unwrap();
        }

        let shown = again(&test, &order).await;
        assert_eq!((shown.returns[0].state, shown.returns[0].answer.as_str()), (ReturnState::Closed, "Tut uns leid."));
        assert_eq!(mails(&test).await, ["return_requested", "return_accepted", "return_received"]);
        let steps = shown.timeline.iter().filter(|entry| matches!(entry.what, Happening::Return { .. })).count();
        assert_eq!(steps, 4);
        mail::deliver(&test.shop).await.unwrap();
        assert!(
            test.sandbox.control().mails_to(&order.email).iter().any(|mail| mail
                .text
                .as_deref()
                .unwrap_or_default()
                .contains("Tut uns leid."))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_was_sent_is_refused_at_its_field() {
    TestShop::run(|test| async move {
        let (order, _) = cups(&test, 2).await;
        let ask = async |pieces: &[(&str, &str)]| returns::request(&test.shop, &order.token, &form(1, pieces)).await.unwrap_err();
        assert_eq!(fields(ask(&[("0", "3")]).await), [FieldError::too_large("quantity-0", 2)]);
        assert_eq!(fields(ask(&[("0", "4294967295")]).await), [FieldError::too_large("quantity-0", 2)]);
        assert_eq!(fields(ask(&[("7", "1")]).await), [FieldError::too_large("quantity-7", 0)]);
        for nonsense in ["-1", "2147483648999", "x"] {
            assert_eq!(fields(ask(&[("0", nonsense)]).await), [FieldError::malformed("quantity-0")], "{nonsense}");
        }
        assert_eq!(fields(ask(&[("0", "0")]).await), [FieldError::required("pieces")]);

        returns::request(&test.shop, &order.token, &form(1, &[("0", "2")])).await.unwrap();
        let twice = returns::request(&test.shop, &order.token, &form(2, &[("0", "1")])).await.unwrap_err();
        assert_eq!(fields(twice), [FieldError::too_large("quantity-0", 0)]);
        // Past every verb.
        let more = sqlx::query("UPDATE orders_return_lines SET quantity = 3").execute(&test.shop.pool).await.unwrap_err();
        assert_eq!(Error::from(more).constraint(), Some("orders_return_lines_within_sent"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_many_times_is_one_return() {
    TestShop::run(|test| async move {
        let (order, _) = cups(&test, 3).await;
        let racers: Vec<_> = (0..20)
            .map(|_| {
                let (test, token) = (Arc::clone(&test), order.token.clone());
                tokio::spawn(async move { returns::request(&test.shop, &token, &form(1, &[("0", "1")])).await.unwrap() })
            })
            .collect();
        for racer in racers {
            racer.await.unwrap();
        }
        assert_eq!(count(&test, "SELECT count(*) FROM orders_returns").await, 1);
        assert_eq!(mails(&test).await, ["return_requested"]);
        let other = returns::request(&test.shop, &order.token, &form(1, &[("0", "2")])).await.unwrap_err();
        assert_eq!(refusal(other), OrderRefusal::RequestReused);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_can_be_asked_for_again() {
    TestShop::run(|test| async move {
        let (order, _) = cups(&test, 1).await;
        returns::request(&test.shop, &order.token, &form(1, &[("0", "1")])).await.unwrap();
        let goods = again(&test, &order).await.returns[0].id;
        let silent = returns::refuse(&test.shop, STAFF, goods, "  ").await.unwrap_err();
        assert_eq!(fields(silent), [FieldError::required("answer")]);
        returns::refuse(&test.shop, STAFF, goods, "Es war benutzt.").await.unwrap();
        assert_eq!(again(&test, &order).await.returnable, [Pieces { position: 0, quantity: 1 }]);
        returns::request(&test.shop, &order.token, &form(2, &[("0", "1")])).await.unwrap();
        assert_eq!(mails(&test).await, ["return_requested", "return_refused", "return_requested"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_for_returns_counts_from_the_carrier_by_the_databases_clock() {
    TestShop::run(|test| async move {
        let (order, _) = cups(&test, 2).await;
        let shift = async |sql: &'static str| assert_eq!(sqlx::query(sql).execute(&test.shop.pool).await.unwrap().rows_affected(), 1);
        // A wrong clock of this machine changes nothing.
        test.clock.advance(chrono::TimeDelta::days(400));
        shift("UPDATE orders_parcels SET handed_over_at = now() - interval '29 days 23 hours'").await;
        assert_eq!(again(&test, &order).await.returnable, [Pieces { position: 0, quantity: 2 }]);
        shift("UPDATE orders_parcels SET handed_over_at = now() - interval '30 days 1 hour'").await;
        assert_eq!(again(&test, &order).await.returnable, []);
        let late = returns::request(&test.shop, &order.token, &form(1, &[("0", "1")])).await.unwrap_err();
        assert_eq!(refusal(late), OrderRefusal::ReturnTimeOver);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_left_the_house_comes_back_and_only_to_its_buyer() {
    TestShop::run(|test| async move {
        let (order, _) = cups(&test, 0).await;
        let early = returns::request(&test.shop, &order.token, &form(1, &[("0", "1")])).await.unwrap_err();
        assert_eq!(fields(early), [FieldError::too_large("quantity-0", 0)]);
        let stranger = returns::request(&test.shop, &"x".repeat(43), &form(1, &[("0", "1")])).await.unwrap_err();
        assert!(matches!(stranger, Error::NotFound), "{stranger:?}");
        for state in [OrderState::AwaitingPayment, OrderState::Expired, OrderState::Cancelled, OrderState::Refunded] {
            sqlx::raw_sql("ALTER TABLE orders DISABLE TRIGGER orders_state_transition").execute(&test.shop.pool).await.unwrap();
            let set = sqlx::query("UPDATE orders SET state = $1, hold_expires_at = now()").bind(state.code());
            set.execute(&test.shop.pool).await.unwrap();
            let refused = returns::request(&test.shop, &order.token, &form(1, &[("0", "1")])).await.unwrap_err();
            assert_eq!(refusal(refused), OrderRefusal::WrongState { state });
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn returns_are_decided_by_staff() {
    TestShop::run(|test| async move {
        let (order, _) = cups(&test, 1).await;
        returns::request(&test.shop, &order.token, &form(1, &[("0", "1")])).await.unwrap();
        let goods = again(&test, &order).await.returns[0].id;
        for actor in [Actor::Buyer, Actor::Gateway, Actor::Schedule] {
            let forbidden = [
                returns::accept(&test.shop, actor, goods, "").await.err(),
                returns::refuse(&test.shop, actor, goods, "Nein.").await.err(),
                returns::receive(&test.shop, actor, goods, false).await.err(),
                returns::close(&test.shop, actor, goods).await.err(),
            ];
            assert!(forbidden.iter().all(|error| matches!(error, Some(Error::Forbidden))), "{actor:?}: {forbidden:?}");
        }
        let unknown = returns::accept(&test.shop, STAFF, Uuid::from_u128(9), "").await.unwrap_err();
        assert!(matches!(unknown, Error::NotFound), "{unknown:?}");
    })
    .await;
}
