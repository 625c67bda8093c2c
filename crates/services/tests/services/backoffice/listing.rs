//! The table of orders: every order once, whatever happens while somebody reads, and found by what people know of it.

use std::collections::BTreeSet;

use domain::{
    accounts::Role,
    backoffice::{OrderList, OrderQuery, OrderSort, OrderWaits, ReturnStep, ReturnStepRequest},
    ids::OrderId,
    orders::{EnteredPieces, OrderState, ReturnForm},
};
use services::{backoffice::orders as screens, cart, error::Error, orders::returns};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{anna, detail, force, ordered, paid, ship, staff};

/// So many orders, several at the same time and with the same total.
async fn many(test: &TestShop, orders: i32) {
    sqlx::query(
        "INSERT INTO orders (id, number, token, state, language, email, address, items_total, total, placed_at, hold_expires_at)
         SELECT gen_random_uuid(), '2025-' || lpad(n::text, 6, '0'), 'token-' || n, CASE n % 3 WHEN 0 THEN 'paid' ELSE 'awaiting_payment' END, 'de',
             'kunde' || n || '@example.ch', jsonb_build_object('name', 'Kunde Nummer' || n, 'company', '', 'street', 'Weg 1', 'postal_code', '6004',
                                                               'city', 'Luzern', 'country', 'CH'),
             1000 + n % 7, 1000 + n % 7, timestamptz '2025-03-01' + make_interval(mins => n / 4), now() + interval '1 hour'
         FROM generate_series(1, $1) AS n",
    )
    .bind(orders)
    .execute(&test.shop.pool)
    .await
    .unwrap();
}

/// One that is placed while somebody reads.
async fn another(test: &TestShop, number: &str) {
    sqlx::query(
        "INSERT INTO orders (id, number, token, state, language, email, items_total, total, placed_at, hold_expires_at)
         VALUES (gen_random_uuid(), $1, $1, 'awaiting_payment', 'de', 'spaet@example.ch', 1003, 1003, now(), now() + interval '1 hour')",
    )
    .bind(number)
    .execute(&test.shop.pool)
    .await
    .unwrap();
}

async fn ask(test: &TestShop, query: &OrderQuery) -> OrderList {
    screens::list(&test.shop, anna(), query).await.unwrap()
}

async fn numbers(test: &TestShop, search: &str) -> Vec<String> {
    let list = ask(test, &OrderQuery { search: search.into(), ..OrderQuery::default() }).await;
    assert_eq!(usize::try_from(list.total).unwrap(), list.rows.len());
    list.rows.into_iter().map(|row| row.number).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_order_once_whatever_is_placed_meanwhile() {
    TestShop::run(|test| async move {
        many(&test, 50).await;
        let all: BTreeSet<Uuid> =
            sqlx::query_scalar("SELECT id FROM orders").fetch_all(&test.shop.pool).await.unwrap().into_iter().collect();
        for sort in OrderSort::ALL {
            let mut query = OrderQuery { sort, size: 7, ..OrderQuery::default() };
            let mut rows = Vec::new();
            loop {
                let page = ask(&test, &query).await;
                assert!(page.rows.len() <= 7);
                rows.extend(page.rows);
                another(&test, &format!("2026-{:?}-{}", sort, rows.len())).await;
                query.after = page.next;
                if query.after.is_none() {
                    break;
                }
            }
            let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).filter(|id| all.contains(id)).collect();
            assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), all, "{sort:?}: none is left out");
            let shown: BTreeSet<OrderId> = rows.iter().map(|row| row.id).collect();
            assert_eq!(shown.len(), rows.len(), "{sort:?}: none is shown twice");
            let is_sorted = match sort {
                OrderSort::Newest => rows.is_sorted_by(|one, next| (one.placed_at, one.id) > (next.placed_at, next.id)),
                OrderSort::Oldest => rows.is_sorted_by(|one, next| (one.placed_at, one.id) < (next.placed_at, next.id)),
                OrderSort::Dearest => rows.is_sorted_by(|one, next| (one.total, one.id) > (next.total, next.id)),
                OrderSort::Cheapest => rows.is_sorted_by(|one, next| (one.total, one.id) < (next.total, next.id)),
            };
            assert!(is_sorted, "{sort:?}");
            if sort == OrderSort::Newest {
                assert_eq!(rows.len(), all.len(), "what came after the first page was read is on none");
            }
            sqlx::raw_sql(
                "SET session_replication_role = replica; DELETE FROM orders WHERE number LIKE '2026-%'; RESET session_replication_role",
            )
            .execute(&test.shop.pool)
            .await
            .unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_found_by_what_people_know_of_it() {
    TestShop::run(|test| async move {
        many(&test, 20).await;
        let cup = testkit::product().name("tasse-blau").price(3_400).stock(10).insert(&test).await;
        let placed = crate::buying::Buyer::with(&test, &[(cup.variant(), 1)]).await.place(&test).await.unwrap();
        let (number, email): (String, String) = sqlx::query_as(
            "UPDATE orders SET address = jsonb_set(address, '{name}', '\"Änne von Müller\"') WHERE token = $1 RETURNING number, email",
        )
        .bind(&placed.token)
        .fetch_one(&test.shop.pool)
        .await
        .unwrap();
        let sku: String = sqlx::query_scalar("SELECT sku FROM orders_lines LIMIT 1").fetch_one(&test.shop.pool).await.unwrap();
        // A cart with the same goods is no order.
        cart::add(&test.shop, domain::language::Language::De, testkit::account(), cup.variant(), 1).await.unwrap();
        let upper = email.to_uppercase();
        for known in
            [number.as_str(), email.as_str(), upper.as_str(), &email[..12], "änne", "ÄNNE von", "müller", "MÜL", sku.as_str(), &sku[..7]]
        {
            assert_eq!(numbers(&test, known).await, std::slice::from_ref(&number), "{known}");
        }
        for unknown in ["%", "_", "nne", "üller", "'", "\\", "2027-", "kunde21"] {
            assert_eq!(numbers(&test, unknown).await, Vec::<String>::new(), "{unknown}");
        }
        assert_eq!(numbers(&test, "2025-00000").await.len(), 9);
        assert_eq!(numbers(&test, "kunde7@").await, ["2025-000007"]);
        assert_eq!(numbers(&test, "nummer12").await, ["2025-000012"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_pages_and_filters_like_everything_else() {
    TestShop::run(|test| async move {
        many(&test, 30).await;
        let mut query = OrderQuery { search: "kunde".into(), states: vec![OrderState::Paid], size: 4, ..OrderQuery::default() };
        let mut seen = Vec::new();
        loop {
            let page = ask(&test, &query).await;
            assert_eq!((page.total, page.is_more), (10, false));
            seen.extend(page.rows.into_iter().map(|row| row.number));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (1..=10).rev().map(|third| format!("2025-{:06}", third * 3)).collect();
        seen.sort_by(|one, next| next.cmp(one));
        assert_eq!(seen, expected);
        let carts = OrderQuery { states: vec![OrderState::Pending], ..OrderQuery::default() };
        assert!(ask(&test, &carts).await.rows.iter().all(|row| row.state != OrderState::Pending));
        let foreign = OrderQuery { after: Some("no cursor".into()), size: 1_000, ..OrderQuery::default() };
        assert_eq!(ask(&test, &foreign).await.rows.len(), 30);
    })
    .await;
}

/// Words that find thousands go another way through the database: to the same orders.
#[tokio::test(flavor = "multi_thread")]
async fn words_that_find_thousands_find_each_once() {
    TestShop::run(|test| async move {
        many(&test, 2_600).await;
        another(&test, "2026-000001").await;
        let mut query = OrderQuery { search: "kunde".into(), size: 100, sort: OrderSort::Oldest, ..OrderQuery::default() };
        let mut seen = Vec::new();
        loop {
            let page = ask(&test, &query).await;
            assert_eq!((page.total, page.is_more), (5_200, false), "by the address and by the name");
            seen.extend(page.rows.into_iter().map(|row| row.number));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        seen.sort();
        assert_eq!(seen, (1..=2_600).map(|number| format!("2025-{number:06}")).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_tells_how_far_an_order_is() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let version = detail(&test, &order).await.version;
        screens::ship(&test.shop, anna(), &ship(&order, version, 1, 2)).await.unwrap();
        let row = ask(&test, &OrderQuery::default()).await.rows.remove(0);
        assert_eq!((row.id, row.number.as_str(), row.state), (order.id, order.number.as_str(), OrderState::Paid));
        assert_eq!((row.pieces, row.sent, row.parcels), (3, 2, 1));
        assert_eq!(row.payment, Some(domain::payments::PaymentState::Paid));
        assert_eq!((row.name.as_str(), row.version), ("Anna Muster", detail(&test, &order).await.version));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_which_something_waits_are_found_by_it() {
    TestShop::run(|test| async move {
        many(&test, 5).await;
        let (sent, held) = (paid(&test).await, ordered(&test).await);
        let asked = async |waits, states: &[OrderState]| {
            let query = OrderQuery { waits: Some(waits), states: states.to_vec(), search: "nobody".into(), ..OrderQuery::default() };
            let list = ask(&test, &query).await;
            assert_eq!(usize::try_from(list.total).unwrap(), list.rows.len());
            list.rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
        };
        assert_eq!((asked(OrderWaits::Return, &[]).await.len(), asked(OrderWaits::Payment, &[]).await.len()), (0, 0));

        let seen = detail(&test, &sent).await.version;
        screens::ship(&test.shop, anna(), &ship(&sent, seen, 1, 0)).await.unwrap();
        let pieces = vec![EnteredPieces { position: "0".into(), quantity: "1".into() }];
        let form = ReturnForm { number: "1".into(), reason: "damaged".into(), words: String::new(), pieces };
        returns::request(&test.shop, &sent.token, &form).await.unwrap();
        force(&test, "UPDATE payments SET state = 'quarantined' WHERE state = 'open'").await;
        assert_eq!(asked(OrderWaits::Return, &[]).await, [sent.number.as_str()]);
        assert_eq!(asked(OrderWaits::Payment, &[]).await, [held.number.as_str()]);
        assert_eq!(asked(OrderWaits::Return, &[OrderState::Cancelled]).await, <[&str; 0]>::default());

        let now = detail(&test, &sent).await;
        let step = ReturnStep::Refuse("Nein.".into());
        let no = ReturnStepRequest { order: sent.id, version: now.version, goods: now.returns[0].id, step };
        screens::step_return(&test.shop, anna(), &no).await.unwrap();
        assert_eq!(asked(OrderWaits::Return, &[]).await, <[&str; 0]>::default());

        let payments = OrderQuery { waits: Some(OrderWaits::Payment), ..OrderQuery::default() };
        let refused = screens::list(&test.shop, staff(7, &[Role::Orders]), &payments).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "who may not see payments: {refused:?}");
    })
    .await;
}
