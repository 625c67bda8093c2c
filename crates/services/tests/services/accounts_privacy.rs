//! What people get of what the shop knows, and what is left when they are gone.

use std::sync::Arc;

use crate::buying::Buyer;
use domain::{
    accounts::{AccountRefusal, EmailChange, LinkKind, Principal, Proof, Strength},
    address::Address,
    failure::{FieldError, Refusal},
    language::Language,
    orders::CheckoutForm,
    payments::PaymentState,
};
use services::{accounts, error::Error, mail, orders, payments};
use testkit::{PASSWORD, TestShop, caller, product};

const ANNA: &str = "anna.muster@example.ch";
const DE: Language = Language::De;

fn address() -> Address {
    Address {
        name: "Annegret Musterli".into(),
        street: "Seeweg 12a".into(),
        postal_code: "6004".into(),
        city: "Luzern".into(),
        country: "CH".into(),
        ..Address::default()
    }
}

/// An order placed as a guest with Anna's address, paid or left.
async fn order(test: &TestShop, paid: bool) -> String {
    let mug = product().price(3_400).stock(50).insert(test).await.variant();
    let buyer = Buyer::with(test, &[(mug, 1)]).await;
    let form = CheckoutForm { email: ANNA.into(), address: address(), ..buyer.form(test).await };
    let token = orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap().token;
    if paid {
        let id = test.sandbox.control().payments().last().unwrap().id.clone();
        test.sandbox.control().set_status(&id, PaymentState::Paid).unwrap();
        payments::settle(&test.shop, "mollie", &id).await.unwrap();
    }
    token
}

async fn run(test: &TestShop, what: &'static str) {
    sqlx::query(what).execute(&test.shop.pool).await.unwrap();
}

/// Every table with a row that has the text in it.
async fn tables_with(test: &TestShop, words: &str) -> Vec<String> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT relname::text FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY relname")
            .fetch_all(&test.shop.pool)
            .await
            .unwrap();
    let mut found = Vec::new();
    for table in tables {
        let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table} AS t WHERE strpos(lower(t::text), lower($1)) > 0"));
        let rows: i64 = sqlx::query_scalar(query).bind(words).fetch_one(&test.shop.pool).await.unwrap();
        if rows > 0 {
            found.push(table);
        }
    }
    found
}

#[tokio::test]
async fn an_export_has_everything_of_ones_own_and_nothing_of_others() {
    TestShop::run(|test| async move {
        order(&test, true).await;
        let anna = test.open_account(ANNA).await.account;
        let who = test.principal(anna).await;
        accounts::add_address(&test.shop, &who, Address { street: "Bergweg 9".into(), ..address() }, true).await.unwrap();
        let otto = test.principal(test.open_account("otto@example.ch").await.account).await;
        accounts::add_address(&test.shop, &otto, Address { street: "Ottogasse 1".into(), ..address() }, true).await.unwrap();

        let wrong = accounts::export(&test.shop, &who, &"wrong".into()).await;
        assert!(matches!(wrong, Err(Error::Refused(Refusal::Account(AccountRefusal::WrongPassword)))), "{wrong:?}");
        let empty = accounts::export(&test.shop, &who, &"".into()).await;
        assert!(matches!(&empty, Err(Error::Invalid(errors)) if *errors == [FieldError::required("password")]), "{empty:?}");
        let archive = accounts::export(&test.shop, &who, &PASSWORD.into()).await.unwrap();
        assert!(archive.starts_with(b"PK\x03\x04"));
        let text = String::from_utf8_lossy(&archive);
        for part in [ANNA, "Bergweg 9", "Seeweg 12a", "Firefox, Linux", "invoices/R", "%PDF-", "data.json", "2026-01"] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("Ottogasse") && !text.contains("otto@"));
        assert!(!text.contains("$argon2id$"), "what lets somebody in is no data of theirs");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_second_factor_shows_it_before_an_export() {
    TestShop::run(|test| async move {
        let who = test.principal(test.open_account(ANNA).await.account).await;
        let with = |strength| Principal { strength, ..who };
        let export = async |strength, password: &str| accounts::export(&test.shop, &with(strength), &password.into()).await;
        // An app that has shown no code yet is none.
        accounts::begin_codes(&test.shop, &who).await.unwrap();
        assert!(matches!(export(Strength::SteppedUp, "wrong").await, Err(Error::Refused(_))), "without a factor the password counts");
        export(Strength::Password, PASSWORD).await.unwrap();

        run(&test, "UPDATE accounts_codes SET confirmed_at = now()").await;
        for strength in [Strength::Password, Strength::SecondFactor] {
            for password in [PASSWORD, "wrong", ""] {
                let told = export(strength, password).await;
                assert!(matches!(told, Err(Error::Unproven(Proof::StepUp))), "{strength:?}: {told:?}");
            }
        }
        assert!(export(Strength::SteppedUp, "").await.unwrap().starts_with(b"PK\x03\x04"));
    })
    .await;
}

#[tokio::test]
async fn erasing_keeps_what_the_law_wants_and_nothing_else() {
    TestShop::run(|test| async move {
        let (paid, left) = (order(&test, true).await, order(&test, false).await);
        let anna = test.open_account(ANNA).await.account;
        let who = test.principal(anna).await;
        accounts::add_address(&test.shop, &who, Address { street: "Bergweg 9".into(), ..address() }, true).await.unwrap();
        let form = EmailChange { password: PASSWORD.into(), email: "anna.neu@example.ch".into() };
        accounts::change_email(&test.shop, &who, &form, &caller()).await.unwrap();
        test.link_to("anna.neu@example.ch", LinkKind::EmailChange).await;
        run(&test, "INSERT INTO orders_saved_searches (id, account_id, name, query) SELECT gen_random_uuid(), id, 'anna.muster', '{}' FROM accounts").await;
        accounts::close(&test.shop, &who, &PASSWORD.into()).await.unwrap();
        mail::deliver(&test.shop).await.unwrap();

        accounts::clean_up(&test.shop).await.unwrap();
        assert!(!tables_with(&test, ANNA).await.is_empty(), "not before its time");
        run(&test, "UPDATE accounts SET closed_at = now() - interval '15 days'").await;
        accounts::clean_up(&test.shop).await.unwrap();
        assert!(!tables_with(&test, ANNA).await.is_empty(), "not while an order is under way");
        run(&test, "UPDATE orders SET updated_at = now() - interval '13 months'").await;
        accounts::clean_up(&test.shop).await.unwrap();

        assert_eq!(tables_with(&test, "anna.muster").await, Vec::<String>::new());
        assert_eq!(tables_with(&test, "anna.neu").await, ["mail_outbox"], "a mail to an address that was never the account's");
        assert_eq!(tables_with(&test, "Bergweg 9").await, Vec::<String>::new());
        assert_eq!(tables_with(&test, "Annegret").await, ["orders"], "the invoice's");
        let kept: Vec<bool> =
            sqlx::query_scalar("SELECT address ->> 'name' <> '' FROM orders ORDER BY placed_at").fetch_all(&test.shop.pool).await.unwrap();
        assert_eq!(kept, [true, false]);
        for token in [paid, left] {
            assert!(matches!(orders::find(&test.shop, &token).await, Err(Error::NotFound)), "the pages are gone");
        }
        let number: i64 = sqlx::query_scalar("SELECT count(*) FROM orders_invoices").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(number, 1);
        let token: String =
            sqlx::query_scalar("SELECT token FROM orders WHERE address ->> 'name' <> ''").fetch_one(&test.shop.pool).await.unwrap();
        assert!(orders::invoices::pdf(&test.shop, &token).await.unwrap().bytes.starts_with(b"%PDF"), "the invoice can be made still");
        assert!(matches!(accounts::account(&test.shop, &who).await, Err(Error::NotFound)));
        test.open_account(ANNA).await;
        accounts::clean_up(&test.shop).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_opened_again_stays() {
    TestShop::run(|test| async move {
        let anna = test.open_account(ANNA).await.account;
        accounts::close(&test.shop, &test.principal(anna).await, &PASSWORD.into()).await.unwrap();
        run(&test, "UPDATE accounts SET closed_at = now() - interval '13 days'").await;
        accounts::clean_up(&test.shop).await.unwrap();
        accounts::request_reset(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let token = test.link_to(ANNA, LinkKind::Reset).await;
        accounts::reset(&test.shop, &token, &PASSWORD.into(), &caller()).await.unwrap();
        run(&test, "UPDATE accounts SET closed_at = NULL").await;
        accounts::clean_up(&test.shop).await.unwrap();
        assert_eq!(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().account, anna);
    })
    .await;
}

#[tokio::test]
async fn addresses_of_log_ins_are_truncated_after_thirty_days() {
    TestShop::run(|test| async move {
        let anna = test.open_account(ANNA).await.account;
        let who = test.principal(anna).await;
        let from = caller();
        test.log_in(ANNA, PASSWORD, &from).await.unwrap();
        let place = async || accounts::log_ins(&test.shop, &who, anna, None).await.unwrap()[0].place.clone();
        assert_eq!(place().await, from.address.to_string());
        run(&test, "UPDATE accounts_log_ins SET at = at - interval '29 days'").await;
        accounts::clean_up(&test.shop).await.unwrap();
        assert_eq!(place().await, from.address.to_string());
        run(&test, "UPDATE accounts_log_ins SET at = at - interval '2 days'").await;
        accounts::clean_up(&test.shop).await.unwrap();
        assert!(place().await.ends_with(".0/24"), "{}", place().await);
        assert_eq!(tables_with(&test, &from.address.to_string()).await, ["mail_outbox"]);
        run(&test, "UPDATE accounts_log_ins SET at = at - interval '2 years'").await;
        accounts::clean_up(&test.shop).await.unwrap();
        assert!(accounts::log_ins(&test.shop, &who, anna, None).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn mails_of_long_ago_say_nothing_any_more() {
    TestShop::run(|test| async move {
        order(&test, true).await;
        mail::deliver(&test.shop).await.unwrap();
        accounts::clean_up(&test.shop).await.unwrap();
        assert!(tables_with(&test, ANNA).await.contains(&"mail_outbox".to_owned()));
        run(&test, "UPDATE mail_outbox SET sent_at = now() - interval '91 days'").await;
        accounts::clean_up(&test.shop).await.unwrap();
        assert!(!tables_with(&test, ANNA).await.contains(&"mail_outbox".to_owned()));
        let sent = test.sandbox.control().mails().len();
        mail::deliver(&test.shop).await.unwrap();
        assert_eq!(test.sandbox.control().mails().len(), sent, "and none goes out again");
    })
    .await;
}
