//! Vouchers on a real database: they lower price and tax alike, nobody uses one more often than it may be, and what comes to nothing gives it back once.

use std::{collections::HashSet, sync::Arc};

use crate::buying::{Buyer, levels};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    failure::{FieldProblem, Refusal},
    language::Language,
    orders::{Benefit, CheckoutForm, CodeKind, OrderRefusal, OrderState, UsedVoucher, VoucherProblem},
    payments::PaymentState,
    vat::{BasisPoints, VatClass},
};
use services::{
    cart,
    error::{Error, Result},
    orders::{
        self, Actor, codes,
        vouchers::{self, NewVoucher},
    },
    payments::{self, Outcome},
};
use testkit::TestShop;

const DE: Language = Language::De;

fn percent(part: u16) -> Benefit {
    Benefit::Percent(BasisPoints(part))
}

async fn voucher(test: &TestShop, voucher: NewVoucher) {
    vouchers::create(&test.shop, Actor::Operator, voucher).await.unwrap();
}

/// A buyer with a cup for CHF 34.00 in the cart, who has entered a code.
async fn with_code(test: &TestShop, cup: domain::ids::VariantId, code: &str) -> Buyer {
    let buyer = Buyer::with(test, &[(cup, 1)]).await;
    codes::enter(&test.shop, DE, buyer.guest, code).await.unwrap();
    buyer
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T>) -> OrderRefusal {
    match outcome.unwrap_err() {
        Error::Refused(Refusal::Order(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn number(test: &TestShop, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&test.shop.pool).await.unwrap()
}

/// Uses that count, and uses as the vouchers' rows count them.
async fn uses(test: &TestShop) -> (i64, i64) {
    (
        number(test, "SELECT count(*) FROM orders_voucher_uses WHERE given_back_at IS NULL").await,
        number(test, "SELECT sum(uses)::bigint FROM orders_vouchers").await,
    )
}

async fn database_time(test: &TestShop) -> DateTime<Utc> {
    sqlx::query_scalar("SELECT now()").fetch_one(&test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_lowers_price_and_tax_and_is_frozen_with_the_order() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let honey = testkit::product().name("honig").price(1_690).vat_class(VatClass::Reduced).stock(10).insert(&test).await;
        voucher(&test, NewVoucher::of("willkommen-10", percent(1_000))).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 2), (honey.variant(), 1)]).await;
        let cart = codes::enter(&test.shop, DE, buyer.guest, "  Will kommen10 ").await.unwrap();
        // 10 % of CHF 84.90 is 8.49: CHF 8.50 in coins.
        assert_eq!((cart.items_total, cart.discount, cart.voucher_problem), (8_490, 850, None));

        let placed = buyer.place(&test).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.items_total, order.discount_total, order.delivery_fee, order.total, order.due), (8_490, 850, 790, 8_430, 8_430));
        assert_eq!(order.voucher, Some(UsedVoucher { code: "WILLKOMMEN10".into(), benefit: percent(1_000), discount: 850 }));
        assert_eq!(order.vat.iter().map(|share| share.gross).sum::<i64>(), order.total);
        // 68.00 less 6.80 and 16.90 less 1.70; the fee of 7.90 by what is invoiced: 61.20 of 76.40.
        assert_eq!(order.vat.iter().map(|share| (share.rate.0, share.gross)).collect::<Vec<_>>(), [(810, 6_752), (260, 1_678)]);
        assert_eq!(number(&test, "SELECT sum(discount)::bigint FROM orders_lines").await, 850);
        assert_eq!(test.sandbox.control().payments()[0].amount.minor, 8_430);
        assert_eq!(uses(&test).await, (1, 0), "without a limit in total nothing is counted, and no row is hot");

        // The voucher moves on, the order does not; and the next cart has no code in it.
        sqlx::query("UPDATE orders_vouchers SET value = 5000").execute(&test.shop.pool).await.unwrap();
        assert_eq!(orders::find(&test.shop, &placed.token).await.unwrap().total, 8_430);
        cart::add(&test.shop, DE, buyer.guest, cup.variant(), 1).await.unwrap();
        assert_eq!(cart::view(&test.shop, DE, Some(buyer.guest.into())).await.unwrap().voucher, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_use_voucher_and_a_hundred_racers_is_one_use() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(200).insert(&test).await;
        voucher(&test, NewVoucher { most_uses: Some(1), ..NewVoucher::of("EINMAL", Benefit::Amount(500)) }).await;
        let mut ready = Vec::new();
        for _ in 0..100 {
            let buyer = with_code(&test, cup.variant(), "EINMAL").await;
            let form = buyer.form(&test).await;
            assert_eq!(form.seen_total, 3_400 - 500 + 790);
            ready.push((buyer.guest, form));
        }
        let racers: Vec<_> =
            ready.into_iter().map(|(guest, form)| tokio::spawn(orders::place(Arc::clone(&test.shop), DE, guest, form))).collect();
        let mut placed = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => placed += 1,
                Err(Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_190 }))) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(placed, 1);
        assert_eq!(uses(&test).await, (1, 1));
        assert_eq!(number(&test, "SELECT count(*) FROM orders").await, 1);
        assert_eq!(levels(&test, cup.variant()).await, (199, 1, 0), "those who lost hold nothing");
        let over = sqlx::query("UPDATE orders_vouchers SET uses = uses + 1").execute(&test.shop.pool).await.unwrap_err();
        assert!(over.to_string().contains("orders_vouchers_uses_within_limit"), "the database itself allows no second use: {over}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_customer_under_many_spellings_uses_it_as_often_as_each_may() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(100).insert(&test).await;
        voucher(&test, NewVoucher { most_uses_by_customer: Some(2), ..NewVoucher::of("ZWEIMAL", Benefit::Amount(500)) }).await;
        let mut racers = Vec::new();
        for turn in 0..20 {
            let buyer = with_code(&test, cup.variant(), "ZWEIMAL").await;
            let email = if turn % 2 == 0 { "Anna@Example.ch".to_owned() } else { format!("anna+{turn}@example.ch") };
            let form = CheckoutForm { email, ..buyer.form(&test).await };
            racers.push(tokio::spawn(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form)));
        }
        let mut placed = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => placed += 1,
                Err(Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_190 }))) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!((placed, uses(&test).await.0), (2, 2));
        // Another customer is another customer.
        with_code(&test, cup.variant(), "ZWEIMAL").await.place(&test).await.unwrap();
        assert_eq!(uses(&test).await.0, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_expires_gives_its_use_back_once() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(100).insert(&test).await;
        voucher(&test, NewVoucher { most_uses: Some(2), ..NewVoucher::of("ZWEI", Benefit::Amount(500)) }).await;
        let first = with_code(&test, cup.variant(), "ZWEI").await.place(&test).await.unwrap();
        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
        let second = with_code(&test, cup.variant(), "ZWEI").await.place(&test).await.unwrap();
        assert_eq!(uses(&test).await, (2, 2));
        let racers: Vec<_> = (0..10)
            .map(|_| {
                let shop = Arc::clone(&test.shop);
                tokio::spawn(async move { orders::expire_unpaid(&shop).await.unwrap() })
            })
            .collect();
        for racer in racers {
            racer.await.unwrap();
        }
        assert_eq!(orders::find(&test.shop, &first.token).await.unwrap().state, OrderState::Expired);
        assert_eq!(orders::find(&test.shop, &second.token).await.unwrap().state, OrderState::AwaitingPayment);
        assert_eq!(uses(&test).await, (1, 1), "given back once, and the other order's use stays");
        with_code(&test, cup.variant(), "ZWEI").await.place(&test).await.unwrap();
        let third = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        assert_eq!(
            refusal(codes::enter(&test.shop, DE, third.guest, "ZWEI").await),
            OrderRefusal::Voucher(VoucherProblem::UsedUp),
            "and used up again"
        );
    })
    .await;
}

/// An expired order with a voucher for one use, and Mollie's id of its payment.
async fn expired(test: &TestShop, cup: domain::ids::VariantId) -> (String, String) {
    voucher(test, NewVoucher { most_uses: Some(1), ..NewVoucher::of("EINMAL", Benefit::Amount(500)) }).await;
    let placed = with_code(test, cup, "EINMAL").await.place(test).await.unwrap();
    let id = test.sandbox.control().payments().last().unwrap().id.clone();
    sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
    assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 1);
    assert_eq!(uses(test).await, (0, 0));
    (placed.token, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn paid_after_all_takes_the_use_again() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let (token, id) = expired(&test, cup.variant()).await;
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::OrderPaid);
        assert_eq!(orders::find(&test.shop, &token).await.unwrap().state, OrderState::Paid);
        assert_eq!(uses(&test).await, (1, 1));
        assert_eq!(levels(&test, cup.variant()).await, (9, 0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paid_after_somebody_else_used_it_is_owed_back_and_takes_nothing() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let (token, id) = expired(&test, cup.variant()).await;
        with_code(&test, cup.variant(), "EINMAL").await.place(&test).await.unwrap();
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &id).await.unwrap(), Outcome::RefundOwed);
        assert_eq!(orders::find(&test.shop, &token).await.unwrap().state, OrderState::Expired);
        assert_eq!(uses(&test).await, (1, 1));
        assert_eq!(levels(&test, cup.variant()).await, (9, 1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_that_ends_meanwhile_is_shown_and_never_silently_left_out() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let until = database_time(&test).await + TimeDelta::hours(1);
        voucher(&test, NewVoucher { valid_until: Some(until), ..NewVoucher::of("HEUTE", percent(1_000)) }).await;
        let buyer = with_code(&test, cup.variant(), "HEUTE").await;
        let form = buyer.form(&test).await;
        assert_eq!(form.seen_total, 3_400 - 340 + 790);
        sqlx::query("UPDATE orders_vouchers SET valid_until = now()").execute(&test.shop.pool).await.unwrap();

        let refused = refusal(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()).await);
        assert_eq!(refused, OrderRefusal::CartChanged { total: 4_190 });
        assert_eq!(number(&test, "SELECT count(*) FROM orders").await, 0);
        let shown = orders::checkout(&test.shop, DE, Some(buyer.guest.into())).await.unwrap();
        assert_eq!((shown.cart.discount, shown.cart.voucher_problem), (0, Some(VoucherProblem::Over)));
        assert_eq!((shown.form.seen_total, shown.form.email.as_str()), (4_190, form.email.as_str()));

        let placed = orders::place(Arc::clone(&test.shop), DE, buyer.guest, CheckoutForm { seen_total: 4_190, ..form }).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.total, order.voucher), (4_190, None));
        assert_eq!(uses(&test).await, (0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_whose_condition_is_lost_waits_for_it() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").category("tisch").price(3_400).stock(10).insert(&test).await;
        let lamp = testkit::product().name("lampe").category("licht").price(9_000).stock(10).insert(&test).await;
        let fits = NewVoucher { minimum: 6_000, categories: vec!["tisch".into()], ..NewVoucher::of("TISCH5", Benefit::Amount(500)) };
        voucher(&test, fits.clone()).await;
        let buyer = Buyer::with(&test, &[(lamp.variant(), 1)]).await;
        let enter = async || codes::enter(&test.shop, DE, buyer.guest, "tisch5").await;
        assert_eq!(refusal(enter().await), OrderRefusal::Voucher(VoucherProblem::OtherGoods));
        cart::add(&test.shop, DE, buyer.guest, cup.variant(), 1).await.unwrap();
        assert_eq!(refusal(enter().await), OrderRefusal::Voucher(VoucherProblem::BelowMinimum { minimum: 6_000 }));
        cart::set_quantity(&test.shop, DE, buyer.guest, cup.variant(), 2).await.unwrap();
        assert_eq!(enter().await.unwrap().discount, 500);
        let less = cart::set_quantity(&test.shop, DE, buyer.guest, cup.variant(), 1).await.unwrap();
        assert_eq!((less.discount, less.voucher_problem), (0, Some(VoucherProblem::BelowMinimum { minimum: 6_000 })));
        let more = cart::set_quantity(&test.shop, DE, buyer.guest, cup.variant(), 3).await.unwrap();
        assert_eq!((more.discount, more.voucher_problem), (500, None));
        // What the browser expects is what the server answers.
        let mut expected = more.clone();
        expected.sum_up();
        assert_eq!(expected, more);

        let left = codes::leave(&test.shop, DE, buyer.guest, CodeKind::Voucher).await.unwrap();
        assert_eq!((left.discount, left.voucher), (0, None));
        let unknown = NewVoucher { code: "TISCH6".into(), categories: vec!["tisch".into(), "nirgends".into()], ..fits };
        assert!(matches!(vouchers::create(&test.shop, Actor::Operator, unknown).await, Err(Error::Invalid(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_nothing_is_paid_at_once() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(13_000).stock(10).insert(&test).await;
        voucher(&test, NewVoucher::of("ALLES", percent(10_000))).await;
        // Delivery is free for goods of this worth, whatever the voucher takes off them.
        let placed = with_code(&test, cup.variant(), "ALLES").await.place(&test).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.total, order.due, order.state, placed.pay_at), (0, 0, OrderState::Paid, None));
        assert!(test.sandbox.control().payments().is_empty());
        assert_eq!(levels(&test, cup.variant()).await, (9, 0, 1));
        assert_eq!(services::mail::deliver(&test.shop).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_with_the_last_voucher_is_one_order() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        voucher(&test, NewVoucher { most_uses: Some(1), ..NewVoucher::of("EINMAL", Benefit::Amount(500)) }).await;
        let buyer = with_code(&test, cup.variant(), "EINMAL").await;
        let form = buyer.form(&test).await;
        let racers: Vec<_> = (0..20).map(|_| tokio::spawn(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()))).collect();
        let mut answers = HashSet::new();
        for racer in racers {
            // Nobody is told that the voucher is gone: it went into the very order that the buyer wanted.
            answers.insert(racer.await.unwrap().unwrap().token);
        }
        assert_eq!((answers.len(), uses(&test).await), (1, (1, 1)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn free_delivery_shows_in_the_fee() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        voucher(&test, NewVoucher::of("GRATIS", Benefit::FreeDelivery)).await;
        let buyer = with_code(&test, cup.variant(), "GRATIS").await;
        let cart = cart::view(&test.shop, DE, Some(buyer.guest.into())).await.unwrap();
        assert!(cart.delivery_methods.iter().all(|method| method.fee == 0 && method.free_from.is_none()), "{:?}", cart.delivery_methods);
        let placed = buyer.place(&test).await.unwrap();
        let order = orders::find(&test.shop, &placed.token).await.unwrap();
        assert_eq!((order.total, order.delivery_fee, order.discount_total), (3_400, 0, 0));
        assert_eq!(order.voucher.unwrap().benefit, Benefit::FreeDelivery);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_are_none_are_refused_and_trying_on_ends() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await;
        let starts = database_time(&test).await + TimeDelta::hours(1);
        voucher(&test, NewVoucher { valid_from: Some(starts), ..NewVoucher::of("MORGEN", percent(1_000)) }).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let enter = async |code: &str| codes::enter(&test.shop, DE, buyer.guest, code).await;
        assert_eq!(refusal(enter("MORGEN").await), OrderRefusal::Voucher(VoucherProblem::NotYet));
        let Err(Error::Invalid(fields)) = enter("  ").await else { panic!("nothing was entered") };
        assert_eq!((fields[0].field.as_str(), fields[0].problem), ("code", FieldProblem::Required));
        for _ in 0..19 {
            assert_eq!(refusal(enter("<script>' OR 1=1 --").await), OrderRefusal::CodeUnknown);
        }
        assert_eq!(refusal(enter("MORGEN").await), OrderRefusal::CodesTried);
        // Whoever else tries is not held up.
        let other = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        assert_eq!(refusal(codes::enter(&test.shop, DE, other.guest, "NICHTS").await), OrderRefusal::CodeUnknown);
        let empty = testkit::guest();
        assert_eq!(refusal(codes::enter(&test.shop, DE, empty, "MORGEN").await), OrderRefusal::CartEmpty);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unsound_vouchers_are_not_made() {
    TestShop::run(|test| async move {
        let now = database_time(&test).await;
        let wrong = NewVoucher {
            code: "A".into(),
            benefit: Benefit::Amount(3),
            minimum: -1,
            most_uses: Some(0),
            most_uses_by_customer: Some(0),
            valid_from: Some(now),
            valid_until: Some(now),
            categories: Vec::new(),
        };
        let Err(Error::Invalid(fields)) = vouchers::create(&test.shop, Actor::Operator, wrong).await else { panic!("it was made") };
        let named: HashSet<_> = fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(named, HashSet::from(["code", "benefit", "minimum", "most_uses", "most_uses_by_customer", "valid_until"]));
        for benefit in [percent(0), percent(10_001), Benefit::Amount(0), Benefit::Amount(-500)] {
            assert!(vouchers::create(&test.shop, Actor::Operator, NewVoucher::of("CODE", benefit)).await.is_err(), "{benefit:?}");
        }
        voucher(&test, NewVoucher::of("CODE", percent(1_000))).await;
        assert!(matches!(
            vouchers::create(&test.shop, Actor::Operator, NewVoucher::of("co-de", percent(500))).await,
            Err(Error::Invalid(fields)) if fields[0].field == "code"
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guests_code_counts_after_the_log_in_unless_the_account_has_one() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3_400).stock(10).insert(&test).await.variant();
        voucher(&test, NewVoucher::of("TEN", percent(1_000))).await;
        voucher(&test, NewVoucher::of("TWENTY", percent(2_000))).await;
        let account = testkit::account();
        for (code, discount) in [("TEN", 340), ("TWENTY", 340)] {
            let buyer = with_code(&test, cup, code).await;
            // Twice, as when an answer is lost.
            for _ in 0..2 {
                cart::merge(&test.shop, buyer.guest, account).await.unwrap();
                codes::take_over(&test.shop, buyer.guest, account).await.unwrap();
            }
            cart::set_quantity(&test.shop, DE, account, cup, 1).await.unwrap();
            let shown = cart::view(&test.shop, DE, Some(account.into())).await.unwrap();
            assert_eq!(shown.discount, discount, "{code}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_codes_come_in_once() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").category("kueche-tisch").price(3_400).stock(10).insert(&test).await;
        let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
        let made = codes::import_demo(&test.shop, &demo).await.unwrap();
        assert_eq!((made.vouchers, made.gift_cards), (3, 2));
        let again = codes::import_demo(&test.shop, &demo).await.unwrap();
        assert_eq!((again.vouchers, again.gift_cards), (0, 0));
        for code in ["WILLKOMMEN10", "GRATISVERSAND", "TISCH5", "DEM0A-STR1S-50CHF-KARTE"] {
            with_code(&test, cup.variant(), code).await;
        }
        let nothing = codes::import_demo(&test.shop, &demo.join("pictures")).await.unwrap();
        assert_eq!(nothing.vouchers, 0, "a folder without the file is fine");
    })
    .await;
}
