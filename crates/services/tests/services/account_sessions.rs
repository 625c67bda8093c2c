//! Sessions of accounts: who is logged in is the row's word alone, at every request.

use std::{net::IpAddr, sync::Arc};

use domain::{
    accounts::{Principal, Role, Roles, SecondFactor, Strength},
    ids::{AccountId, SessionId},
    language::Language,
};
use services::{
    accounts::{
        Caller, LoggedIn, roles,
        sessions::{self, SessionKey, SignedIn},
    },
    error::Error,
    orders::Actor,
};
use testkit::TestShop;
use tokio::task::JoinSet;

const ROWS: &str = "SELECT count(*) FROM accounts_sessions";

/// An account with these roles.
async fn account(test: &TestShop, roles: &[Role]) -> AccountId {
    let account = testkit::account();
    sqlx::query("INSERT INTO accounts (id, email, customer, verified_at, language) VALUES ($1, $2, $2, now(), 'de')")
        .bind(account.0)
        .bind(format!("{account}@example.ch"))
        .execute(&test.shop.pool)
        .await
        .unwrap();
    let mut transaction = test.shop.begin().await.unwrap();
    for role in roles {
        assert!(roles::give(&mut transaction, account, *role, Actor::Operator).await.unwrap());
    }
    transaction.commit().await.unwrap();
    account
}

fn caller() -> Caller {
    at("203.0.113.7")
}

fn at(address: &str) -> Caller {
    Caller::new(address.parse::<IpAddr>().unwrap(), "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
}

fn logged_in(account: AccountId) -> LoggedIn {
    LoggedIn { account, needs: None, strength: Strength::Password, credentials: 1, language: Language::De, new_device: None }
}

async fn begin(test: &TestShop, id: &str, account: AccountId, strength: Strength) -> SessionId {
    let logged_in = LoggedIn { strength, ..logged_in(account) };
    sessions::begin(&test.shop, &SessionKey::of(id), &logged_in, &caller()).await.unwrap()
}

async fn find(test: &TestShop, id: &str) -> Option<SignedIn> {
    sessions::find(&test.shop, &SessionKey::of(id), &caller()).await.unwrap()
}

async fn strength(test: &TestShop, id: &str) -> Option<Strength> {
    find(test, id).await.map(|who| who.principal.strength)
}

async fn count(test: &TestShop, statement: &'static str) -> i64 {
    sqlx::query_scalar(statement).fetch_one(&test.shop.pool).await.unwrap()
}

async fn run(test: &TestShop, statement: &'static str) {
    sqlx::query(statement).execute(&test.shop.pool).await.unwrap();
}

#[tokio::test]
async fn a_session_says_who_somebody_is() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer, Role::Support]).await;
        assert_eq!(find(&test, "cookie").await, None);
        let session = begin(&test, "cookie", anna, Strength::Password).await;
        let principal = Principal { account: anna, roles: Roles::of(&[Role::Buyer, Role::Support]), strength: Strength::Password };
        assert_eq!(find(&test, "cookie").await, Some(SignedIn { session, principal }));
        assert_eq!(find(&test, "another").await, None);
    })
    .await;
}

#[tokio::test]
async fn the_table_does_not_hold_the_cookie() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        begin(&test, "cookie", anna, Strength::Password).await;
        let row: String =
            sqlx::query_scalar("SELECT session::text FROM accounts_sessions AS session").fetch_one(&test.shop.pool).await.unwrap();
        assert!(!row.contains("cookie") && !row.contains("203.0.113.7") && row.contains("203.0.113.0/24"), "{row}");
    })
    .await;
}

#[tokio::test]
async fn a_proof_moves_the_session_to_another_id() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Admin]).await;
        begin(&test, "planted", anna, Strength::Password).await;
        let who = find(&test, "planted").await.unwrap();
        sessions::raise(&test.shop, &who, &SessionKey::of("planted"), &SessionKey::of("fresh")).await.unwrap();
        assert_eq!(find(&test, "planted").await, None, "the id from before opens nothing");
        assert_eq!(strength(&test, "fresh").await, Some(Strength::SteppedUp));
        let again = sessions::raise(&test.shop, &who, &SessionKey::of("planted"), &SessionKey::of("another")).await;
        assert!(matches!(again, Err(Error::Unauthenticated)), "{again:?}");
        assert_eq!(find(&test, "another").await, None);
    })
    .await;
}

#[tokio::test]
async fn of_many_proofs_at_once_one_counts() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Admin]).await;
        begin(&test, "before", anna, Strength::Password).await;
        let who = find(&test, "before").await.unwrap();
        let mut racers = JoinSet::new();
        for racer in 0..20 {
            let (test, who) = (Arc::clone(&test), who.clone());
            racers.spawn(async move {
                sessions::raise(&test.shop, &who, &SessionKey::of("before"), &SessionKey::of(&racer.to_string())).await.is_ok()
            });
        }
        let won = racers.join_all().await.into_iter().filter(|won| *won).count();
        let mut opens = 0;
        for racer in 0..20 {
            opens += usize::from(find(&test, &racer.to_string()).await.is_some());
        }
        assert_eq!((won, opens), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_fresh_proof_is_one_for_a_while() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Admin]).await;
        begin(&test, "cookie", anna, Strength::SecondFactor).await;
        assert_eq!(strength(&test, "cookie").await, Some(Strength::SteppedUp), "a second factor was shown just now");
        run(&test, "UPDATE accounts_sessions SET stepped_up_until = now() - interval '1 second'").await;
        assert_eq!(strength(&test, "cookie").await, Some(Strength::SecondFactor));
    })
    .await;
}

#[tokio::test]
async fn who_has_to_prove_more_first_gets_no_session() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        let asked = LoggedIn { needs: Some(SecondFactor::Prove), strength: Strength::SecondFactor, ..logged_in(anna) };
        let begun = sessions::begin(&test.shop, &SessionKey::of("cookie"), &asked, &caller()).await;
        assert!(matches!(begun, Err(Error::Unproven(_))), "{begun:?}");
        assert_eq!(count(&test, ROWS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn sessions_end_by_the_databases_clock() {
    TestShop::run(|test| async move {
        let (buyer, staff) = (account(&test, &[Role::Buyer]).await, account(&test, &[Role::Orders]).await);
        begin(&test, "buyer", buyer, Strength::Password).await;
        begin(&test, "staff", staff, Strength::SecondFactor).await;
        let both = async || (find(&test, "buyer").await.is_some(), find(&test, "staff").await.is_some());

        run(&test, "UPDATE accounts_sessions SET last_used_at = now() - interval '61 minutes'").await;
        assert_eq!(both().await, (true, false), "staff are logged out after an hour without a request");
        run(&test, "UPDATE accounts_sessions SET last_used_at = now() - interval '31 days'").await;
        assert_eq!(both().await, (false, false));
        run(&test, "UPDATE accounts_sessions SET last_used_at = now()").await;
        assert_eq!(both().await, (true, true));
        let longest: Vec<i64> =
            sqlx::query_scalar("SELECT (extract(epoch FROM expires_at - created_at) / 3600)::bigint FROM accounts_sessions ORDER BY 1")
                .fetch_all(&test.shop.pool)
                .await
                .unwrap();
        assert_eq!(longest, [12, 180 * 24]);
        run(&test, "UPDATE accounts_sessions SET created_at = now() - interval '1 year', expires_at = now() - interval '1 second'").await;
        assert_eq!(both().await, (false, false), "use does not prolong a session for ever");
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_has_nobody_in() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        begin(&test, "cookie", anna, Strength::Password).await;
        run(&test, "UPDATE accounts SET closed_at = now()").await;
        assert_eq!(find(&test, "cookie").await, None);
        let begun = sessions::begin(&test.shop, &SessionKey::of("new"), &logged_in(anna), &caller()).await;
        assert!(matches!(begun, Err(Error::Refused(_))), "{begun:?}");
    })
    .await;
}

#[tokio::test]
async fn an_end_on_another_node_holds_with_the_next_request() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        begin(&test, "cookie", anna, Strength::Password).await;
        for _ in 0..3 {
            assert!(find(&test, "cookie").await.is_some());
        }
        // Another node is another writer to the same table.
        run(&test, "UPDATE accounts_sessions SET ended_at = now()").await;
        assert_eq!(find(&test, "cookie").await, None);
        let revived = sqlx::query("UPDATE accounts_sessions SET ended_at = NULL").execute(&test.shop.pool).await.unwrap_err();
        assert_eq!(revived.as_database_error().unwrap().constraint(), Some("accounts_sessions_ended_for_good"));
    })
    .await;
}

#[tokio::test]
async fn people_end_their_own_sessions_and_no_others() {
    TestShop::run(|test| async move {
        let (anna, beat) = (account(&test, &[Role::Buyer]).await, account(&test, &[Role::Buyer]).await);
        for id in ["anna 1", "anna 2", "anna 3"] {
            begin(&test, id, anna, Strength::Password).await;
        }
        let of_beat = begin(&test, "beat", beat, Strength::Password).await;
        let who = find(&test, "anna 1").await.unwrap();
        let listed = sessions::list(&test.shop, &who).await.unwrap();
        assert_eq!(listed.len(), 3);
        assert_eq!(listed.iter().filter(|session| session.is_this).map(|session| session.id).collect::<Vec<_>>(), [who.session]);
        assert!(listed.iter().all(|session| session.device == "Firefox, Linux" && session.place == "203.0.113.0/24"), "{listed:?}");

        assert!(matches!(sessions::end(&test.shop, &who, of_beat).await, Err(Error::NotFound)));
        assert!(find(&test, "beat").await.is_some());
        let second = find(&test, "anna 2").await.unwrap().session;
        sessions::end(&test.shop, &who, second).await.unwrap();
        assert_eq!(find(&test, "anna 2").await, None);
        assert!(matches!(sessions::end(&test.shop, &who, second).await, Err(Error::NotFound)));
        assert_eq!(sessions::end_others(&test.shop, &who).await.unwrap(), 1);
        assert!(find(&test, "anna 3").await.is_none() && find(&test, "anna 1").await.is_some());
        sessions::log_out(&test.shop, &who).await.unwrap();
        sessions::log_out(&test.shop, &who).await.unwrap();
        assert!(find(&test, "anna 1").await.is_none() && find(&test, "beat").await.is_some());
        assert_eq!(sessions::list(&test.shop, &who).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn everywhere_is_for_the_owner_and_for_staff_who_assist() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        let asks = |account, role, strength| Principal { account, roles: Roles::of(&[role]), strength };
        for (who, allowed) in [
            (asks(testkit::account(), Role::Buyer, Strength::SteppedUp), false),
            (asks(testkit::account(), Role::Accounting, Strength::SteppedUp), false),
            (asks(testkit::account(), Role::Support, Strength::Password), false),
            (asks(testkit::account(), Role::Support, Strength::SecondFactor), true),
            (asks(anna, Role::Buyer, Strength::Password), true),
        ] {
            for id in ["1", "2"] {
                let id = format!("{id} {:?}", who.account);
                begin(&test, &id, anna, Strength::Password).await;
            }
            let before = count(&test, "SELECT count(*) FROM accounts_sessions WHERE ended_at IS NULL").await;
            let ended = sessions::log_out_everywhere(&test.shop, &who, anna).await;
            let left = count(&test, "SELECT count(*) FROM accounts_sessions WHERE ended_at IS NULL").await;
            assert_eq!(ended.is_ok(), allowed, "{who:?}: {ended:?}");
            assert_eq!(left, if allowed { 0 } else { before }, "{who:?}");
        }
    })
    .await;
}

/// A password is changed while many log in with the one before. Whoever comes first, nobody is in with it afterwards.
#[tokio::test]
async fn no_log_in_slips_past_a_change_of_password() {
    TestShop::run(|test| async move {
        for round in 0..5 {
            let anna = account(&test, &[Role::Buyer]).await;
            let mut racers = JoinSet::new();
            for racer in 0..20 {
                let test = Arc::clone(&test);
                racers.spawn(async move {
                    let key = SessionKey::of(&format!("{round} {racer}"));
                    sessions::begin(&test.shop, &key, &logged_in(anna), &caller()).await.is_ok()
                });
                if racer == 10 {
                    tokio::task::yield_now().await;
                }
            }
            let mut transaction = test.shop.begin().await.unwrap();
            sqlx::query("UPDATE accounts SET credentials = credentials + 1 WHERE id = $1")
                .bind(anna.0)
                .execute(&mut *transaction)
                .await
                .unwrap();
            sessions::end_all(&mut transaction, anna, None).await.unwrap();
            transaction.commit().await.unwrap();
            racers.join_all().await;
            let left: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_sessions WHERE account_id = $1 AND ended_at IS NULL")
                .bind(anna.0)
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
            assert_eq!(left, 0, "round {round}");
        }
    })
    .await;
}

#[tokio::test]
async fn all_but_one_can_end() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        let kept = begin(&test, "kept", anna, Strength::Password).await;
        begin(&test, "ended", anna, Strength::Password).await;
        let mut transaction = test.shop.begin().await.unwrap();
        sessions::end_all(&mut transaction, anna, Some(kept)).await.unwrap();
        transaction.commit().await.unwrap();
        assert!(find(&test, "kept").await.is_some() && find(&test, "ended").await.is_none());
    })
    .await;
}

#[tokio::test]
async fn use_is_noted_once_a_minute() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        begin(&test, "cookie", anna, Strength::Password).await;
        let used = async || -> (bool, String) {
            sqlx::query_as("SELECT last_used_at > now() - interval '30 seconds', network FROM accounts_sessions")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap()
        };
        let elsewhere = at("2001:db8:1:2::3");
        sessions::find(&test.shop, &SessionKey::of("cookie"), &elsewhere).await.unwrap().unwrap();
        assert_eq!(used().await, (true, "203.0.113.0/24".to_owned()), "not within the minute");
        run(&test, "UPDATE accounts_sessions SET last_used_at = now() - interval '61 seconds'").await;
        sessions::find(&test.shop, &SessionKey::of("cookie"), &elsewhere).await.unwrap().unwrap();
        assert_eq!(used().await, (true, "2001:db8:1::/56".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_away_logs_nobody_out() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        begin(&test, "cookie", anna, Strength::Password).await;
        test.shop.pool.close().await;
        let found = sessions::find(&test.shop, &SessionKey::of("cookie"), &caller()).await;
        assert!(matches!(&found, Err(error) if error.is_transient()), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn somebody_is_waited_for_under_one_id_and_not_for_ever() {
    TestShop::run(|test| async move {
        let asked = LoggedIn { needs: Some(SecondFactor::Prove), credentials: 3, ..logged_in(testkit::account()) };
        let (key, other) = (SessionKey::of("cookie"), SessionKey::of("planted"));
        sessions::wait(&test.shop, &key, &asked).await.unwrap();
        let expected = sessions::Waiting { account: asked.account, credentials: 3 };
        assert_eq!(sessions::waiting(&test.shop, &key).await.unwrap(), Some(expected));
        assert_eq!(sessions::waiting(&test.shop, &other).await.unwrap(), None);
        assert_eq!(find(&test, "cookie").await, None, "nobody is in by that");
        let lasts = "SELECT count(*) FROM ephemeral_entries WHERE expires_at BETWEEN now() + interval '9 minutes' AND now() + interval '10 minutes'";
        assert_eq!(count(&test, lasts).await, 1);
        sessions::wait_no_longer(&test.shop, &key).await.unwrap();
        assert_eq!(sessions::waiting(&test.shop, &key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn old_sessions_are_deleted() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        for id in ["lives", "ended lately", "ended long ago"] {
            begin(&test, id, anna, Strength::Password).await;
        }
        let end = "UPDATE accounts_sessions SET ended_at = now() - make_interval(days => $2) WHERE id = $1";
        for (id, days) in [("ended lately", 29), ("ended long ago", 31)] {
            let session = find(&test, id).await.unwrap().session;
            sqlx::query(end).bind(session.0).bind(days).execute(&test.shop.pool).await.unwrap();
        }
        assert_eq!(sessions::clean_up(&test.shop).await.unwrap(), 1);
        assert_eq!(count(&test, ROWS).await, 2);
    })
    .await;
}
