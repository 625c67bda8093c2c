//! Roles: a profile comes and goes with its role, whoever gives one may do so, and there is always an administrator.

use std::sync::Arc;

use domain::{
    accounts::{AccountRefusal, Principal, Proof, Role, Roles, Strength},
    failure::Refusal,
    ids::AccountId,
};
use services::{
    accounts::roles::{self, RoleChange},
    error::Error,
    orders::Actor,
};
use testkit::TestShop;
use tokio::task::JoinSet;

async fn account(test: &TestShop, roles: &[Role]) -> AccountId {
    let account = testkit::account();
    sqlx::query("INSERT INTO accounts (id, email, customer, verified_at, language) VALUES ($1, $2, $2, now(), 'de')")
        .bind(account.0)
        .bind(format!("{account}@example.ch"))
        .execute(&test.shop.pool)
        .await
        .unwrap();
    for role in roles {
        assert!(give(test, account, *role).await);
    }
    account
}

async fn give(test: &TestShop, account: AccountId, role: Role) -> bool {
    let mut transaction = test.shop.begin().await.unwrap();
    let given = roles::give(&mut transaction, account, role, Actor::Operator).await.unwrap();
    transaction.commit().await.unwrap();
    given
}

async fn take(test: &TestShop, account: AccountId, role: Role) -> Result<bool, Error> {
    let mut transaction = test.shop.begin().await.unwrap();
    let taken = roles::take(&mut transaction, account, role, Actor::Operator).await?;
    transaction.commit().await.unwrap();
    Ok(taken)
}

/// Whether there is a buyer's and a staff member's profile.
async fn profiles(test: &TestShop, account: AccountId) -> (bool, bool) {
    sqlx::query_as(
        "SELECT EXISTS (SELECT FROM accounts_buyers WHERE account_id = $1), EXISTS (SELECT FROM accounts_staff WHERE account_id = $1)",
    )
    .bind(account.0)
    .fetch_one(&test.shop.pool)
    .await
    .unwrap()
}

async fn of(test: &TestShop, account: AccountId) -> Vec<Role> {
    roles::of(&mut test.shop.pool.acquire().await.unwrap(), account).await.unwrap()
}

fn asks(account: AccountId, role: Role, strength: Strength) -> Principal {
    Principal { account, roles: Roles::of(&[role]), strength }
}

fn is_last_admin<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused(Refusal::Account(AccountRefusal::LastAdmin))))
}

#[tokio::test]
async fn a_profile_comes_and_goes_with_its_role() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[]).await;
        assert_eq!(profiles(&test, anna).await, (false, false));
        assert!(give(&test, anna, Role::Buyer).await);
        assert_eq!(profiles(&test, anna).await, (true, false));
        assert!(give(&test, anna, Role::Orders).await);
        assert!(give(&test, anna, Role::Support).await);
        assert!(!give(&test, anna, Role::Support).await, "she has it already");
        assert_eq!(profiles(&test, anna).await, (true, true));
        assert!(take(&test, anna, Role::Orders).await.unwrap());
        assert_eq!(profiles(&test, anna).await, (true, true), "one staff role is left");
        assert!(take(&test, anna, Role::Support).await.unwrap());
        assert!(!take(&test, anna, Role::Support).await.unwrap());
        assert_eq!(profiles(&test, anna).await, (true, false));
        assert!(take(&test, anna, Role::Buyer).await.unwrap());
        assert_eq!(profiles(&test, anna).await, (false, false));

        let steps = roles::history(&test.shop, &asks(anna, Role::Buyer, Strength::Password), anna).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| format!("{} {} {}", step.event, step.role, step.actor)).collect();
        assert_eq!(
            steps,
            [
                "role_given buyer operator",
                "role_given orders operator",
                "role_given support operator",
                "role_taken orders operator",
                "role_taken support operator",
                "role_taken buyer operator"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_rolled_back_leaves_neither_role_nor_profile() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[]).await;
        let mut transaction = test.shop.begin().await.unwrap();
        roles::give(&mut transaction, anna, Role::Buyer, Actor::Operator).await.unwrap();
        transaction.rollback().await.unwrap();
        assert_eq!((of(&test, anna).await, profiles(&test, anna).await), (vec![], (false, false)));
    })
    .await;
}

#[tokio::test]
async fn the_database_lets_no_role_be_without_its_profile() {
    TestShop::run(|test| async move {
        let (anna, beat) = (account(&test, &[]).await, account(&test, &[Role::Buyer, Role::Orders]).await);
        for (statement, account) in [
            ("INSERT INTO accounts_roles (account_id, role) VALUES ($1, 'buyer')", anna),
            ("INSERT INTO accounts_roles (account_id, role) VALUES ($1, 'orders')", anna),
            ("INSERT INTO accounts_buyers (account_id) VALUES ($1)", anna),
            ("INSERT INTO accounts_staff (account_id, display_name) VALUES ($1, 'Anna')", anna),
            ("DELETE FROM accounts_roles WHERE account_id = $1 AND role = 'buyer'", beat),
            ("DELETE FROM accounts_roles WHERE account_id = $1 AND role = 'orders'", beat),
            ("DELETE FROM accounts_buyers WHERE account_id = $1", beat),
            ("DELETE FROM accounts_staff WHERE account_id = $1", beat),
        ] {
            let outcome = sqlx::query(statement).bind(account.0).execute(&test.shop.pool).await;
            assert!(outcome.is_err(), "{statement}");
        }
        assert_eq!((of(&test, anna).await, profiles(&test, anna).await), (vec![], (false, false)));
        assert_eq!((of(&test, beat).await, profiles(&test, beat).await), (vec![Role::Buyer, Role::Orders], (true, true)));
    })
    .await;
}

#[tokio::test]
async fn the_database_knows_the_roles_of_the_code() {
    TestShop::run(|test| async move {
        let anna = account(&test, &Role::ALL).await;
        assert_eq!(of(&test, anna).await, Role::ALL);
        let unknown = sqlx::query("INSERT INTO accounts_roles (account_id, role) VALUES ($1, 'owner')").bind(anna.0);
        assert!(unknown.execute(&test.shop.pool).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_by_administrators_who_have_just_proved_it() {
    TestShop::run(|test| async move {
        let admin = account(&test, &[Role::Admin]).await;
        let anna = account(&test, &[Role::Buyer]).await;
        let give = RoleChange::Give(Role::Catalogue);
        for role in [Role::Buyer, Role::Catalogue, Role::Orders, Role::Support, Role::Accounting] {
            let outcome = roles::change(&test.shop, &asks(anna, role, Strength::SteppedUp), anna, give).await;
            assert!(matches!(outcome, Err(Error::Forbidden)), "{role:?}: {outcome:?}");
        }
        let outcome = roles::change(&test.shop, &asks(admin, Role::Admin, Strength::Password), anna, give).await;
        assert!(matches!(outcome, Err(Error::Unproven(Proof::SecondFactor))), "{outcome:?}");
        let outcome = roles::change(&test.shop, &asks(admin, Role::Admin, Strength::SecondFactor), anna, give).await;
        assert!(matches!(outcome, Err(Error::Unproven(Proof::StepUp))), "{outcome:?}");
        assert_eq!(of(&test, anna).await, [Role::Buyer]);

        let proved = asks(admin, Role::Admin, Strength::SteppedUp);
        assert_eq!(roles::change(&test.shop, &proved, anna, give).await.unwrap(), [Role::Buyer, Role::Catalogue]);
        assert_eq!(roles::change(&test.shop, &proved, anna, RoleChange::Take(Role::Buyer)).await.unwrap(), [Role::Catalogue]);
        assert!(matches!(roles::change(&test.shop, &proved, testkit::account(), give).await, Err(Error::NotFound)));
        let steps = roles::history(&test.shop, &asks(admin, Role::Admin, Strength::SecondFactor), anna).await.unwrap();
        assert_eq!(steps.last().unwrap().actor, format!("staff:{admin}"));
        let curious = roles::history(&test.shop, &asks(testkit::account(), Role::Orders, Strength::SteppedUp), anna).await;
        assert!(matches!(curious, Err(Error::Forbidden)), "{curious:?}");
    })
    .await;
}

#[tokio::test]
async fn another_role_ends_the_sessions_so_far() {
    TestShop::run(|test| async move {
        let anna = account(&test, &[Role::Buyer]).await;
        let live = "SELECT count(*) FROM accounts_sessions WHERE ended_at IS NULL";
        let begin = "INSERT INTO accounts_sessions (id, account_id, key_hash, strength, idle, expires_at, device, network)
                     VALUES (gen_random_uuid(), $1, sha256(gen_random_uuid()::text::bytea), 'password', '1 day', now() + interval '1 day', '', '')";
        for change in [RoleChange::Give(Role::Orders), RoleChange::Take(Role::Orders)] {
            sqlx::query(begin).bind(anna.0).execute(&test.shop.pool).await.unwrap();
            assert_eq!(sqlx::query_scalar::<_, i64>(live).fetch_one(&test.shop.pool).await.unwrap(), 1);
            let admin = asks(testkit::account(), Role::Admin, Strength::SteppedUp);
            roles::change(&test.shop, &admin, anna, change).await.unwrap();
            assert_eq!(sqlx::query_scalar::<_, i64>(live).fetch_one(&test.shop.pool).await.unwrap(), 0, "{change:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    TestShop::run(|test| async move {
        assert!(!roles::has_admin(&test.shop).await.unwrap());
        let first = account(&test, &[Role::Admin]).await;
        assert!(roles::has_admin(&test.shop).await.unwrap());
        assert!(is_last_admin(&take(&test, first, Role::Admin).await));
        let mut transaction = test.shop.begin().await.unwrap();
        assert!(is_last_admin(&roles::take_all(&mut transaction, first, Actor::Operator).await));
        transaction.rollback().await.unwrap();

        let second = account(&test, &[Role::Admin]).await;
        sqlx::query("UPDATE accounts SET closed_at = now() WHERE id = $1").bind(second.0).execute(&test.shop.pool).await.unwrap();
        assert!(is_last_admin(&take(&test, first, Role::Admin).await), "a closed account gives no roles");
        sqlx::query("UPDATE accounts SET closed_at = NULL WHERE id = $1").bind(second.0).execute(&test.shop.pool).await.unwrap();
        assert!(take(&test, first, Role::Admin).await.unwrap());
        assert_eq!(of(&test, first).await, []);
    })
    .await;
}

/// Two administrators who take the role from each other at the same moment: one of them is quicker.
#[tokio::test]
async fn two_administrators_do_not_depose_each_other() {
    TestShop::run(|test| async move {
        for round in 0..10 {
            let admins = [account(&test, &[Role::Admin]).await, account(&test, &[Role::Admin]).await];
            let mut racers = JoinSet::new();
            for (who, other) in [(admins[0], admins[1]), (admins[1], admins[0])] {
                let test = Arc::clone(&test);
                racers.spawn(async move {
                    let who = asks(who, Role::Admin, Strength::SteppedUp);
                    roles::change(&test.shop, &who, other, RoleChange::Take(Role::Admin)).await
                });
            }
            let outcomes = racers.join_all().await;
            let left: i64 =
                sqlx::query_scalar("SELECT count(*) FROM accounts_roles WHERE role = 'admin'").fetch_one(&test.shop.pool).await.unwrap();
            assert_eq!(left, 1, "round {round}: {outcomes:?}");
            assert_eq!(outcomes.iter().filter(|outcome| is_last_admin(outcome)).count(), 1, "{outcomes:?}");
            // The next round begins with two new ones.
            sqlx::query("UPDATE accounts SET closed_at = now()").execute(&test.shop.pool).await.unwrap();
            sqlx::query("WITH roles AS (DELETE FROM accounts_roles) DELETE FROM accounts_staff").execute(&test.shop.pool).await.unwrap();
        }
    })
    .await;
}
