//! Prepayment by QR-bill: a gateway without a page, whose news are what bank and staff say. Its books are right however often and in which order.

use std::sync::Arc;

use crate::buying::{Buyer, levels};
use domain::{
    failure::Refusal,
    ids::VariantId,
    language::Language,
    money::Money,
    orders::{CheckoutForm, OrderState},
    payments::{PaymentReference, PaymentState},
};
use services::{
    error::{Error, Result},
    mail,
    orders::{self, Actor, invoices},
    payments::{
        self, prepayment,
        prepayment::{
            TransferOutcome,
            TransferOutcome::{Overpaid, Paid, Quarantined, RefundOwed, Unmatched},
        },
    },
};
use testkit::{Options, STAFF, TestShop};
use uuid::Uuid;

/// An order that is to be paid by transfer.
struct Ordered {
    token: String,
    payment: Uuid,
    reference: String,
    total: i64,
    cup: VariantId,
}

async fn ordered(test: &TestShop) -> Ordered {
    let cup = testkit::product().name("tasse").price(3400).stock(10).insert(test).await;
    again(test, cup.variant()).await
}

async fn again(test: &TestShop, cup: VariantId) -> Ordered {
    let buyer = Buyer::with(test, &[(cup, 1)]).await;
    let form = CheckoutForm { payment_method: "prepayment".into(), ..buyer.form(test).await };
    let placed = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form).await.unwrap();
    assert_eq!(placed.pay_at, None, "there is no page to pay at");
    let (payment, reference): (Uuid, String) = sqlx::query_as(
        "SELECT payments.id, gateway_payment_id FROM payments JOIN orders ON orders.id = order_id WHERE token = $1 AND gateway = 'prepayment'",
    )
    .bind(&placed.token)
    .fetch_one(&test.shop.pool)
    .await
    .unwrap();
    Ordered { token: placed.token, payment, reference, total: 4190, cup }
}

async fn received(test: &TestShop, order: &Ordered, amount: i64, key: u128) -> Result<TransferOutcome> {
    payments::mark_received(&test.shop, STAFF, order.payment, Money::rappen(amount), Uuid::from_u128(key)).await
}

async fn state_of(test: &TestShop, order: &Ordered) -> OrderState {
    orders::find(&test.shop, &order.token).await.unwrap().state
}

/// Lets all holds run out.
async fn lapse(test: &TestShop) {
    sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE state = 'awaiting_payment'")
        .execute(&test.shop.pool)
        .await
        .unwrap();
    orders::expire_unpaid(&test.shop).await.unwrap();
}

/// A bank's file with these credits: the bank's reference, the amount, the payer's reference.
fn file(credits: &[(&str, &str, &str)]) -> Vec<u8> {
    let details = credits
        .iter()
        .map(|(own, amount, reference)| {
            format!(
                "<TxDtls><Refs><AcctSvcrRef>{own}</AcctSvcrRef></Refs><Amt Ccy=\"CHF\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy=\"CHF\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-15</Dt></BookgDt><AcctSvcrRef>BATCH</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    )
    .into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_stands_on_trust_and_its_buyer_is_told_how_to_pay() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let shown = orders::find(&test.shop, &order.token).await.unwrap();
        assert_eq!((shown.state, shown.payment.unwrap().state), (OrderState::AwaitingPayment, PaymentState::Open));
        let days: f64 = sqlx::query_scalar("SELECT extract(epoch FROM hold_expires_at - placed_at)::float8 / 86400 FROM orders")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert!((days - 10.0).abs() < 0.01, "{days} days");
        let digits: String = shown.number.chars().filter(char::is_ascii_digit).collect();
        assert!(order.reference.starts_with("RF") && order.reference.ends_with(&digits), "{}", order.reference);

        let slip = payments::payment_slip(&test.shop, &order.token).await.unwrap();
        assert!(slip.bytes.starts_with(b"%PDF-"));
        assert!(matches!(payments::payment_slip(&test.shop, "no such token").await, Err(Error::NotFound)));
        assert!(matches!(invoices::pdf(&test.shop, &order.token).await, Err(Error::NotFound)), "no invoice before it is paid");

        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1);
        let mails = test.sandbox.control().mails_to(&shown.email);
        assert_eq!((mails.len(), mails[0].attachments.len()), (1, 1));
        let printed = PaymentReference::parse(&order.reference).unwrap().to_string();
        assert!(mails[0].text.as_deref().unwrap_or_default().contains(&printed));
        let stored: Vec<u8> = sqlx::query_scalar("SELECT content FROM mail_attachments").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(stored, slip.bytes, "the page's slip is the mail's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_qr_iban_makes_qr_references() {
    Options::default()
        .account("CH4431999123000889012")
        .run(|test| async move {
            let order = ordered(&test).await;
            assert!(matches!(PaymentReference::parse(&order.reference), Some(PaymentReference::Qr(_))), "{}", order.reference);
            assert!(payments::payment_slip(&test.shop, &order.token).await.is_ok());
            let spaced = PaymentReference::parse(&order.reference).unwrap().to_string();
            let report = payments::import_camt(&test.shop, STAFF, &file(&[("A", "41.90", &spaced)])).await.unwrap();
            assert_eq!(report.entries[0].outcome, Paid);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_say_that_the_money_is_there_and_the_order_is_paid_once() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        for actor in [Actor::Buyer, Actor::Gateway, Actor::Schedule] {
            let refused = payments::mark_received(&test.shop, actor, order.payment, Money::rappen(order.total), Uuid::from_u128(1)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{actor:?}");
        }
        let racers: Vec<_> = (0..20)
            .map(|_| {
                let (test, payment, total) = (Arc::clone(&test), order.payment, order.total);
                tokio::spawn(async move {
                    payments::mark_received(&test.shop, STAFF, payment, Money::rappen(total), Uuid::from_u128(1)).await.unwrap()
                })
            })
            .collect();
        for racer in racers {
            assert_eq!(racer.await.unwrap(), Paid);
        }
        assert_eq!(state_of(&test, &order).await, OrderState::Paid);
        assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
        assert!(matches!(received(&test, &order, order.total + 1, 1).await, Err(Error::Invalid(_))), "the same key for another entry");
        assert!(matches!(received(&test, &order, 0, 9).await, Err(Error::Invalid(_))));
        assert!(invoices::pdf(&test.shop, &order.token).await.is_ok());
        assert!(matches!(payments::payment_slip(&test.shop, &order.token).await, Err(Error::NotFound)), "nothing is to be paid any more");
        assert_eq!(prepayment::transfers_for_staff(&test.shop, STAFF).await.unwrap(), []);
        let foreign = payments::mark_received(&test.shop, STAFF, Uuid::nil(), Money::rappen(1), Uuid::from_u128(2)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_amount_is_quarantined_and_listed() {
    TestShop::run(|test| async move {
        for (key, difference) in [(1, -1), (2, 1), (3, -4000)] {
            let order = ordered_named(&test, key).await;
            assert_eq!(received(&test, &order, order.total + difference, key).await.unwrap(), Quarantined);
            assert_eq!(state_of(&test, &order).await, OrderState::AwaitingPayment);
            assert_eq!(levels(&test, order.cup).await, (9, 1, 0));
        }
        assert_eq!(prepayment::transfers_for_staff(&test.shop, STAFF).await.unwrap().len(), 3);
        assert!(matches!(prepayment::transfers_for_staff(&test.shop, Actor::Buyer).await, Err(Error::Forbidden)));
    })
    .await;
}

async fn ordered_named(test: &TestShop, key: u128) -> Ordered {
    let cup = testkit::product().name(&format!("tasse-{key}")).price(3400).stock(10).insert(test).await;
    again(test, cup.variant()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn paying_a_bill_twice_is_seen_and_staff_are_called() {
    Options::default()
        .staff_email("staff@example.ch")
        .run(|test| async move {
            let order = ordered(&test).await;
            assert_eq!(received(&test, &order, order.total, 1).await.unwrap(), Paid);
            assert_eq!(received(&test, &order, order.total, 2).await.unwrap(), Overpaid);
            assert_eq!(received(&test, &order, order.total, 1).await.unwrap(), Paid, "the first stays what it was");
            let listed = prepayment::transfers_for_staff(&test.shop, STAFF).await.unwrap();
            assert_eq!((listed.len(), listed[0].outcome.as_str()), (1, "overpaid"));
            let alerts: i64 =
                sqlx::query_scalar("SELECT count(*) FROM mail_outbox WHERE kind = 'staff_alert'").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(alerts, 1);
            assert_eq!(levels(&test, order.cup).await, (9, 0, 1));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_after_the_hold_takes_the_goods_anew_or_goes_back() {
    let options = Options::default().staff_email("staff@example.ch");
    options
        .run(|test| async move {
            let first = ordered(&test).await;
            let second = again(&test, first.cup).await;
            lapse(&test).await;
            assert_eq!(received(&test, &first, first.total, 1).await.unwrap(), Paid);
            assert_eq!(state_of(&test, &first).await, OrderState::Paid);
            Buyer::with(&test, &[(first.cup, 9)]).await.place(&test).await.unwrap();
            assert_eq!(received(&test, &second, second.total, 2).await.unwrap(), RefundOwed);
            assert_eq!(state_of(&test, &second).await, OrderState::Expired);

            // The shop cannot send it by itself: staff are told, do it, and say so.
            for _ in 0..2 {
                payments::submit_refunds(&test.shop).await.unwrap();
            }
            let called =
                "SELECT count(*) FROM mail_outbox WHERE dedupe_key LIKE 'staff/transfer_back/%' AND recipient = 'staff@example.ch'";
            assert_eq!(sqlx::query_scalar::<_, i64>(called).fetch_one(&test.shop.pool).await.unwrap(), 1);
            let due = prepayment::due_back(&test.shop, STAFF).await.unwrap();
            assert_eq!((due.len(), due[0].amount, due[0].reference.as_str()), (1, second.total, second.reference.as_str()));
            assert!(matches!(prepayment::mark_sent_back(&test.shop, Actor::Buyer, due[0].id).await, Err(Error::Forbidden)));
            assert!(matches!(prepayment::mark_sent_back(&test.shop, STAFF, Uuid::nil()).await, Err(Error::NotFound)));
            for _ in 0..2 {
                prepayment::mark_sent_back(&test.shop, STAFF, due[0].id).await.unwrap();
            }
            let refunded: String = sqlx::query_scalar("SELECT state FROM payments_refunds").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(refunded, "refunded");
            assert_eq!(prepayment::due_back(&test.shop, STAFF).await.unwrap(), []);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_banks_file_pays_orders_and_leaves_the_rest_to_staff() {
    TestShop::run(|test| async move {
        let paid = ordered(&test).await;
        let wrong = again(&test, paid.cup).await;
        let credits = [
            ("A", "41.90", paid.reference.as_str()),
            ("B", "40.00", wrong.reference.as_str()),
            ("C", "12.00", "RF18539007547034"),
            ("D", "5.00", "no reference at all"),
            ("A", "41.90", paid.reference.as_str()),
        ];
        assert!(matches!(payments::import_camt(&test.shop, Actor::Buyer, &file(&credits)).await, Err(Error::Forbidden)));
        let outcomes =
            |report: &prepayment::ImportReport| -> Vec<_> { report.entries.iter().map(|entry| (entry.outcome, entry.known)).collect() };
        let report = payments::import_camt(&test.shop, Actor::Operator, &file(&credits)).await.unwrap();
        assert_eq!(
            outcomes(&report),
            [(Paid, false), (Quarantined, false), (Unmatched, false), (Unmatched, false), (Paid, true)],
            "the last entry is the first one again"
        );
        let again = payments::import_camt(&test.shop, Actor::Operator, &file(&credits)).await.unwrap();
        assert_eq!(outcomes(&again), [(Paid, true), (Quarantined, true), (Unmatched, true), (Unmatched, true), (Paid, true)]);
        assert_eq!((state_of(&test, &paid).await, state_of(&test, &wrong).await), (OrderState::Paid, OrderState::AwaitingPayment));
        assert_eq!(levels(&test, paid.cup).await, (8, 1, 1));
        assert_eq!(prepayment::transfers_for_staff(&test.shop, STAFF).await.unwrap().len(), 3);

        let nonsense = payments::import_camt(&test.shop, STAFF, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>").await;
        assert!(matches!(nonsense, Err(Error::Notification(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_ten_times_at_once_counts_once() {
    TestShop::run(|test| async move {
        let first = ordered(&test).await;
        let second = again(&test, first.cup).await;
        let bytes = file(&[("A", "41.90", &first.reference), ("B", "41.90", &second.reference)]);
        let racers: Vec<_> = (0..10)
            .map(|_| {
                let (test, bytes) = (Arc::clone(&test), bytes.clone());
                tokio::spawn(async move { payments::import_camt(&test.shop, STAFF, &bytes).await.unwrap() })
            })
            .collect();
        for racer in racers {
            for entry in racer.await.unwrap().entries {
                assert_eq!(entry.outcome, Paid);
            }
        }
        let transfers: i64 = sqlx::query_scalar("SELECT count(*) FROM payments_transfers").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(transfers, 2);
        assert_eq!(levels(&test, first.cup).await, (8, 0, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recorded_before_a_crash_is_settled_by_the_reconciliation() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let key = Uuid::from_u128(1);
        sqlx::query(
            "INSERT INTO payments_transfers (id, reference, amount, currency, booked_on, request_key, actor) VALUES ($1, $2, $3, 'CHF', '2026-06-15', $4, 'operator')",
        )
        .bind(Uuid::from_u128(2))
        .bind(&order.reference)
        .bind(order.total)
        .bind(key)
        .execute(&test.shop.pool)
        .await
        .unwrap();
        sqlx::query("UPDATE payments SET created_at = now() - interval '1 day', checked_at = NULL").execute(&test.shop.pool).await.unwrap();
        payments::reconcile(&test.shop).await.unwrap();
        assert_eq!(state_of(&test, &order).await, OrderState::Paid);
        // The form sent again finishes what was cut off.
        assert_eq!(received(&test, &order, order.total, 1).await.unwrap(), Paid);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_goes_on_with_the_open_bill_and_offers_no_second_one() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        let placed = payments::retry(Arc::clone(&test.shop), &order.token, "prepayment").await.unwrap();
        assert_eq!(placed.pay_at, None);
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM payments").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(count, 1);
        payments::settle_order(&test.shop, &order.token).await.unwrap();
        assert_eq!(state_of(&test, &order).await, OrderState::AwaitingPayment);
        received(&test, &order, order.total, 1).await.unwrap();
        let paid = payments::retry(Arc::clone(&test.shop), &order.token, "prepayment").await;
        assert!(matches!(paid, Err(Error::Refused(Refusal::Payment(_)))), "{paid:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_payment_of_an_order_has_a_reference_of_its_own() {
    TestShop::run(|test| async move {
        let order = ordered(&test).await;
        sqlx::query("UPDATE payments SET state = 'canceled'").execute(&test.shop.pool).await.unwrap();
        payments::retry(Arc::clone(&test.shop), &order.token, "prepayment").await.unwrap();
        let references: Vec<String> =
            sqlx::query_scalar("SELECT gateway_payment_id FROM payments ORDER BY created_at").fetch_all(&test.shop.pool).await.unwrap();
        assert_eq!(references.len(), 2);
        assert_ne!(references[0], references[1]);
        assert!(PaymentReference::parse(&references[1]).is_some());
        // Money for the first one is believed although it was called off: the order is paid by it.
        assert_eq!(received(&test, &order, order.total, 1).await.unwrap(), Paid);
        assert_eq!(state_of(&test, &order).await, OrderState::Paid);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_fails_with_twint_may_pay_by_transfer_instead() {
    TestShop::run(|test| async move {
        let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await;
        let token = Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap().token;
        let id = test.sandbox.control().payments()[0].id.clone();
        test.sandbox.control().set_status(&id, PaymentState::Failed).unwrap();
        payments::settle(&test.shop, "mollie", &id).await.unwrap();
        let failed = orders::find(&test.shop, &token).await.unwrap().payment.unwrap();
        assert!(failed.may_retry);
        assert_eq!(failed.methods.iter().map(|method| method.code.as_str()).collect::<Vec<_>>(), ["twint", "prepayment"]);

        let placed = payments::retry(Arc::clone(&test.shop), &token, "prepayment").await.unwrap();
        assert_eq!(placed.pay_at, None);
        let shown = orders::find(&test.shop, &token).await.unwrap();
        let payment = shown.payment.unwrap();
        assert_eq!((payment.method.as_str(), payment.state, payment.methods.len()), ("prepayment", PaymentState::Open, 0));
        let days: f64 = sqlx::query_scalar("SELECT extract(epoch FROM hold_expires_at - now())::float8 / 86400 FROM orders")
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert!(days > 9.9, "the goods wait as long as a transfer takes: {days} days");
        assert_eq!(levels(&test, cup.variant()).await, (9, 1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_transfers_at_once_one_pays_and_the_other_is_too_much() {
    TestShop::run(|test| async move {
        for round in 0..8_u128 {
            let order = ordered_named(&test, round).await;
            let racers: Vec<_> = (0..2)
                .map(|racer| {
                    let (test, payment, total) = (Arc::clone(&test), order.payment, order.total);
                    let key = Uuid::from_u128(100 + 2 * round + racer);
                    tokio::spawn(
                        async move { payments::mark_received(&test.shop, STAFF, payment, Money::rappen(total), key).await.unwrap() },
                    )
                })
                .collect();
            let mut outcomes = Vec::new();
            for racer in racers {
                outcomes.push(racer.await.unwrap().code());
            }
            outcomes.sort_unstable();
            assert_eq!(outcomes, ["overpaid", "paid"]);
            assert_eq!(state_of(&test, &order).await, OrderState::Paid);
        }
    })
    .await;
}
