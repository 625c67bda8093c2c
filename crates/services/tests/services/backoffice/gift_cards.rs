//! Gift cards as staff handle them: issued once, blocked, corrected, and never worth more or less than their movements say.

use std::sync::Arc;

use domain::{
    accounts::{Principal, Proof, Role, Roles, Strength},
    backoffice::{
        BlockGiftCardRequest, CorrectGiftCardRequest, GiftCardDetail, GiftCardQuery, GiftCardState, IssueGiftCardRequest, Offer,
        StaffRefusal,
    },
    failure::Refusal,
    ids::{AccountId, VariantId},
    language::Language,
    orders::{CheckoutForm, OrderRefusal, OrderState},
    payments::{GiftCardMovementKind, PaymentState},
};
use services::{
    error::{Error, Result},
    mail,
    orders::{self, Acting, Actor, codes},
    payments::{
        self, Outcome,
        gift_cards::staff::{self as desk},
    },
};
use testkit::TestShop;
use uuid::Uuid;

use crate::{
    backoffice::lab::{acts, anna, count, refusal, staff},
    buying::Buyer,
};

const DE: Language = Language::De;
const CARD: Uuid = Uuid::from_u128(77);

fn clerk() -> Acting {
    staff(3, &[Role::Accounting])
}

fn request(amount: i64) -> IssueGiftCardRequest {
    IssueGiftCardRequest { key: CARD, amount, expires_at: None, reason: "verkauft".into(), recipient: None }
}

/// A card of the clerk's, and its code.
async fn card(test: &TestShop, amount: i64) -> String {
    desk::issue(&test.shop, clerk(), &request(amount)).await.unwrap();
    desk::take_code(&test.shop, clerk(), CARD).await.unwrap().unwrap()
}

async fn seen(test: &TestShop) -> GiftCardDetail {
    desk::detail(&test.shop, clerk(), CARD, None).await.unwrap()
}

async fn block(test: &TestShop, by: Acting, version: i64, blocked: bool) -> Result<()> {
    desk::block(&test.shop, by, &BlockGiftCardRequest { card: CARD, version, blocked, reason: "verloren".into() }).await
}

fn correction(key: u128, change: i64) -> CorrectGiftCardRequest {
    CorrectGiftCardRequest { key: Uuid::from_u128(key), card: CARD, change, reason: "verrechnet".into() }
}

async fn correct(test: &TestShop, key: u128, change: i64) -> Result<i64> {
    desk::correct(&test.shop, clerk(), &correction(key, change)).await
}

async fn cup(test: &TestShop) -> VariantId {
    testkit::product().name("tasse").price(3_400).stock(200).insert(test).await.variant()
}

/// A buyer of a cup, which with its delivery costs CHF 41.90, with the card in use.
async fn with_card(test: &TestShop, cup: VariantId, code: &str) -> Buyer {
    let buyer = Buyer::with(test, &[(cup, 1)]).await;
    codes::enter(&test.shop, DE, buyer.guest, code).await.unwrap();
    buyer
}

/// The card's balance, and the sum of its movements, which has to be the same.
async fn books(test: &TestShop) -> (i64, i64) {
    sqlx::query_as("SELECT balance, (SELECT sum(amount)::bigint FROM payments_gift_card_movements) FROM payments_gift_cards")
        .fetch_one(&test.shop.pool)
        .await
        .unwrap()
}

fn order_refusal<T: std::fmt::Debug>(outcome: Result<T>) -> OrderRefusal {
    match outcome.unwrap_err() {
        Error::Refused(Refusal::Order(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_issues_one_card_whose_code_is_seen_once() {
    TestShop::run(|test| async move {
        let wanted = IssueGiftCardRequest { recipient: Some(("anna@example.ch".parse().unwrap(), Language::Fr)), ..request(5_000) };
        let racers: Vec<_> = (0..8)
            .map(|_| {
                let (test, wanted) = (Arc::clone(&test), wanted.clone());
                tokio::spawn(async move { desk::issue(&test.shop, clerk(), &wanted).await.unwrap() })
            })
            .collect();
        for racer in racers {
            assert_eq!(racer.await.unwrap(), CARD);
        }
        assert_eq!((books(&test).await, acts(&test).await), ((5_000, 5_000), vec!["gift_card.issue".to_owned()]));

        // Nobody else finds it, and whoever issued it finds it once.
        assert_eq!(desk::take_code(&test.shop, anna(), CARD).await.unwrap(), None);
        let code = desk::take_code(&test.shop, clerk(), CARD).await.unwrap().unwrap();
        assert_eq!(desk::take_code(&test.shop, clerk(), CARD).await.unwrap(), None);
        assert!(code.ends_with(&seen(&test).await.row.ending));
        let view = with_card(&test, cup(&test).await, &code).await;
        assert_eq!(view.form(&test).await.seen_gift_card, 4_190, "it is the card's own code, whichever of the forms came first");

        // One mail, in the language that was chosen, which nobody can read in the outbox and of which nothing is kept.
        assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1);
        let sent = test.sandbox.control().mails_to("anna@example.ch").pop().unwrap();
        assert!(sent.text.unwrap_or_default().contains(&code) && sent.subject.starts_with("Votre carte-cadeau"), "{}", sent.subject);
        assert_eq!(
            count(&test, "SELECT count(*) FROM mail_outbox WHERE kind = 'gift_card' AND secret AND html = '' AND body_text = ''").await,
            1
        );
        let log: String =
            sqlx::query_scalar("SELECT string_agg(entry::text, ' ') FROM audit_log AS entry").fetch_one(&test.shop.pool).await.unwrap();
        assert!(!log.contains(&code) && !log.contains("anna@example.ch"), "{log}");

        let over = test.shop.clock.now();
        let unsound = IssueGiftCardRequest { key: Uuid::nil(), expires_at: Some(over), reason: " ".into(), ..request(3) };
        let Err(Error::Invalid(errors)) = desk::issue(&test.shop, clerk(), &unsound).await else { panic!("it was issued") };
        let named: Vec<String> = errors.into_iter().map(|error| error.field).collect();
        assert_eq!(named, ["amount", "reason", "expires_at", "key"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_are_found_by_the_end_of_their_code_and_by_where_they_stand() {
    TestShop::run(|test| async move {
        for number in 1..=5_u128 {
            desk::issue(&test.shop, clerk(), &IssueGiftCardRequest { key: Uuid::from_u128(number), ..request(500) }).await.unwrap();
        }
        let set = async |sql: &'static str| sqlx::query(sql).execute(&test.shop.pool).await.unwrap();
        set("UPDATE payments_gift_cards SET expires_at = now() WHERE id = '00000000-0000-0000-0000-000000000002'").await;
        let blocked = BlockGiftCardRequest { card: Uuid::from_u128(3), version: 1, blocked: true, reason: "gestohlen".into() };
        desk::block(&test.shop, staff(4, &[Role::Support]), &blocked).await.unwrap();
        let empty = CorrectGiftCardRequest { card: Uuid::from_u128(4), ..correction(1, -500) };
        assert_eq!(desk::correct(&test.shop, clerk(), &empty).await.unwrap(), 0);
        let ask = async |query: GiftCardQuery| desk::list(&test.shop, clerk(), &query).await.unwrap();
        let ids = async |query: GiftCardQuery| ask(query).await.rows.into_iter().map(|row| row.id.as_u128()).collect::<Vec<_>>();
        let (mut query, mut all) = (GiftCardQuery { size: 2, ..GiftCardQuery::default() }, Vec::new());
        loop {
            let page = ask(query.clone()).await;
            all.extend(page.rows.into_iter().map(|row| row.id.as_u128()));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(all, [5, 4, 3, 2, 1]);
        for (state, found) in GiftCardState::ALL.into_iter().zip([vec![5, 1], vec![4], vec![2], vec![3]]) {
            assert_eq!(ids(GiftCardQuery { state: Some(state), ..GiftCardQuery::default() }).await, found, "{state:?}");
        }
        let ending = ask(GiftCardQuery::default()).await.rows[0].ending.clone();
        for search in [ending.as_str(), &ending.to_lowercase(), &ending[1..], &format!("00000-{ending}")] {
            assert!(ids(GiftCardQuery { search: search.into(), ..GiftCardQuery::default() }).await.contains(&5), "{search}");
        }
        assert_eq!(ids(GiftCardQuery { search: "%".into(), ..GiftCardQuery::default() }).await, Vec::<u128>::new());
        for (role, may_issue) in [(Role::Catalogue, true), (Role::Support, false), (Role::Accounting, true)] {
            assert_eq!(
                desk::list(&test.shop, staff(4, &[role]), &GiftCardQuery::default()).await.unwrap().may_issue,
                may_issue,
                "{role:?}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_card_pays_for_nothing() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 10_000).await;
        let buyer = with_card(&test, cup, &code).await;
        let form = buyer.form(&test).await;
        assert_eq!(form.seen_gift_card, 4_190);
        block(&test, staff(4, &[Role::Support]), 1, true).await.unwrap();
        let held = seen(&test).await;
        assert_eq!((held.row.state, held.version, held.block.unwrap().reason.as_str()), (GiftCardState::Blocked, 2, "verloren"));

        // Whoever is at the checkout with it sees first what there is to pay without.
        let refused = order_refusal(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()).await);
        assert_eq!(refused, OrderRefusal::GiftCardChanged { due: 4_190 });
        assert_eq!(order_refusal(codes::enter(&test.shop, DE, buyer.guest, &code).await), OrderRefusal::CodeUnknown);
        let forced = sqlx::query(
            "INSERT INTO payments_gift_card_movements (card_id, kind, amount, order_id) SELECT $1, 'redeem', -500, id FROM orders LIMIT 1",
        );
        let unpaid = orders::place(Arc::clone(&test.shop), DE, buyer.guest, CheckoutForm { seen_gift_card: 0, ..form }).await.unwrap();
        let forced = forced.bind(CARD).execute(&test.shop.pool).await.unwrap_err();
        assert!(forced.to_string().contains("is blocked"), "the database itself takes nothing off it: {forced}");
        assert_eq!((orders::find(&test.shop, &unpaid.token).await.unwrap().due, books(&test).await), (4_190, (10_000, 10_000)));

        block(&test, clerk(), 2, false).await.unwrap();
        with_card(&test, cup, &code).await.place(&test).await.unwrap();
        assert_eq!(books(&test).await, (5_810, 5_810));
        assert_eq!(acts(&test).await, ["gift_card.issue", "gift_card.block", "gift_card.unblock"]);
    })
    .await;
}

/// An order that looks at the card while it is being blocked is not paid with it.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_under_way_while_a_card_is_blocked_is_not_paid_with_it() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 10_000).await;
        let buyer = with_card(&test, cup, &code).await;
        let form = buyer.form(&test).await;
        let mut blocking = test.shop.pool.acquire().await.unwrap();
        sqlx::raw_sql("BEGIN; UPDATE payments_gift_cards SET blocked_at = now(), blocked_reason = 'x'")
            .execute(&mut *blocking)
            .await
            .unwrap();
        let placing = tokio::spawn(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form));
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while count(&test, waits).await == 0 {
            tokio::task::yield_now().await;
        }
        sqlx::raw_sql("COMMIT").execute(&mut *blocking).await.unwrap();
        assert_eq!(order_refusal(placing.await.unwrap()), OrderRefusal::GiftCardChanged { due: 4_190 });
        assert_eq!((books(&test).await, count(&test, "SELECT count(*) FROM orders").await), ((10_000, 10_000), 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_orders_give_back_comes_onto_a_blocked_card_and_is_not_taken_again() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 7_190).await;
        // One order that the card has paid alone, and one that it has paid in part.
        let whole = with_card(&test, cup, &code).await.place(&test).await.unwrap();
        let part = with_card(&test, cup, &code).await.place(&test).await.unwrap();
        let payment = test.sandbox.control().payments().last().unwrap().id.clone();
        assert_eq!((books(&test).await, orders::find(&test.shop, &part.token).await.unwrap().due), ((0, 0), 1_190));
        block(&test, clerk(), 1, true).await.unwrap();

        payments::refund_without_payment(&test.shop, Actor::Operator, &whole.token).await.unwrap();
        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE state = 'awaiting_payment'")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 1);
        assert_eq!(books(&test).await, (7_190, 7_190), "as on any other card");
        assert_eq!(orders::find(&test.shop, &whole.token).await.unwrap().state, OrderState::Refunded);

        // Paid after all: the card's part is not there any more, so the payment goes back.
        test.sandbox.control().set_status(&payment, PaymentState::Paid).unwrap();
        assert_eq!(payments::settle(&test.shop, "mollie", &payment).await.unwrap(), Outcome::RefundOwed);
        assert_eq!((books(&test).await, orders::find(&test.shop, &part.token).await.unwrap().state), ((7_190, 7_190), OrderState::Expired));
        assert!(
            services::audit::run(&test.shop)
                .await
                .unwrap()
                .checks
                .iter()
                .all(|check| !check.name.contains("gift") || check.findings.is_empty())
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_block_it_at_once_one_does() {
    TestShop::run(|test| async move {
        card(&test, 5_000).await;
        let racers = [clerk(), anna(), clerk(), anna()].map(|by| {
            let test = Arc::clone(&test);
            tokio::spawn(async move { block(&test, by, 1, true).await })
        });
        for racer in racers {
            racer.await.unwrap().unwrap();
        }
        assert_eq!((acts(&test).await, seen(&test).await.version), (vec!["gift_card.issue".to_owned(), "gift_card.block".to_owned()], 2));
        assert_eq!(refusal(block(&test, clerk(), 1, false).await.unwrap_err()), StaffRefusal::Changed { version: 2 });
        let silent = BlockGiftCardRequest { card: CARD, version: 2, blocked: false, reason: " ".into() };
        assert!(matches!(desk::block(&test.shop, clerk(), &silent).await, Err(Error::Invalid(errors)) if errors[0].field == "reason"));
        let unknown = BlockGiftCardRequest { card: Uuid::from_u128(9), ..silent };
        assert!(matches!(desk::block(&test.shop, clerk(), &unknown).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_booked_once_and_never_below_nothing() {
    TestShop::run(|test| async move {
        card(&test, 5_000).await;
        for _ in 0..2 {
            assert_eq!(correct(&test, 1, -2_000).await.unwrap(), 3_000);
        }
        assert_eq!(refusal(correct(&test, 1, -500).await.unwrap_err()), StaffRefusal::RequestReused);
        assert_eq!(refusal(correct(&test, 2, -3_005).await.unwrap_err()), StaffRefusal::GiftCardBelowZero { balance: 3_000 });
        assert_eq!(correct(&test, 3, 1_000).await.unwrap(), 4_000);
        let card = seen(&test).await;
        let movements: Vec<_> = card.movements.iter().map(|movement| (movement.kind, movement.amount)).collect();
        let kind = GiftCardMovementKind::Correct;
        assert_eq!(movements, [(kind, 1_000), (kind, -2_000), (GiftCardMovementKind::Issue, 5_000)]);
        assert_eq!((card.row.issued, card.row.balance, card.movements[0].reason.as_str()), (5_000, 4_000, "verrechnet"));
        assert_eq!(acts(&test).await, ["gift_card.issue", "gift_card.correct", "gift_card.correct"]);

        // Only who keeps the books, and only after a fresh proof.
        let who =
            Principal { account: AccountId(Uuid::from_u128(3)), roles: Roles::of(&[Role::Accounting]), strength: Strength::SecondFactor };
        let stale = Acting::from(&who);
        assert!(matches!(desk::correct(&test.shop, stale, &correction(4, 5)).await, Err(Error::Unproven(Proof::StepUp))));
        let offer = async |by| desk::detail(&test.shop, by, CARD, None).await.unwrap().correction;
        let support = staff(4, &[Role::Support, Role::Catalogue]);
        assert_eq!((offer(stale).await, offer(clerk()).await, offer(support).await), (Offer::After(Proof::StepUp), Offer::Yes, Offer::No));
        assert!(matches!(desk::correct(&test.shop, support, &correction(4, 5)).await, Err(Error::Forbidden)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_beside_redemptions_leave_the_books_right() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let code = card(&test, 20_000).await;
        let mut buyers = Vec::new();
        for _ in 0..6 {
            let buyer = with_card(&test, cup, &code).await;
            let (form, shop) = (buyer.form(&test).await, Arc::clone(&test.shop));
            buyers.push(tokio::spawn(async move { orders::place(shop, DE, buyer.guest, form).await }));
        }
        let staff: Vec<_> = (1..=12_u128)
            .map(|key| {
                let test = Arc::clone(&test);
                tokio::spawn(async move { correct(&test, key, -1_500).await })
            })
            .collect();
        let (mut left, mut placed) = (20_000, 0);
        for act in staff {
            match act.await.unwrap() {
                Ok(_) => left -= 1_500,
                Err(error) => {
                    assert!(matches!(refusal(error), StaffRefusal::GiftCardBelowZero { balance } if (0..1_500).contains(&balance)));
                }
            }
        }
        for buyer in buyers {
            match buyer.await.unwrap() {
                Ok(_) => placed += 1,
                // Told what there is to pay now, and asked anew.
                Err(Error::Refused(Refusal::Order(OrderRefusal::GiftCardChanged { .. } | OrderRefusal::CartChanged { .. }))) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        left -= placed * 4_190;
        assert_eq!(books(&test).await, (left, left));
        assert!(left >= 0, "{left}");
    })
    .await;
}
