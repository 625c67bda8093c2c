//! The first screen: each figure for those who may see what it counts.

use domain::{
    accounts::{Principal, Proof, Role, Roles, Strength},
    backoffice::Waiting,
    ids::AccountId,
};
use services::{
    backoffice,
    error::Error,
    orders::{Acting, Actor},
};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{force, ordered, paid, staff};

async fn waiting(test: &TestShop, roles: &[Role]) -> Waiting {
    backoffice::home(&test.shop, staff(1, roles)).await.unwrap().waiting
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_counted() {
    TestShop::run(|test| async move {
        ordered(&test).await;
        paid(&test).await;
        paid(&test).await;
        testkit::product().name("knapp").stock(5).insert(&test).await;
        testkit::product().name("genug").stock(6).insert(&test).await;
        force(&test, "UPDATE mail_outbox SET state = 'parked' WHERE id = (SELECT min(id::text)::uuid FROM mail_outbox)").await;
        force(&test, "UPDATE payments SET state = 'quarantined' WHERE state = 'open'").await;
        force(
            &test,
            "INSERT INTO payments_notices (gateway, gateway_payment_id, attempts, done_at, outcome) VALUES
                 ('mollie', 'tr_1', 3, NULL, ''), ('mollie', 'tr_2', 0, NULL, ''), ('mollie', 'tr_3', 20, now(), 'given_up'),
                 ('mollie', 'tr_4', 20, now() - interval '8 days', 'given_up'), ('mollie', 'tr_5', 1, now(), 'order_paid')",
        )
        .await;
        let all = waiting(&test, &[Role::Orders, Role::Support, Role::Accounting]).await;
        assert_eq!(
            all,
            Waiting {
                to_ship: Some(2),
                parked_mails: Some(1),
                failed_webhooks: Some(2),
                low_stock: Some(1),
                quarantined_payments: Some(1),
                open_returns: Some(0),
            }
        );
        let today = backoffice::home(&test.shop, staff(1, &[Role::Orders])).await.unwrap().today.unwrap();
        assert_eq!((today.orders, today.paid), (3, 2));
        let total: i64 =
            sqlx::query_scalar("SELECT sum(total)::bigint FROM orders WHERE state = 'paid'").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(today.revenue, total);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_sees_what_it_may() {
    TestShop::run(|test| async move {
        let admin = waiting(&test, &[Role::Admin]).await;
        assert_eq!(admin, Waiting::default(), "no figure at all, not 0");
        let catalogue = waiting(&test, &[Role::Catalogue]).await;
        assert_eq!(catalogue, Waiting { low_stock: Some(0), ..Waiting::default() });
        let clerk = waiting(&test, &[Role::Orders]).await;
        assert_eq!((clerk.to_ship, clerk.quarantined_payments), (Some(0), None));
        assert_eq!(backoffice::home(&test.shop, staff(1, &[Role::Catalogue])).await.unwrap().today, None);

        let buyer = backoffice::home(&test.shop, staff(1, &[Role::Buyer])).await;
        assert!(matches!(buyer, Err(Error::Forbidden)));
        assert!(matches!(backoffice::home(&test.shop, Actor::Buyer).await, Err(Error::Forbidden)));
        let who = Principal { account: AccountId(Uuid::nil()), roles: Roles::of(&[Role::Orders]), strength: Strength::Password };
        let unproven = backoffice::home(&test.shop, Acting::from(&who)).await;
        assert!(matches!(unproven, Err(Error::Unproven(Proof::SecondFactor))));
    })
    .await;
}
