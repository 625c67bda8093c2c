//! The outbox as staff see it: what is parked goes out after all, once, and nobody reads what is not for them.

use domain::{
    accounts::Role,
    backoffice::{MailBody, MailQuery, MailState},
};
use sandbox::Knob;
use services::{error::Error, mail};
use testkit::TestShop;
use uuid::Uuid;

use super::lab::{acts, anna, count, force, paid, staff};

async fn rows(test: &TestShop, query: MailQuery) -> Vec<domain::backoffice::MailRow> {
    mail::staff::list(&test.shop, anna(), &query).await.unwrap().rows
}

fn in_state(state: MailState) -> MailQuery {
    MailQuery { state: Some(state), ..MailQuery::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_mail_is_on_one_page() {
    TestShop::run(|test| async move {
        force(
            &test,
            "INSERT INTO mail_outbox (id, dedupe_key, kind, recipient, language, subject, html, body_text, state, created_at)
             SELECT gen_random_uuid(), 'k' || number, 'order_cancelled', 'Anna' || number || '@example.ch', 'de', 's', 'h', 't',
                    CASE WHEN number % 2 = 0 THEN 'sent' ELSE 'waiting' END, now() - (number / 3) * interval '1 minute'
             FROM generate_series(1, 11) AS number",
        )
        .await;
        let (mut query, mut ids) = (MailQuery { size: 4, ..MailQuery::default() }, Vec::new());
        loop {
            let page = mail::staff::list(&test.shop, anna(), &query).await.unwrap();
            ids.extend(page.rows.iter().map(|row| row.id));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        let all: Vec<Uuid> =
            sqlx::query_scalar("SELECT id FROM mail_outbox ORDER BY created_at DESC, id DESC").fetch_all(&test.shop.pool).await.unwrap();
        assert_eq!(ids, all);
        assert_eq!(rows(&test, in_state(MailState::Sent)).await.len(), 5);
        let search = |search: &str| MailQuery { search: search.into(), ..MailQuery::default() };
        assert_eq!(rows(&test, search("ANNA10@")).await.len(), 1);
        assert_eq!(rows(&test, search("%")).await.len(), 0);
        for role in [Role::Buyer, Role::Catalogue, Role::Admin] {
            let answer = mail::staff::list(&test.shop, staff(9, &[role]), &MailQuery::default()).await;
            assert!(matches!(answer, Err(Error::Forbidden)), "{role:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_parked_goes_out_after_all_and_once() {
    TestShop::run(|test| async move {
        paid(&test).await;
        test.sandbox.control().set_fault(Knob::ResendStatus, 422, Some(1));
        mail::deliver(&test.shop).await.unwrap();
        let parked = rows(&test, in_state(MailState::Parked)).await;
        assert_eq!(parked.len(), 1);
        assert!(parked[0].may_retry && !parked[0].last_error.is_empty() && parked[0].next_attempt_at.is_none());

        for _ in 0..2 {
            mail::staff::retry(&test.shop, anna(), &[parked[0].id]).await.unwrap();
        }
        mail::deliver(&test.shop).await.unwrap();
        let sent = rows(&test, in_state(MailState::Sent)).await;
        assert!(sent.iter().any(|row| row.id == parked[0].id && row.attempts == 1));
        let arrived = test.sandbox.control().mails().len();
        // What is out stays out: neither one more press nor one more delivery sends it again.
        assert_eq!(mail::staff::retry(&test.shop, anna(), &[parked[0].id]).await.unwrap(), 0);
        mail::deliver(&test.shop).await.unwrap();
        assert_eq!(test.sandbox.control().mails().len(), arrived);
        assert_eq!(acts(&test).await, ["mail.retry"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_sent_anew_is_not() {
    TestShop::run(|test| async move {
        force(
            &test,
            "INSERT INTO mail_outbox (id, dedupe_key, kind, recipient, language, subject, html, body_text, state)
             SELECT gen_random_uuid(), 'k' || number, 'order_cancelled', CASE number WHEN 1 THEN '' ELSE 'a@example.ch' END, 'de', 's', 'h', 't',
                    (ARRAY['parked', 'sent', 'waiting'])[number] FROM generate_series(1, 3) AS number",
        )
        .await;
        let ids: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM mail_outbox").fetch_all(&test.shop.pool).await.unwrap();
        assert_eq!(mail::staff::retry(&test.shop, anna(), &ids).await.unwrap(), 0);
        assert_eq!(count(&test, "SELECT count(*) FROM mail_outbox WHERE state = 'waiting'").await, 1);
        let many = vec![Uuid::nil(); 101];
        let none: &[Uuid] = &[];
        for mails in [none, many.as_slice()] {
            assert!(matches!(mail::staff::retry(&test.shop, anna(), mails).await, Err(Error::Invalid(_))));
        }
        assert!(matches!(mail::staff::retry(&test.shop, staff(9, &[Role::Admin]), &ids).await, Err(Error::Forbidden)));
        assert!(acts(&test).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_what_is_not_for_them() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let of_order = rows(&test, MailQuery::default()).await.remove(0);
        let told = mail::staff::detail(&test.shop, anna(), of_order.id).await.unwrap();
        assert_eq!(told.order, Some(order.id));
        assert!(matches!(&told.body, MailBody::Shown { text, .. } if text.contains(&order.number)), "{told:?}");
        assert!(mail::staff::html(&test.shop, anna(), of_order.id).await.unwrap().contains(&order.number));

        force(
            &test,
            "INSERT INTO mail_outbox (id, dedupe_key, kind, recipient, language, subject, html, body_text, secret)
             VALUES ('00000000-0000-0000-0000-00000000000a', 'a', 'account_reset', 'a@example.ch', 'de', 's', 'h', 't', true),
                    ('00000000-0000-0000-0000-00000000000b', 'b', 'staff_alert', 'b@example.ch', 'de', 's', 'h', 't', false),
                    ('00000000-0000-0000-0000-00000000000c', 'c', 'staff_alert', '', 'de', '', '', '', false)",
        )
        .await;
        let (support, orders) = (staff(3, &[Role::Support]), staff(4, &[Role::Orders]));
        for (by, id, expected) in [
            (support, 10, MailBody::Secret),
            (orders, 10, MailBody::Secret),
            (support, 11, MailBody::Shown { subject: "s".into(), text: "t".into() }),
            (orders, 11, MailBody::Forbidden),
            (support, 12, MailBody::Forgotten),
        ] {
            let id = Uuid::from_u128(id);
            assert_eq!(mail::staff::detail(&test.shop, by, id).await.unwrap().body, expected);
            let html = mail::staff::html(&test.shop, by, id).await;
            match expected {
                MailBody::Shown { .. } => assert_eq!(html.unwrap(), "h"),
                MailBody::Forgotten => assert!(matches!(html, Err(Error::NotFound))),
                MailBody::Secret | MailBody::Forbidden => assert!(matches!(html, Err(Error::Forbidden))),
            }
        }
        let nothing = mail::staff::detail(&test.shop, anna(), Uuid::nil()).await;
        assert!(matches!(nothing, Err(Error::NotFound)), "{nothing:?}");
    })
    .await;
}
