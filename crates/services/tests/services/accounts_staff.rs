//! How people become staff: by an invitation, or as the first of all; and by nothing else.

use std::sync::Arc;

use domain::{
    accounts::{AccountRefusal, LinkKind, LogInOutcome, Principal, Proof, Role, Roles, SecondFactor, Strength},
    language::Language,
};
use services::{
    accounts::{self, Accepted, roles},
    error::Error,
    orders::Actor,
};
use testkit::{PASSWORD, TestShop, caller, registration};
use tokio::task::JoinSet;

use crate::accounts_asked::{patient, refusal};

const CHIEF: &str = "chief@example.ch";
const OTTO: &str = "otto@example.ch";
const DE: Language = Language::De;

async fn first_token(test: &TestShop) -> Option<String> {
    let link = accounts::first_admin_link(&test.shop, DE).await.unwrap()?;
    let (base, token) = link.rsplit_once('/').unwrap();
    assert_eq!(base, "http://127.0.0.1:3000/de/account/first-admin");
    Some(token.to_owned())
}

/// The first administrator, as far as staff's permissions need.
async fn chief(test: &TestShop) -> Principal {
    let token = first_token(test).await.unwrap();
    let made = accounts::make_first_admin(&test.shop, &token, CHIEF, &registration(), &caller()).await.unwrap();
    Principal { strength: Strength::SteppedUp, ..test.principal(made.account).await }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_is_made_once() {
    patient()
        .run(|test| async move {
            let void = first_token(&test).await.unwrap();
            let token = first_token(&test).await.unwrap();
            let make = async |token: &str| accounts::make_first_admin(&test.shop, token, CHIEF, &registration(), &caller()).await;
            assert_eq!(refusal(make(&void).await), AccountRefusal::LinkInvalid, "a later start makes the earlier link void");
            let mut racers = JoinSet::new();
            for number in 0..50 {
                let (shop, token) = (Arc::clone(&test.shop), token.clone());
                racers.spawn(async move {
                    let email = format!("chief-{number}@example.ch");
                    accounts::make_first_admin(&shop, &token, &email, &registration(), &caller()).await
                });
            }
            let admins: Vec<_> = racers.join_all().await.into_iter().filter_map(Result::ok).collect();
            assert_eq!(admins.len(), 1);
            assert_eq!(admins[0].needs, Some(SecondFactor::Enrol));
            assert_eq!(test.principal(admins[0].account).await.roles, Roles::of(&[Role::Buyer, Role::Admin]));
            assert_eq!(first_token(&test).await, None, "there is one");
            assert_eq!(refusal(make(&token).await), AccountRefusal::LinkInvalid);
        })
        .await;
}

#[tokio::test]
async fn the_first_administrators_address_is_confirmed_afterwards() {
    patient()
        .run(|test| async move {
            let who = chief(&test).await;
            assert!(!accounts::account(&test.shop, &who).await.unwrap().verified);
            let token = test.link_to(CHIEF, LinkKind::Verify).await;
            accounts::verify(&test.shop, &token, &caller()).await.unwrap();
            assert!(accounts::account(&test.shop, &who).await.unwrap().verified);
            assert_eq!(refusal(accounts::verify(&test.shop, &token, &caller()).await), AccountRefusal::LinkInvalid);
        })
        .await;
}

#[tokio::test]
async fn an_address_that_has_an_account_is_not_made_first_administrator() {
    patient()
        .run(|test| async move {
            test.open_account(CHIEF).await;
            let token = first_token(&test).await.unwrap();
            let made = accounts::make_first_admin(&test.shop, &token, CHIEF, &registration(), &caller()).await;
            assert_eq!(refusal(made), AccountRefusal::AddressTaken);
            let other = accounts::make_first_admin(&test.shop, &token, OTTO, &registration(), &caller()).await;
            assert!(other.is_ok(), "the link stays good");
        })
        .await;
}

#[tokio::test]
async fn only_who_may_give_roles_and_has_just_proved_it_invites() {
    patient()
        .run(|test| async move {
            let who = chief(&test).await;
            let invite = async |who: &Principal, role| accounts::invite(&test.shop, Actor::Staff(*who), OTTO, role, DE).await;
            let buyer = test.principal(test.open_account("buyer@example.ch").await.account).await;
            assert!(matches!(invite(&buyer, Role::Orders).await, Err(Error::Forbidden)));
            for (strength, proof) in [(Strength::Password, Proof::SecondFactor), (Strength::SecondFactor, Proof::StepUp)] {
                let answer = invite(&Principal { strength, ..who }, Role::Orders).await;
                assert!(matches!(answer, Err(Error::Unproven(asked)) if asked == proof), "{strength:?}");
            }
            assert!(matches!(invite(&who, Role::Buyer).await, Err(Error::Invalid(_))));
            assert_eq!(test.find_link_to(OTTO, LinkKind::Invitation).await, None);
            invite(&who, Role::Orders).await.unwrap();
            assert!(test.find_link_to(OTTO, LinkKind::Invitation).await.is_some());
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_makes_one_account_with_its_role() {
    patient()
        .run(|test| async move {
            accounts::invite(&test.shop, Actor::Operator, OTTO, Role::Orders, DE).await.unwrap();
            let token = test.link_to(OTTO, LinkKind::Invitation).await;
            let view = accounts::link(&test.shop, LinkKind::Invitation, &token, &caller()).await.unwrap();
            assert_eq!((view.email.as_str(), view.has_account), (OTTO, false));
            let mut racers = JoinSet::new();
            for _ in 0..50 {
                let (shop, token) = (Arc::clone(&test.shop), token.clone());
                racers.spawn(async move { accounts::accept_invitation(&shop, &token, &registration(), &caller()).await });
            }
            let accepted: Vec<Accepted> = racers.join_all().await.into_iter().filter_map(Result::ok).collect();
            let [Accepted::New(logged_in)] = accepted.as_slice() else { panic!("{accepted:?}") };
            assert_eq!(logged_in.needs, Some(SecondFactor::Enrol));
            assert_eq!(test.principal(logged_in.account).await.roles, Roles::of(&[Role::Buyer, Role::Orders]));
        })
        .await;
}

#[tokio::test]
async fn an_invitation_changes_no_password() {
    patient()
        .run(|test| async move {
            let otto = test.open_account(OTTO).await.account;
            accounts::invite(&test.shop, Actor::Operator, "otto+x@example.ch", Role::Support, DE).await.unwrap();
            assert_eq!(test.find_link_to("otto+x@example.ch", LinkKind::Invitation).await, None, "it goes where the account says");
            let token = test.link_to(OTTO, LinkKind::Invitation).await;
            let form = domain::accounts::Registration { password: "kirsche ofen leuchtturm".into(), ..registration() };
            let accepted = accounts::accept_invitation(&test.shop, &token, &form, &caller()).await.unwrap();
            assert_eq!(accepted, Accepted::Known);
            assert!(test.principal(otto).await.roles.contains(Role::Support));
            test.log_in(OTTO, PASSWORD, &caller()).await.unwrap();
            let again = accounts::accept_invitation(&test.shop, &token, &form, &caller()).await;
            assert_eq!(refusal(again), AccountRefusal::LinkInvalid);
        })
        .await;
}

#[tokio::test]
async fn who_was_thrown_out_does_not_come_back_by_an_invitation() {
    patient()
        .run(|test| async move {
            let who = chief(&test).await;
            accounts::invite(&test.shop, Actor::Operator, "second@example.ch", Role::Admin, DE).await.unwrap();
            let token = test.link_to("second@example.ch", LinkKind::Invitation).await;
            accounts::accept_invitation(&test.shop, &token, &registration(), &caller()).await.unwrap();
            accounts::invite(&test.shop, Actor::Staff(who), OTTO, Role::Admin, DE).await.unwrap();
            let token = test.link_to(OTTO, LinkKind::Invitation).await;
            let mut transaction = test.shop.begin().await.unwrap();
            roles::take(&mut transaction, who.account, Role::Admin, Actor::Operator).await.unwrap();
            transaction.commit().await.unwrap();
            let accepted = accounts::accept_invitation(&test.shop, &token, &registration(), &caller()).await;
            assert_eq!(refusal(accepted), AccountRefusal::LinkInvalid);
        })
        .await;
}

#[tokio::test]
async fn who_may_see_accounts_finds_one_and_who_tried_to_get_in() {
    patient()
        .run(|test| async move {
            let otto = test.open_account(OTTO).await.account;
            assert!(test.log_in(OTTO, "wrong", &caller()).await.is_err());
            let helper = |role| Principal { account: testkit::account(), roles: Roles::of(&[role]), strength: Strength::SecondFactor };
            let found = accounts::look_up(&test.shop, &helper(Role::Support), " Otto+shop@Example.ch ").await.unwrap();
            assert_eq!((found.id, found.email.as_str(), found.verified, found.closed), (otto, OTTO, true, false));
            assert_eq!(found.roles, [Role::Buyer]);
            let tried = accounts::log_ins(&test.shop, &helper(Role::Support), otto, None).await.unwrap();
            assert_eq!(tried[0].outcome, LogInOutcome::WrongPassword);
            assert_eq!(tried[0].device, "Firefox, Linux");
            assert!(!tried[0].place.is_empty());
            let nobody = accounts::look_up(&test.shop, &helper(Role::Admin), "nobody@example.ch").await;
            assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
            for role in [Role::Buyer, Role::Catalogue, Role::Orders, Role::Accounting] {
                assert!(matches!(accounts::look_up(&test.shop, &helper(role), OTTO).await, Err(Error::Forbidden)), "{role:?}");
                assert!(matches!(accounts::log_ins(&test.shop, &helper(role), otto, None).await, Err(Error::Forbidden)), "{role:?}");
            }
        })
        .await;
}

#[tokio::test]
async fn staff_send_a_link_and_never_see_it() {
    patient()
        .run(|test| async move {
            let who = chief(&test).await;
            let otto = test.open_account(OTTO).await.account;
            let buyer = test.principal(otto).await;
            assert!(matches!(accounts::send_reset(&test.shop, &buyer, who.account).await, Err(Error::Forbidden)));
            accounts::send_reset(&test.shop, &who, otto).await.unwrap();
            assert!(test.find_link_to(OTTO, LinkKind::Reset).await.is_some());
            let nobody = accounts::send_reset(&test.shop, &who, testkit::account()).await;
            assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
        })
        .await;
}
