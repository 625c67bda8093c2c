//! The audit log: whole, in order, and loud about whatever is done to it past the shop.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{AuditQuery, CancelRequest, NoteRequest, Who},
    ids::AccountId,
    orders::Benefit,
};
use services::{
    audit, audit_log,
    backoffice::orders as screens,
    orders::{self, Actor, vouchers},
    payments::gift_cards::{self, NewGiftCard},
};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{acts, anna, count, detail, force, ordered, otto, paid, ship, staff};

fn auditor() -> orders::Acting {
    staff(9, &[Role::Admin])
}

/// What the audit says of the chain.
async fn findings(test: &TestShop) -> Vec<String> {
    let report = audit::run(&test.shop).await.unwrap();
    let check = report.checks.into_iter().find(|check| check.name == "audit_log.chain").unwrap();
    check.findings.into_iter().map(|finding| format!("{}: {}", finding.subject, finding.detail)).collect()
}

async fn note(test: &TestShop, order: &crate::backoffice::lab::Placed, key: u128, words: &str) {
    let request = NoteRequest { order: order.id, key: Uuid::from_u128(key), text: words.into() };
    screens::add_note(&test.shop, otto(), &request).await.unwrap();
}

/// Five entries.
async fn some(test: &TestShop) {
    let order = ordered(test).await;
    for key in 1..=5 {
        note(test, &order, key, "Grüsse").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_says_who_when_from_where_and_what() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 0)).await.unwrap();
        let entry = audit_log::list(&test.shop, auditor(), &AuditQuery::default()).await.unwrap().rows.remove(0);
        assert_eq!((entry.number, entry.action.as_str(), entry.subject.as_str()), (1, "order.ship", order.number.as_str()));
        assert_eq!(entry.who, Who::Staff { account: AccountId(Uuid::from_u128(1)), name: String::new() });
        assert_eq!(entry.place, "203.0.113.0/24", "a block, not an address");
        assert_eq!(entry.before.iter().find(|field| field.name == "state").unwrap().value, "paid");
        assert_eq!(entry.after.iter().find(|field| field.name == "state").unwrap().value, "shipped");
        let now: chrono::DateTime<chrono::Utc> = sqlx::query_scalar("SELECT now()").fetch_one(&test.shop.pool).await.unwrap();
        assert!((now - entry.at).num_seconds() < 60 && entry.at <= now, "the database's time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_to_the_log_is_found() {
    TestShop::run(|test| async move {
        some(&test).await;
        assert_eq!(findings(&test).await, Vec::<String>::new());
        sqlx::raw_sql("CREATE TABLE kept AS SELECT * FROM audit_log; CREATE TABLE kept_head AS SELECT * FROM audit_log_head")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let forced = [
            ("UPDATE audit_log SET subject = '2026-000099' WHERE number = 3", "entry 3"),
            ("UPDATE audit_log SET actor = 'operator' WHERE number = 1", "entry 1"),
            ("UPDATE audit_log SET after = after || '{\"characters\": 1}' WHERE number = 2", "entry 2"),
            ("UPDATE audit_log SET at = at + interval '1 microsecond' WHERE number = 4", "entry 4"),
            ("UPDATE audit_log SET place = '198.51.100.0/24' WHERE number = 5", "entry 5"),
            ("UPDATE audit_log SET hash = sha256('x') WHERE number = 3", "entry 3"),
            ("DELETE FROM audit_log WHERE number = 3", "entry 4: entries 3 to 3 are missing"),
            ("DELETE FROM audit_log WHERE number = 1", "entry 2: entries 1 to 1 are missing"),
            ("DELETE FROM audit_log WHERE number = 5", "entry 4: the log ends here"),
            ("DELETE FROM audit_log", "entry 0: the log ends here"),
            ("DELETE FROM audit_log WHERE number = 3; UPDATE audit_log SET number = number - 1 WHERE number > 3", "entry 3"),
            ("UPDATE audit_log SET number = 100 + number WHERE number IN (2, 3); UPDATE audit_log SET number = 105 - number WHERE number > 100", "entry 2"),
            ("INSERT INTO audit_log SELECT 6, at, actor, place, action, subject, before, after, hash FROM audit_log WHERE number = 5", "entry 6"),
            ("UPDATE audit_log_head SET number = 4", "entry 5"),
            ("DELETE FROM audit_log_head", "entry 5: where the log ends"),
        ];
        for (statement, finding) in forced {
            force(&test, statement).await;
            let found = findings(&test).await;
            assert!(found.iter().any(|found| found.starts_with(finding)), "{statement}: {found:?}");
            force(
                &test,
                "DELETE FROM audit_log; INSERT INTO audit_log SELECT * FROM kept;
                 DELETE FROM audit_log_head; INSERT INTO audit_log_head SELECT * FROM kept_head",
            )
            .await;
            assert_eq!(findings(&test).await, Vec::<String>::new(), "{statement} was taken back");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_to_change_it() {
    TestShop::run(|test| async move {
        some(&test).await;
        let statements = [
            "UPDATE audit_log SET subject = 'x'",
            "DELETE FROM audit_log WHERE number = 5",
            "TRUNCATE audit_log",
            "DELETE FROM audit_log_head",
            "TRUNCATE audit_log_head",
        ];
        for statement in statements {
            let refused = sqlx::query(statement).execute(&test.shop.pool).await.unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{statement}: {refused}");
        }
        assert_eq!(findings(&test).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_at_once_are_one_chain() {
    TestShop::run(|test| async move {
        let mut racers = Vec::new();
        for key in 0..4 {
            let order = ordered(&test).await;
            for note in 0..5_u128 {
                let (test, order) = (Arc::clone(&test), order.clone());
                racers.push(tokio::spawn(async move { self::note(&test, &order, key * 5 + note + 1, "gleichzeitig").await }));
            }
        }
        for racer in racers {
            racer.await.unwrap();
        }
        assert_eq!(acts(&test).await.len(), 20);
        assert_eq!(count(&test, "SELECT max(number) FROM audit_log").await, 20);
        assert_eq!(findings(&test).await, Vec::<String>::new());
    })
    .await;
}

/// What is refused did not happen, and buyers are no staff.
#[tokio::test(flavor = "multi_thread")]
async fn only_what_staff_did_is_in_it() {
    TestShop::run(|test| async move {
        let (one, other) = (ordered(&test).await, ordered(&test).await);
        orders::cancel(&test.shop, &one.token, Actor::Buyer).await.unwrap();
        let stale = CancelRequest { order: other.id, version: detail(&test, &other).await.version - 1 };
        screens::cancel(&test.shop, anna(), &stale).await.unwrap_err();
        assert_eq!(acts(&test).await, Vec::<String>::new());
        orders::cancel(&test.shop, &other.token, Actor::Operator).await.unwrap();
        let entry = audit_log::list(&test.shop, auditor(), &AuditQuery::default()).await.unwrap().rows.remove(0);
        assert_eq!((entry.action.as_str(), entry.who, entry.place.as_str()), ("order.cancel", Who::Operator, ""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_holds_no_secrets_and_nobodys_words() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        note(&test, &order, 1, "Frau Zgraggen hat angerufen").await;
        let clerk = staff(3, &[Role::Accounting]);
        let card = NewGiftCard { amount: 500, expires_at: None, reason: "eine Geste".into() };
        let issued = gift_cards::issue(&test.shop, clerk, card).await.unwrap();
        vouchers::create(&test.shop, clerk, vouchers::NewVoucher::of("TEN", Benefit::FreeDelivery)).await.unwrap();
        let rows: Vec<String> = sqlx::query_scalar("SELECT audit_log::text FROM audit_log").fetch_all(&test.shop.pool).await.unwrap();
        let text = rows.join("\n");
        assert_eq!(rows.len(), 3, "{text}");
        let view = orders::find(&test.shop, &order.token).await.unwrap();
        let code = issued.code.to_string();
        for secret in ["Zgraggen", code.as_str(), view.token.as_str(), view.email.as_str(), "Muster"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_searched_and_paged() {
    TestShop::run(|test| async move {
        some(&test).await;
        let order = paid(&test).await;
        screens::ship(&test.shop, anna(), &ship(&order, detail(&test, &order).await.version, 9, 0)).await.unwrap();
        let ask = async |query: AuditQuery| audit_log::list(&test.shop, auditor(), &query).await.unwrap();
        let mut query = AuditQuery { size: 4, ..AuditQuery::default() };
        let mut numbers = Vec::new();
        loop {
            let page = ask(query.clone()).await;
            numbers.extend(page.rows.iter().map(|row| row.number));
            query.before = page.next;
            if page.next.is_none() {
                break;
            }
        }
        assert_eq!(numbers, [6, 5, 4, 3, 2, 1]);
        assert_eq!(ask(AuditQuery { action: "order.".into(), ..AuditQuery::default() }).await.rows.len(), 6);
        assert_eq!(ask(AuditQuery { action: "order.sh".into(), ..AuditQuery::default() }).await.rows.len(), 1);
        assert_eq!(ask(AuditQuery { subject: order.number.clone(), ..AuditQuery::default() }).await.rows.len(), 1);
        assert_eq!(ask(AuditQuery { who: Uuid::from_u128(2).to_string(), ..AuditQuery::default() }).await.rows.len(), 5);
        let (text, next) = audit_log::export(&test.shop, auditor(), &AuditQuery::default()).await.unwrap();
        assert_eq!((text.lines().count(), next), (6, None));
    })
    .await;
}
