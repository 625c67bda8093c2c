//! Gift cards on a real database: money that is owed, spent once, and given back once.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::{
    failure::Refusal,
    ids::VariantId,
    language::Language,
    orders::{OrderRefusal, OrderState},
    payments::{PaymentRefusal, PaymentState},
};
use services::{
    error::Error,
    mail,
    orders::{self, Actor, codes},
    payments::{
        self, Outcome,
        gift_cards::{self, NewGiftCard},
    },
};
use testkit::TestShop;

const DE: Language = Language::De;

/// A new card's code.
async fn card(test: &TestShop, amount: i64) -> String {
    let card = NewGiftCard { amount, expires_at: None, reason: "sold".into() };
    gift_cards::issue(&test.shop, Actor::Operator, card).await.unwrap().code.to_string()
}

async fn cup(test: &TestShop) -> VariantId {
    testkit::product().name("tasse").price(3_400).stock(200).insert(test).await.variant()
}

/// A buyer of one cup, which with its delivery costs CHF 41.90, with a card in use.
async fn with_card(test: &TestShop, cup: VariantId, code: &str) -> Buyer {
    let buyer = Buyer::with(test, &[(cup, 1)]).await;
    codes::enter(&test.shop, DE, buyer.guest, code).await.unwrap();
    buyer
}

/// The only card's balance, and the sum of all movements, which has to be the same.
async fn books(test: &TestShop) -> (i64, i64) {
    sqlx::query_as("SELECT balance, (SELECT sum(amount)::bigint FROM payments_gift_card_movements) FROM payments_gift_cards")
        .fetch_one(&test.shop.pool)
        .await
        .unwrap()
}

async fn expire_all(test: &TestShop) {
    sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE state = 'awaiting_payment'")
        .execute(&test.shop.pool)
        .await
        .unwrap();
    let racers: Vec<_> = (0..10)
        .map(|_| {
            let shop = Arc::clone(&test.shop);
            tokio::spawn(async move { orders::expire_unpaid(&shop).await.unwrap() })
        })
        .collect();
    for racer in racers {
        racer.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_pays_a_part_and_the_gateway_is_asked_for_the_rest() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 3_000).await;
        let buyer = with_card(&test, cup, &code.to_lowercase().replace('-', " ")).await;
        let placed = buyer.place(&test).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.total, order.gift_card_total, order.due), (4_190, 3_000, 1_190));
        // A means of payment changes neither price nor tax.
        assert_eq!((order.discount_total, order.vat[0].gross), (0, 4_190));
        let payment = test.sandbox.control().payments().last().unwrap().clone();
        assert_eq!(payment.amount.minor, 1_190);
        assert_eq!(books(&test).await, (0, 0));

        // A retry asks for the rest as well.
        test.sandbox.control().set_status(&payment.id, PaymentState::Failed).unwrap();
        payments::settle(&test.shop, "mollie", &payment.id).await.unwrap();
        payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap();
        let second = test.sandbox.control().payments().last().unwrap().clone();
        assert_eq!(second.amount.minor, 1_190);
        test.sandbox.control().set_status(&second.id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &second.id).await.unwrap(), Outcome::OrderPaid);
        mail::deliver(&test.shop).await.unwrap();
        let mail = test.sandbox.control().mails_to(&order.email).pop().unwrap();
        assert!(mail.text.as_deref().unwrap_or_default().contains("Mit Geschenkkarte bezahlt: CHF\u{a0}30.00"), "{mail:?}");
        assert_eq!(books(&test).await, (0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_covers_everything_pays_without_a_gateway() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 10_000).await;
        let buyer = with_card(&test, cup, &code).await;
        let form = buyer.form(&test).await;
        let placed = orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.state, order.due, order.payment, placed.pay_at.clone()), (OrderState::Paid, 0, None, None));
        let states: Vec<_> = order.history.iter().map(|line| line.state).collect();
        assert_eq!(states, [OrderState::AwaitingPayment, OrderState::Paid]);
        assert!(test.sandbox.control().payments().is_empty());
        assert_eq!(levels(&test, cup).await, (199, 0, 1));
        assert_eq!(books(&test).await, (5_810, 5_810));
        // The same form again is the same order, and takes nothing more.
        assert_eq!(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap(), placed);
        assert_eq!(books(&test).await, (5_810, 5_810));
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1);
        let error = payments::retry(Arc::clone(&test.shop), &placed.token, "twint").await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Payment(_))), "{error:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_only_a_card_paid_can_be_given_back_once() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 10_000).await;
        let placed = with_card(&test, cup, &code).await.place(&test).await.unwrap();
        assert_eq!((levels(&test, cup).await, books(&test).await), ((199, 0, 1), (5_810, 5_810)));
        let give_back = |actor| payments::refund_without_payment(&test.shop, actor, &placed.token);
        assert!(matches!(give_back(Actor::Buyer).await, Err(Error::Forbidden)));
        for _ in 0..2 {
            give_back(Actor::Operator).await.unwrap();
        }
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!(order.state, OrderState::Refunded);
        assert_eq!((levels(&test, cup).await, books(&test).await), ((200, 0, 0), (10_000, 10_000)));
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 2, "the confirmation, and one word of the money");

        let unpaid = Buyer::with(&test, &[(cup, 1)]).await.place(&test).await.unwrap();
        let refused = payments::refund_without_payment(&test.shop, Actor::Operator, &unpaid.token).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Payment(PaymentRefusal::NotPaid))), "{refused:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_racers_never_spend_more_than_there_is() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 10_000).await;
        let mut ready = Vec::new();
        for _ in 0..40 {
            let buyer = with_card(&test, cup, &code).await;
            ready.push((buyer.guest, buyer.form(&test).await));
        }
        let racers: Vec<_> =
            ready.into_iter().map(|(guest, form)| tokio::spawn(orders::place(Arc::clone(&test.shop), DE, guest, form))).collect();
        let (mut placed, mut refused) = (0, 0);
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => placed += 1,
                // What is left covers a part only: the buyer is told what there is to pay, and decides.
                Err(Error::Refused(Refusal::Order(OrderRefusal::GiftCardChanged { due: 2_570 } | OrderRefusal::CartChanged { .. }))) => {
                    refused += 1;
                }
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!((placed, refused), (2, 38));
        assert_eq!(books(&test).await, (10_000 - 2 * 4_190, 10_000 - 2 * 4_190));
        assert_eq!(levels(&test, cup).await, (198, 0, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_order_gives_its_part_back_once() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 3_000).await;
        with_card(&test, cup, &code).await.place(&test).await.unwrap();
        assert_eq!(books(&test).await, (0, 0));
        expire_all(&test).await;
        expire_all(&test).await;
        assert_eq!(books(&test).await, (3_000, 3_000));
        let given_back: i64 = sqlx::query_scalar("SELECT count(*) FROM payments_gift_card_movements WHERE kind = 'give_back'")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(given_back, 1);
        let twice = sqlx::query(
            "INSERT INTO payments_gift_card_movements (card_id, kind, amount, order_id)
             SELECT card_id, kind, amount, order_id FROM payments_gift_card_movements WHERE kind = 'give_back'",
        )
        .execute(&test.shop.pool)
        .await
        .unwrap_err();
        assert!(twice.to_string().contains("more than it took"), "the database itself gives nothing back twice: {twice}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paid_after_all_takes_the_part_again_or_owes_the_payment_back() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 3_000).await;
        let mut orders_and_payments = Vec::new();
        for _ in 0..2 {
            let placed = with_card(&test, cup, &code).await.place(&test).await.unwrap();
            orders_and_payments.push((placed.token, test.sandbox.control().payments().last().unwrap().id.clone()));
            expire_all(&test).await;
        }
        // Two expired orders, both of which had used the same card; it can pay one of them again.
        let mut outcomes = Vec::new();
        for (_, id) in &orders_and_payments {
            test.sandbox.control().set_status(id, PaymentState::Paid).unwrap();
            outcomes.push(payments::settle(&test.shop, "mollie", id).await.unwrap());
        }
        assert_eq!(outcomes, [Outcome::OrderPaid, Outcome::RefundOwed]);
        assert_eq!(books(&test).await, (0, 0));
        assert_eq!(levels(&test, cup).await, (199, 0, 1));
        assert_eq!(orders::find(&test.shop, &orders_and_payments[1].0).await.unwrap().state, OrderState::Expired);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_changes_meanwhile_is_shown_and_confirmed() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 10_000).await;
        let buyer = with_card(&test, cup, &code).await;
        let mut form = buyer.form(&test).await;
        assert_eq!((form.seen_total, form.seen_gift_card), (4_190, 4_190));
        for _ in 0..2 {
            with_card(&test, cup, &code).await.place(&test).await.unwrap();
        }
        let refused = orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Order(OrderRefusal::GiftCardChanged { due: 2_570 }))), "{refused:?}");
        // What the client claims the card to pay is compared, never believed.
        form.seen_gift_card = 4_195;
        assert!(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()).await.is_err());
        form.seen_gift_card = 1_620;
        let placed = orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap();
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().due, 2_570);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_code_that_cannot_pay_nothing_is_said() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let (spent, ended, good) = (card(&test, 4_190).await, card(&test, 5_000).await, card(&test, 5_000).await);
        with_card(&test, cup, &spent).await.place(&test).await.unwrap();
        sqlx::query("UPDATE payments_gift_cards SET expires_at = now() WHERE ending = right($1, 4)")
            .bind(&ended)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let guest = testkit::guest();
        let view = gift_cards::balance(&test.shop, guest, &good).await.unwrap();
        assert_eq!((view.balance, good.ends_with(&view.ending)), (5_000, true));
        let buyer = Buyer::with(&test, &[(cup, 1)]).await;
        for code in [spent.as_str(), ended.as_str(), "00000-00000-00000-00000", "WILLKOMMEN10", "' OR true --"] {
            let asked = gift_cards::balance(&test.shop, guest, code).await.unwrap_err();
            assert!(matches!(asked, Error::Refused(Refusal::Order(OrderRefusal::CodeUnknown))), "{code}: {asked:?}");
            let entered = codes::enter(&test.shop, DE, buyer.guest, code).await.unwrap_err();
            assert!(matches!(entered, Error::Refused(Refusal::Order(OrderRefusal::CodeUnknown))), "{code}: {entered:?}");
        }
        for _ in 0..20 {
            let _ = gift_cards::balance(&test.shop, guest, "00000-00000-00000-00000").await;
        }
        let tried = gift_cards::balance(&test.shop, guest, &good).await.unwrap_err();
        assert!(matches!(tried, Error::Refused(Refusal::Order(OrderRefusal::CodesTried))), "{tried:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_is_kept_by_the_database() {
    TestShop::run(|test| async move {
        let code = card(&test, 5_000).await;
        assert_eq!(books(&test).await, (5_000, 5_000));
        let refused = async |sql: &'static str| sqlx::query(sql).execute(&test.shop.pool).await.unwrap_err().to_string();
        assert!(refused("DELETE FROM payments_gift_card_movements").await.contains("append-only"));
        assert!(refused("UPDATE payments_gift_card_movements SET amount = 1").await.contains("append-only"));
        assert!(refused("UPDATE payments_gift_cards SET balance = -1").await.contains("payments_gift_cards_balance_not_negative"));
        // The code itself is stored nowhere.
        let dump: String = sqlx::query_scalar("SELECT string_agg(card::text, ' ') FROM payments_gift_cards AS card")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert!(!dump.contains(&code) && !dump.contains(&code.replace('-', "")), "{dump}");
        for amount in [0, -5, 3, 500_005] {
            let wrong = NewGiftCard { amount, expires_at: None, reason: "sold".into() };
            assert!(matches!(gift_cards::issue(&test.shop, Actor::Operator, wrong).await, Err(Error::Invalid(_))), "{amount}");
        }
    })
    .await;
}
