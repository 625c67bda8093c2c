//! Vouchers as staff change them: nothing is overwritten unseen, past uses count, and whoever is at the checkout is shown what it costs before it is ordered.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::Role,
    backoffice::{NewVoucherRequest, SaveVoucherRequest, StaffRefusal, VoucherDetail, VoucherLimits, VoucherQuery, VoucherState, Who},
    failure::{FieldProblem, Refusal},
    ids::{AccountId, VariantId},
    language::Language,
    orders::{Benefit, CheckoutForm, OrderRefusal, VoucherProblem},
    vat::BasisPoints,
};
use services::{
    error::{Error, Result},
    orders::{self, Acting, codes, vouchers::staff as desk},
};
use testkit::TestShop;
use uuid::Uuid;

use crate::{
    backoffice::lab::{acts, anna, count, refusal, staff},
    buying::Buyer,
};

const DE: Language = Language::De;

fn clerk() -> Acting {
    staff(3, &[Role::Accounting])
}

fn request(key: u128, code: &str) -> NewVoucherRequest {
    NewVoucherRequest {
        key: Uuid::from_u128(key),
        code: code.into(),
        benefit: Benefit::Amount(500),
        minimum: 0,
        limits: VoucherLimits::default(),
        categories: Vec::new(),
    }
}

async fn made(test: &TestShop, request: &NewVoucherRequest) -> VoucherDetail {
    let id = desk::create(&test.shop, clerk(), request).await.unwrap();
    seen(test, id).await
}

async fn seen(test: &TestShop, id: Uuid) -> VoucherDetail {
    desk::detail(&test.shop, clerk(), DE, id, None).await.unwrap()
}

async fn save(test: &TestShop, by: Acting, voucher: &VoucherDetail, limits: VoucherLimits) -> Result<()> {
    desk::save(&test.shop, by, &SaveVoucherRequest { voucher: voucher.row.id, version: voucher.version, limits }).await
}

async fn end(test: &TestShop, by: Acting, voucher: &VoucherDetail) -> Result<()> {
    desk::end(&test.shop, by, voucher.row.id, voucher.version).await
}

async fn now(test: &TestShop) -> DateTime<Utc> {
    sqlx::query_scalar("SELECT now()").fetch_one(&test.shop.pool).await.unwrap()
}

fn wrong(outcome: Result<impl std::fmt::Debug>) -> Vec<String> {
    match outcome.unwrap_err() {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

async fn cup(test: &TestShop) -> VariantId {
    testkit::product().name("tasse").price(3_400).stock(200).insert(test).await.variant()
}

/// A buyer of a cup for CHF 34.00 and CHF 7.90 delivery, who has entered a code.
async fn with_code(test: &TestShop, cup: VariantId, code: &str) -> Buyer {
    let buyer = Buyer::with(test, &[(cup, 1)]).await;
    codes::enter(&test.shop, DE, buyer.guest, code).await.unwrap();
    buyer
}

#[tokio::test(flavor = "multi_thread")]
async fn every_voucher_is_on_one_page_and_found_by_its_code_and_state() {
    TestShop::run(|test| async move {
        let now = now(&test).await;
        let limits = [
            VoucherLimits::default(),
            VoucherLimits { valid_from: Some(now + TimeDelta::days(1)), ..VoucherLimits::default() },
            VoucherLimits { valid_until: Some(now + TimeDelta::days(1)), ..VoucherLimits::default() },
            VoucherLimits { most_uses: Some(1), ..VoucherLimits::default() },
        ];
        for (number, limits) in (1..).zip(limits) {
            made(&test, &NewVoucherRequest { limits, ..request(number, &format!("WILL{number}")) }).await;
        }
        sqlx::query("UPDATE orders_vouchers SET valid_until = now() WHERE code = 'WILL3'").execute(&test.shop.pool).await.unwrap();
        with_code(&test, cup(&test).await, "WILL4").await.place(&test).await.unwrap();
        let ask = async |query: VoucherQuery| desk::list(&test.shop, clerk(), &query).await.unwrap();
        let (mut query, mut codes) = (VoucherQuery { size: 3, ..VoucherQuery::default() }, Vec::new());
        loop {
            let page = ask(query.clone()).await;
            codes.extend(page.rows.into_iter().map(|row| row.code));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(codes, ["WILL4", "WILL3", "WILL2", "WILL1"]);
        for (state, code) in VoucherState::ALL.into_iter().zip(["WILL1", "WILL2", "WILL3", "WILL4"]) {
            let rows = ask(VoucherQuery { state: Some(state), ..VoucherQuery::default() }).await.rows;
            assert_eq!(rows.into_iter().map(|row| (row.code, row.state)).collect::<Vec<_>>(), [(code.to_owned(), state)]);
        }
        for (search, found) in [("ill-3", 1), (" will ", 4), ("5", 0), ("%", 0), ("_", 0), ("'", 0)] {
            assert_eq!(ask(VoucherQuery { search: search.into(), ..VoucherQuery::default() }).await.rows.len(), found, "{search}");
        }
        for by in [staff(4, &[Role::Support]), staff(4, &[Role::Orders]), staff(4, &[Role::Admin])] {
            assert!(matches!(desk::list(&test.shop, by, &VoucherQuery::default()).await, Err(Error::Forbidden)));
            assert!(matches!(desk::end(&test.shop, by, Uuid::from_u128(1), 1).await, Err(Error::Forbidden)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_makes_one_voucher() {
    TestShop::run(|test| async move {
        testkit::product().name("tasse").category("tisch").price(3_400).stock(10).insert(&test).await;
        let wanted = NewVoucherRequest {
            benefit: Benefit::Percent(BasisPoints(1_250)),
            minimum: 6_000,
            categories: vec!["tisch".into()],
            ..request(1, "")
        };
        let racers: Vec<_> = (0..8)
            .map(|_| {
                let (test, wanted) = (Arc::clone(&test), wanted.clone());
                tokio::spawn(async move { desk::create(&test.shop, clerk(), &wanted).await.unwrap() })
            })
            .collect();
        for racer in racers {
            assert_eq!(racer.await.unwrap(), wanted.key);
        }
        assert_eq!(acts(&test).await, ["voucher.create"]);
        let voucher = seen(&test, wanted.key).await;
        assert_eq!((voucher.row.code.len(), voucher.row.benefit, voucher.row.minimum), (8, wanted.benefit, 6_000));
        assert_eq!((voucher.categories.len(), voucher.row.is_for_some), (1, true));
        assert_eq!(voucher.who, Who::Staff { account: AccountId(Uuid::from_u128(3)), name: String::new() });

        let taken = desk::create(&test.shop, clerk(), &request(2, &voucher.row.code.to_lowercase())).await.unwrap_err();
        assert!(matches!(taken, Error::Invalid(errors) if errors[0].field == "code" && errors[0].problem == FieldProblem::Taken));
        let unsound = NewVoucherRequest {
            benefit: Benefit::Amount(3),
            minimum: -1,
            limits: VoucherLimits { most_uses: Some(0), ..VoucherLimits::default() },
            ..request(0, "ä")
        };
        assert_eq!(wrong(desk::create(&test.shop, clerk(), &unsound).await), ["most_uses", "key", "code", "benefit", "minimum"]);
        let over = VoucherLimits { valid_until: Some(now(&test).await - TimeDelta::days(1)), ..VoucherLimits::default() };
        assert_eq!(
            wrong(desk::create(&test.shop, clerk(), &NewVoucherRequest { limits: over, ..request(2, "SPAET") }).await),
            ["valid_until"]
        );
        let nowhere = NewVoucherRequest { categories: vec!["nirgends".into()], ..request(3, "TISCH") };
        assert_eq!(wrong(desk::create(&test.shop, clerk(), &nowhere).await), ["categories"]);
        assert_eq!(count(&test, "SELECT count(*) FROM orders_vouchers").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_limit_counts_the_uses_that_there_have_been() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let voucher = made(&test, &request(1, "FUENF")).await;
        let place = async |email: &str| {
            let buyer = with_code(&test, cup, "FUENF").await;
            let form = CheckoutForm { email: email.into(), ..buyer.form(&test).await };
            orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await
        };
        for email in ["a@example.ch", "a@example.ch", "b@example.ch"] {
            place(email).await.unwrap();
        }
        let few = VoucherLimits { most_uses: Some(2), ..VoucherLimits::default() };
        assert_eq!(wrong(save(&test, clerk(), &voucher, few).await), ["most_uses"]);
        let limits = VoucherLimits { most_uses: Some(4), most_uses_by_customer: Some(2), ..VoucherLimits::default() };
        for _ in 0..2 {
            save(&test, clerk(), &voucher, limits).await.unwrap();
        }
        assert_eq!(acts(&test).await, ["voucher.create", "voucher.save"], "sent twice, done once");
        let counted = "SELECT uses::bigint FROM orders_vouchers";
        assert_eq!((count(&test, counted).await, count(&test, "SELECT sum(slot)::bigint FROM orders_voucher_uses").await), (3, 1 + 2 + 1));
        let changed = seen(&test, voucher.row.id).await;
        assert_eq!((changed.row.uses, changed.saved, changed.uses.len(), changed.version), (3, 1_500, 3, voucher.version + 1));

        // A customer who has had both is shown the price without, and the last use is somebody's, once.
        assert!(matches!(place("a@example.ch").await, Err(Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_190 })))));
        place("b@example.ch").await.unwrap();
        assert_eq!((count(&test, counted).await, seen(&test, voucher.row.id).await.row.state), (4, VoucherState::UsedUp));
        // What comes to nothing gives it back, also of those that were counted late.
        sqlx::query("UPDATE orders SET hold_expires_at = now() - interval '1 second'").execute(&test.shop.pool).await.unwrap();
        assert_eq!(orders::expire_unpaid(&test.shop).await.unwrap(), 4);
        assert_eq!(count(&test, counted).await, 0);
        let over = seen(&test, voucher.row.id).await;
        assert!(over.uses.iter().all(|used| used.is_given_back) && over.row.uses == 0 && over.saved == 0);

        save(&test, clerk(), &over, VoucherLimits::default()).await.unwrap();
        for _ in 0..3 {
            place("a@example.ch").await.unwrap();
        }
        assert_eq!((count(&test, counted).await, seen(&test, voucher.row.id).await.row.uses), (0, 3), "without a limit nothing is counted");
        let report = services::audit::run(&test.shop).await.unwrap();
        assert!(report.checks.iter().all(|check| check.name != "orders.vouchers" || check.findings.is_empty()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_change_or_end_it_at_once_one_is_told() {
    TestShop::run(|test| async move {
        for round in 0..6_u128 {
            let voucher = made(&test, &request(round + 1, &format!("RUNDE{round}"))).await;
            let change = |most| VoucherLimits { most_uses: Some(most), ..VoucherLimits::default() };
            let (one, other, third) = (Arc::clone(&test), Arc::clone(&test), Arc::clone(&test));
            let (mine, theirs, last) = (voucher.clone(), voucher.clone(), voucher.clone());
            let racers = [
                tokio::spawn(async move { save(&one, clerk(), &mine, change(10)).await }),
                tokio::spawn(async move { save(&other, anna(), &theirs, change(20)).await }),
                tokio::spawn(async move { end(&third, anna(), &last).await }),
            ];
            let mut done = 0;
            for racer in racers {
                match racer.await.unwrap() {
                    Ok(()) => done += 1,
                    Err(error) => assert_eq!(refusal(error), StaffRefusal::Changed { version: voucher.version + 1 }),
                }
            }
            assert_eq!((done, seen(&test, voucher.row.id).await.version), (1, voucher.version + 1));
        }
        let before = acts(&test).await.len();
        assert_eq!(before, 12, "each change is one entry");

        let voucher = made(&test, &request(100, "ENDE")).await;
        for by in [clerk(), anna(), clerk()] {
            end(&test, by, &voucher).await.unwrap();
        }
        assert_eq!(acts(&test).await.split_off(before), ["voucher.create", "voucher.end"], "ended three times, done once");
        let over = seen(&test, voucher.row.id).await;
        assert_eq!(over.row.state, VoucherState::Ended);
        assert_eq!(wrong(save(&test, clerk(), &over, VoucherLimits::default()).await), ["valid_until"], "what is over stays so");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_begun_keeps_its_beginning_and_what_has_not_can_be_called_off() {
    TestShop::run(|test| async move {
        let now = now(&test).await;
        let begun = made(&test, &request(1, "LAEUFT")).await;
        let later = VoucherLimits { valid_from: Some(now + TimeDelta::days(3)), most_uses: Some(5), ..VoucherLimits::default() };
        save(&test, clerk(), &begun, later).await.unwrap();
        let kept = seen(&test, begun.row.id).await;
        assert_eq!((kept.row.limits.valid_from, kept.row.limits.most_uses, kept.has_begun), (None, Some(5), true));
        let yesterday = VoucherLimits { valid_until: Some(now - TimeDelta::days(1)), ..VoucherLimits::default() };
        assert_eq!(wrong(save(&test, clerk(), &kept, yesterday).await), ["valid_until"]);

        let planned = made(&test, &NewVoucherRequest { limits: later, ..request(2, "SPAETER") }).await;
        assert!(!planned.has_begun);
        save(&test, clerk(), &planned, VoucherLimits { valid_from: Some(now + TimeDelta::days(9)), ..later }).await.unwrap();
        end(&test, clerk(), &seen(&test, planned.row.id).await).await.unwrap();
        let over = seen(&test, planned.row.id).await;
        assert_eq!((over.row.state, over.row.limits.valid_from), (VoucherState::Ended, over.row.limits.valid_until));
        assert!(matches!(desk::end(&test.shop, clerk(), Uuid::from_u128(9), 1).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_at_the_checkout_when_it_is_ended_sees_the_price_without_it_first() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let voucher = made(&test, &request(1, "HEUTE")).await;
        let buyer = with_code(&test, cup, "HEUTE").await;
        let form = buyer.form(&test).await;
        assert_eq!(form.seen_total, 3_400 - 500 + 790);
        end(&test, clerk(), &voucher).await.unwrap();
        let refused = orders::place(Arc::clone(&test.shop), DE, buyer.guest, form.clone()).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_190 }))), "{refused:?}");
        let shown = orders::checkout(&test.shop, DE, Some(buyer.guest.into())).await.unwrap();
        assert_eq!((shown.cart.discount, shown.cart.voucher_problem), (0, Some(VoucherProblem::Over)));
        orders::place(Arc::clone(&test.shop), DE, buyer.guest, CheckoutForm { seen_total: 4_190, ..form }).await.unwrap();
        assert_eq!(count(&test, "SELECT count(*) FROM orders_voucher_uses").await, 0);
    })
    .await;
}

/// An order that has looked at the voucher already, and waits while it is being ended, is not placed with it.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_under_way_while_it_is_ended_is_not_placed_with_it() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let voucher = made(&test, &request(1, "HEUTE")).await;
        let buyer = with_code(&test, cup, "HEUTE").await;
        let form = buyer.form(&test).await;
        // As the verb does it, and stopped before its commit.
        let mut ending = test.shop.pool.acquire().await.unwrap();
        sqlx::raw_sql("BEGIN; SELECT id FROM orders_vouchers FOR UPDATE; UPDATE orders_vouchers SET valid_until = clock_timestamp()")
            .execute(&mut *ending)
            .await
            .unwrap();
        let placing = tokio::spawn(orders::place(Arc::clone(&test.shop), DE, buyer.guest, form));
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while count(&test, waits).await == 0 {
            tokio::task::yield_now().await;
        }
        sqlx::raw_sql("COMMIT").execute(&mut *ending).await.unwrap();
        let refused = placing.await.unwrap().unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_190 }))), "{refused:?}");
        assert_eq!((count(&test, "SELECT count(*) FROM orders").await, seen(&test, voucher.row.id).await.row.uses), (0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buyers_and_staff_at_once_leave_the_books_right() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let voucher = made(&test, &request(1, "ALLE")).await;
        let mut buyers = Vec::new();
        for _ in 0..20 {
            let buyer = with_code(&test, cup, "ALLE").await;
            let form = buyer.form(&test).await;
            let shop = Arc::clone(&test.shop);
            buyers.push(tokio::spawn(async move { orders::place(shop, DE, buyer.guest, form).await }));
        }
        // A limit that comes in the middle of it, and the end.
        let limits = VoucherLimits { most_uses: Some(100), most_uses_by_customer: Some(1), ..VoucherLimits::default() };
        save(&test, clerk(), &voucher, limits).await.unwrap();
        end(&test, anna(), &seen(&test, voucher.row.id).await).await.unwrap();
        let mut placed = 0;
        for buyer in buyers {
            match buyer.await.unwrap() {
                Ok(_) => placed += 1,
                Err(Error::Refused(Refusal::Order(OrderRefusal::CartChanged { total: 4_190 }))) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        let over = seen(&test, voucher.row.id).await;
        assert_eq!((over.row.uses, over.saved), (placed, i64::from(placed) * 500));
        assert_eq!(count(&test, "SELECT uses::bigint FROM orders_vouchers").await, i64::from(placed), "none slipped past the count");
        let late = "SELECT count(*) FROM orders_voucher_uses AS used JOIN orders_vouchers ON true WHERE used.used_at > valid_until";
        assert_eq!(count(&test, late).await, 0);
    })
    .await;
}
