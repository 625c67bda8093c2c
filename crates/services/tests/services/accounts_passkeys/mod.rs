//! Passkeys, with a device made of the standard's words: what lets somebody in, and what does not.

mod device;

use std::{sync::Arc, time::Duration};

use device::Device;
use domain::{
    accounts::{AccountRefusal, Principal, SecondFactor},
    failure::Refusal,
};
use services::{
    accounts::{
        self,
        limits::{Limit, Limits, Rule},
    },
    error::Error,
};
use testkit::{Options, PASSWORD, TestShop, caller};
use tokio::task::JoinSet;

const ANNA: &str = "anna.muster@example.ch";
const ORIGIN: &str = "https://shop.example.ch";

fn patient() -> Options {
    let rule = Rule { most: 100_000, window: Duration::from_hours(1) };
    let limits = Limit::ALL.into_iter().fold(Limits::default(), |limits, limit| limits.with(limit, rule));
    Options::default().connections(20).limits(limits).base_url(ORIGIN)
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> AccountRefusal {
    match answer {
        Err(Error::Refused(Refusal::Account(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

async fn enrol(test: &TestShop, who: &Principal) -> (Device, Option<Vec<String>>) {
    let asked = accounts::begin_passkey_registration(&test.shop, who, &PASSWORD.into()).await.unwrap();
    let (device, answer) = Device::make(&asked.options, ORIGIN);
    let codes = accounts::confirm_passkey(&test.shop, who, (&asked.handle, &answer), " Mein  Telefon ", &caller()).await.unwrap();
    (device, codes)
}

async fn enter(test: &TestShop, device: &mut Device) -> Result<accounts::LoggedIn, Error> {
    let asked = accounts::begin_passkey(&test.shop).await.unwrap();
    let answer = device.answer(&asked.options);
    accounts::enter_with_passkey(&test.shop, &asked.handle, &answer, &caller()).await
}

#[tokio::test]
async fn a_passkey_lets_its_owner_in_without_a_password() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let who = test.principal(anna).await;
            let (mut device, codes) = enrol(&test, &who).await;
            assert_eq!(codes.map(|codes| codes.len()), Some(10), "the first second factor brings recovery codes");
            let entered = enter(&test, &mut device).await.unwrap();
            assert_eq!((entered.account, entered.needs), (anna, None));
            let list = accounts::passkeys(&test.shop, &who).await.unwrap();
            assert_eq!((list.len(), list[0].name.as_str(), list[0].used_at.is_some()), (1, "Mein Telefon", true));
            let (_, codes) = enrol(&test, &who).await;
            assert_eq!(codes, None);
        })
        .await;
}

#[tokio::test]
async fn a_passkey_is_a_second_factor() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let who = test.principal(anna).await;
            let (mut device, _) = enrol(&test, &who).await;
            assert_eq!(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().needs, Some(SecondFactor::Prove));
            let asked = accounts::begin_passkey_of(&test.shop, anna).await.unwrap();
            let answer = device.answer(&asked.options);
            let entered = accounts::enter_with_passkey(&test.shop, &asked.handle, &answer, &caller()).await.unwrap();
            assert_eq!(entered.account, anna);
            let asked = accounts::begin_passkey_of(&test.shop, anna).await.unwrap();
            let answer = device.answer(&asked.options);
            accounts::step_up_with_passkey(&test.shop, &who, &asked.handle, &answer, &caller()).await.unwrap();
            let again = accounts::step_up_with_passkey(&test.shop, &who, &asked.handle, &answer, &caller()).await;
            assert_eq!(refusal(again), AccountRefusal::WrongCode);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lets_one_of_fifty_in() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let (mut device, _) = enrol(&test, &who).await;
            let asked = accounts::begin_passkey(&test.shop).await.unwrap();
            let answer = device.answer(&asked.options);
            let mut racers = JoinSet::new();
            for _ in 0..50 {
                let (shop, handle, answer) = (Arc::clone(&test.shop), asked.handle.clone(), answer.clone());
                racers.spawn(async move { accounts::enter_with_passkey(&shop, &handle, &answer, &caller()).await });
            }
            assert_eq!(racers.join_all().await.into_iter().flatten().count(), 1);
        })
        .await;
}

#[tokio::test]
async fn what_is_no_answer_lets_nobody_in() {
    patient()
        .run(|test| async move {
            let anna = test.open_account(ANNA).await.account;
            let who = test.principal(anna).await;
            let otto = test.principal(test.open_account("otto@example.ch").await.account).await;
            let (mut device, _) = enrol(&test, &who).await;
            let (mut other, _) = enrol(&test, &otto).await;

            // To another question, from another site, and of a device that was not unlocked.
            let [first, second] = [accounts::begin_passkey(&test.shop).await.unwrap(), accounts::begin_passkey(&test.shop).await.unwrap()];
            let answer = device.answer(&first.options);
            let crossed = accounts::enter_with_passkey(&test.shop, &second.handle, &answer, &caller()).await;
            assert_eq!(refusal(crossed), AccountRefusal::WrongCode);
            let asked = accounts::begin_passkey_registration(&test.shop, &who, &PASSWORD.into()).await.unwrap();
            let (_, answer) = Device::make(&asked.options, "https://phisher.example");
            let phished = accounts::confirm_passkey(&test.shop, &who, (&asked.handle, &answer), "x", &caller()).await;
            assert_eq!(refusal(phished), AccountRefusal::WrongCode);
            device.unlocked = false;
            assert_eq!(refusal(enter(&test, &mut device).await), AccountRefusal::WrongCode);
            device.unlocked = true;

            // Of somebody else.
            let asked = accounts::begin_passkey_of(&test.shop, anna).await.unwrap();
            let answer = other.answer(&asked.options);
            let foreign = accounts::enter_with_passkey(&test.shop, &asked.handle, &answer, &caller()).await;
            assert_eq!(refusal(foreign), AccountRefusal::WrongCode);
            let asked = accounts::begin_passkey_registration(&test.shop, &who, &PASSWORD.into()).await.unwrap();
            let (_, answer) = Device::make(&asked.options, ORIGIN);
            let slipped = accounts::confirm_passkey(&test.shop, &otto, (&asked.handle, &answer), "x", &caller()).await;
            assert_eq!(refusal(slipped), AccountRefusal::WrongCode);
            for nonsense in ["", "{}", "null"] {
                let asked = accounts::begin_passkey(&test.shop).await.unwrap();
                let answer = accounts::enter_with_passkey(&test.shop, &asked.handle, nonsense, &caller()).await;
                assert_eq!(refusal(answer), AccountRefusal::WrongCode);
            }
            assert_eq!(
                refusal(accounts::begin_passkey_registration(&test.shop, &who, &"wrong".into()).await),
                AccountRefusal::WrongPassword
            );

            // Of an account that is closed.
            enter(&test, &mut device).await.unwrap();
            accounts::close(&test.shop, &who, &PASSWORD.into()).await.unwrap();
            assert_eq!(refusal(enter(&test, &mut device).await), AccountRefusal::WrongCode);
        })
        .await;
}

#[tokio::test]
async fn a_passkey_that_is_removed_lets_nobody_in() {
    patient()
        .run(|test| async move {
            let who = test.principal(test.open_account(ANNA).await.account).await;
            let otto = test.principal(test.open_account("otto@example.ch").await.account).await;
            let (mut device, _) = enrol(&test, &who).await;
            let id = accounts::passkeys(&test.shop, &who).await.unwrap()[0].id;
            let foreign = accounts::remove_passkey(&test.shop, &otto, id, &PASSWORD.into(), &caller()).await;
            assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
            accounts::remove_passkey(&test.shop, &who, id, &PASSWORD.into(), &caller()).await.unwrap();
            assert_eq!(refusal(enter(&test, &mut device).await), AccountRefusal::WrongCode);
            assert_eq!(test.log_in(ANNA, PASSWORD, &caller()).await.unwrap().needs, None);
            let left: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_recovery_codes").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(left, 0);
        })
        .await;
}
