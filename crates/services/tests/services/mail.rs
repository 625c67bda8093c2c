//! FAILURES 18: mails wait for a provider that is down, and each recipient gets them in the order of their making.

use crate::buying::{Buyer, levels};
use domain::payments::PaymentState;
use sandbox::Knob;
use services::{
    mail,
    orders::{self, Actor},
    payments,
};
use testkit::{Options, TestShop};

/// The recipient and subject of all mails that have arrived, the oldest first.
fn arrived(test: &TestShop) -> Vec<(String, String)> {
    test.sandbox.control().mails().into_iter().map(|mail| (mail.to[0].clone(), mail.subject)).collect()
}

/// Puts the time at which mails may go, by recipient.
async fn may_go(test: &TestShop, kind: &str, when: &'static str) {
    let statement = format!("UPDATE mail_outbox SET next_attempt_at = {when} WHERE kind = '{kind}'");
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&test.shop.pool).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_waits_holds_back_those_after_it_and_nobody_elses() {
    let options = Options::default().impatient();
    options
        .run(|test| async move {
            let cup = testkit::product().name("tasse").price(3400).stock(10).insert(&test).await.variant();
            let control = test.sandbox.control();
            let anna = Buyer::with(&test, &[(cup, 1)]).await.place(&test).await.unwrap().token;
            let order = orders::find(&test.shop, &anna).await.unwrap();
            orders::cancel(&test.shop, &anna, Actor::Buyer).await.unwrap();
            // Paid all the same: a second mail to the same person, which says that the money goes back.
            let id = control.payments()[0].id.clone();
            control.set_status(&id, PaymentState::Paid).unwrap();
            payments::settle(&test.shop, "mollie", &id).await.unwrap();
            let beat = Buyer::with(&test, &[(cup, 1)]).await.place(&test).await.unwrap().token;
            orders::cancel(&test.shop, &beat, Actor::Buyer).await.unwrap();
            let other = orders::find(&test.shop, &beat).await.unwrap();
            let kinds: Vec<String> =
                sqlx::query_scalar("SELECT kind FROM mail_outbox ORDER BY created_at, id").fetch_all(&test.shop.pool).await.unwrap();
            assert_eq!(kinds, ["order_cancelled", "payment_returned", "order_cancelled"]);

            // The first one was not taken and waits for its next try; the second one has never been tried.
            control.set_fault(Knob::ResendStatus, 500, Some(1));
            assert_eq!(mail::deliver(&test.shop).await.unwrap(), 1, "the other person's");
            assert_eq!(arrived(&test).into_iter().map(|(to, _)| to).collect::<Vec<_>>(), [other.email]);
            may_go(&test, "payment_returned", "now()").await;
            assert_eq!(mail::deliver(&test.shop).await.unwrap(), 0, "it does not overtake the one before it");

            // Whichever of them is due first.
            may_go(&test, "payment_returned", "now() - interval '1 hour'").await;
            may_go(&test, "order_cancelled", "now()").await;
            assert_eq!(mail::deliver(&test.shop).await.unwrap(), 2);
            let subjects: Vec<String> = sqlx::query_scalar("SELECT subject FROM mail_outbox WHERE recipient = $1 ORDER BY created_at, id")
                .bind(&order.email)
                .fetch_all(&test.shop.pool)
                .await
                .unwrap();
            let theirs: Vec<String> = arrived(&test).into_iter().filter(|(to, _)| *to == order.email).map(|(_, subject)| subject).collect();
            assert_eq!(theirs, subjects);
            assert_eq!(levels(&test, cup).await, (10, 0, 0), "whatever becomes of the mails");
        })
        .await;
}
