//! What an account's owner has of the shop: the address book, the orders, a checkout that is half filled in.

use std::sync::Arc;

use crate::buying::Buyer;
use domain::{
    accounts::{AccountRefusal, LinkKind, MOST_ADDRESSES, Principal, Roles, Strength},
    address::Address,
    cart::CartOwner,
    failure::Refusal,
    language::Language,
    orders::CheckoutForm,
};
use services::{accounts, cart, error::Error, orders};
use testkit::{TestShop, caller, product};
use tokio::task::JoinSet;
use uuid::Uuid;

const ANNA: &str = "anna.muster@example.ch";
const DE: Language = Language::De;

fn address(street: &str) -> Address {
    Address {
        name: "Anna Muster".into(),
        street: street.into(),
        postal_code: "6004".into(),
        city: "Luzern".into(),
        country: "CH".into(),
        ..Address::default()
    }
}

async fn streets(test: &TestShop, who: &Principal) -> Vec<(String, bool)> {
    let entries = accounts::addresses(&test.shop, who).await.unwrap();
    entries.into_iter().map(|entry| (entry.address.street, entry.is_default)).collect()
}

/// An order that a guest places with this address for mails; its token.
async fn order_as_guest(test: &TestShop, email: &str) -> String {
    let mug = product().price(3_400).stock(50).insert(test).await.variant();
    let buyer = Buyer::with(test, &[(mug, 1)]).await;
    let form = CheckoutForm { email: email.into(), ..buyer.form(test).await };
    orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await.unwrap().token
}

async fn own(test: &TestShop, who: &Principal) -> Vec<String> {
    orders::own_orders(&test.shop, who, None).await.unwrap().into_iter().map(|order| order.token).collect()
}

#[tokio::test]
async fn there_is_one_default_if_there_is_an_address() {
    TestShop::run(|test| async move {
        let who = test.principal(test.open_account(ANNA).await.account).await;
        let first = accounts::add_address(&test.shop, &who, address(" Seeweg  1 "), false).await.unwrap();
        let second = accounts::add_address(&test.shop, &who, address("Seeweg 2"), false).await.unwrap();
        let third = accounts::add_address(&test.shop, &who, address("Seeweg 3"), true).await.unwrap();
        let book = |streets: &[(&str, bool)]| streets.iter().map(|(street, is)| ((*street).to_owned(), *is)).collect::<Vec<_>>();
        assert_eq!(streets(&test, &who).await, book(&[("Seeweg 3", true), ("Seeweg 1", false), ("Seeweg 2", false)]));
        accounts::set_default_address(&test.shop, &who, second).await.unwrap();
        accounts::change_address(&test.shop, &who, second, address("Bergweg 2")).await.unwrap();
        assert_eq!(streets(&test, &who).await, book(&[("Bergweg 2", true), ("Seeweg 1", false), ("Seeweg 3", false)]));
        accounts::remove_address(&test.shop, &who, second).await.unwrap();
        assert_eq!(streets(&test, &who).await, book(&[("Seeweg 1", true), ("Seeweg 3", false)]));
        for id in [first, third] {
            accounts::remove_address(&test.shop, &who, id).await.unwrap();
        }
        assert!(streets(&test, &who).await.is_empty());
        let wrong = accounts::add_address(&test.shop, &who, Address { postal_code: "1".into(), ..address("Seeweg 1") }, true).await;
        assert!(matches!(wrong, Err(Error::Invalid(errors)) if errors[0].field == "postal_code"));
    })
    .await;
}

#[tokio::test]
async fn anothers_address_is_not_there() {
    TestShop::run(|test| async move {
        let anna = test.principal(test.open_account(ANNA).await.account).await;
        let otto = test.principal(test.open_account("otto@example.ch").await.account).await;
        let id = accounts::add_address(&test.shop, &anna, address("Seeweg 1"), true).await.unwrap();
        for id in [id, Uuid::nil()] {
            assert!(matches!(accounts::change_address(&test.shop, &otto, id, address("Diebsgasse 1")).await, Err(Error::NotFound)));
            assert!(matches!(accounts::remove_address(&test.shop, &otto, id).await, Err(Error::NotFound)));
            assert!(matches!(accounts::set_default_address(&test.shop, &otto, id).await, Err(Error::NotFound)));
        }
        assert!(streets(&test, &otto).await.is_empty());
        assert_eq!(streets(&test, &anna).await, [("Seeweg 1".to_owned(), true)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_has_an_end_and_one_default_whoever_races() {
    testkit::Options::default()
        .connections(20)
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let mut racers = JoinSet::new();
            for number in 0..MOST_ADDRESSES + 10 {
                let (shop, who) = (Arc::clone(&test.shop), who);
                racers.spawn(async move { accounts::add_address(&shop, &who, address(&format!("Seeweg {number}")), true).await });
            }
            let answers = racers.join_all().await;
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), MOST_ADDRESSES);
            assert!(
                answers
                    .into_iter()
                    .filter_map(Result::err)
                    .all(|error| { matches!(error, Error::Refused(Refusal::Account(AccountRefusal::AddressBookFull))) })
            );
            assert_eq!(streets(&test, &who).await.iter().filter(|(_, is_default)| *is_default).count(), 1);
        })
        .await;
}

#[tokio::test]
async fn a_checkout_begins_with_what_is_known() {
    TestShop::run(|test| async move {
        let anna = test.open_account(ANNA).await.account;
        let who = test.principal(anna).await;
        let owner = CartOwner::Account(anna);
        let mug = product().stock(9).insert(&test).await.variant();
        cart::add(&test.shop, DE, owner, mug, 1).await.unwrap();
        accounts::add_address(&test.shop, &who, address("Seeweg 1"), true).await.unwrap();
        let shown = Box::pin(orders::checkout(&test.shop, DE, Some(owner))).await.unwrap();
        assert_eq!((shown.form.email.as_str(), shown.form.address.street.as_str()), (ANNA, "Seeweg 1"));
        // What was entered before stays.
        let entered = CheckoutForm { address: address("Bergweg 7"), ..shown.form };
        orders::note(&test.shop, owner, &entered).await;
        let again = Box::pin(orders::checkout(&test.shop, DE, Some(owner))).await.unwrap();
        assert_eq!(again.form.address.street, "Bergweg 7");
    })
    .await;
}

#[tokio::test]
async fn a_guests_orders_are_claimed_by_who_reads_the_mail() {
    TestShop::run(|test| async move {
        let early = order_as_guest(&test, "Anna.Muster@Example.ch").await;
        let tagged = order_as_guest(&test, "anna.muster+shop@example.ch").await;
        let foreign = order_as_guest(&test, "otto@example.ch").await;
        accounts::register(&test.shop, ANNA, DE, &caller()).await.unwrap();
        let owned = "SELECT count(*) FROM orders WHERE account_id IS NOT NULL";
        accounts::work_requests(&test.shop).await.unwrap();
        assert_eq!(sqlx::query_scalar::<_, i64>(owned).fetch_one(&test.shop.pool).await.unwrap(), 0, "not by saying so");
        let token = test.link_to(ANNA, LinkKind::Register).await;
        let anna = accounts::confirm_registration(&test.shop, &token, &testkit::registration(), &caller()).await.unwrap().account;
        let who = test.principal(anna).await;
        assert_eq!(own(&test, &who).await, std::slice::from_ref(&early));
        let late = order_as_guest(&test, ANNA).await;
        test.log_in(ANNA, testkit::PASSWORD, &caller()).await.unwrap();
        assert_eq!(own(&test, &who).await, [late, early]);
        for token in [tagged, foreign] {
            let whose: Option<Uuid> =
                sqlx::query_scalar("SELECT account_id FROM orders WHERE token = $1").bind(&token).fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(whose, None);
        }
        // Another account has none of them, and nobody's are taken away.
        let otto = test.principal(test.open_account("otto.zwei@example.ch").await.account).await;
        assert!(own(&test, &otto).await.is_empty());
        let nobody = Principal { roles: Roles::NONE, strength: Strength::SteppedUp, ..who };
        assert!(matches!(orders::own_orders(&test.shop, &nobody, None).await, Err(Error::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_first_administrator_claims_nothing_before_the_mail_is_read() {
    TestShop::run(|test| async move {
        order_as_guest(&test, "chief@example.ch").await;
        let link = accounts::first_admin_link(&test.shop, DE).await.unwrap().unwrap();
        let token = link.rsplit_once('/').unwrap().1;
        let form = testkit::registration();
        let chief = accounts::make_first_admin(&test.shop, token, "chief@example.ch", &form, &caller()).await.unwrap().account;
        let who = test.principal(chief).await;
        assert!(own(&test, &who).await.is_empty());
        let token = test.link_to("chief@example.ch", LinkKind::Verify).await;
        accounts::verify(&test.shop, &token, &caller()).await.unwrap();
        assert_eq!(own(&test, &who).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn preferences_are_kept_and_consents_written_down() {
    TestShop::run(|test| async move {
        let who = test.principal(test.open_account(ANNA).await.account).await;
        accounts::set_preferences(&test.shop, &who, Language::Fr, true, "news-1").await.unwrap();
        accounts::set_preferences(&test.shop, &who, Language::It, true, "news-1").await.unwrap();
        accounts::set_preferences(&test.shop, &who, Language::It, false, "news-2").await.unwrap();
        let account = accounts::account(&test.shop, &who).await.unwrap();
        assert_eq!((account.language, account.newsletter), (Language::It, false));
        let said: Vec<_> = accounts::consents(&test.shop, &who).await.unwrap().into_iter().map(|said| (said.version, said.given)).collect();
        assert_eq!(said[..2], [("news-2".to_owned(), false), ("news-1".to_owned(), true)]);
        assert_eq!(said.len(), 4, "a change is written down, and nothing but a change");
        let late = sqlx::query("UPDATE accounts_consents SET given = true").execute(&test.shop.pool).await;
        assert!(late.is_err(), "what was said stays said");
    })
    .await;
}
