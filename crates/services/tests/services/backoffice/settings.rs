//! Settings: the operator's word before the screen's, every rule at its field, nothing unseen, and documents that stay what they were.

use std::{collections::BTreeMap, net::Ipv4Addr, sync::Arc, time::Duration};

use domain::{
    accounts::{Principal, Proof, Role, Roles, Strength},
    backoffice::{Offer, SaveSettingsRequest, StaffRefusal},
    failure::FieldError,
    ids::AccountId,
    language::Language,
    money::Money,
    orders::CheckoutForm,
    settings::{Setting, SettingValues},
};
use serde_json::{Value, json};
use services::{
    backoffice,
    error::{Error, Result},
    orders::{self, Acting, invoices},
    payments::{self, prepayment},
    settings::{refresh, staff as screen},
};
use testkit::{Options, STAFF, TestShop};
use uuid::Uuid;

use crate::{
    backoffice::lab::{acts, anna, force, on_account, ordered, paid, refusal, staff},
    buying::Buyer,
};

const FIRST: &str = "CH50 0079 0123 4567 8901 2";
const SECOND: &str = "CH93 0076 2011 6238 5295 7";

const SELLER: [(Setting, &str); 4] = [
    (Setting::SellerName, "Laden GmbH"),
    (Setting::SellerStreet, "Gasse 5"),
    (Setting::SellerPostalCode, "3011"),
    (Setting::SellerTown, "Bern"),
];

/// One who may change settings and has proved it just now.
fn ada() -> Acting {
    staff(7, &[Role::Admin])
}

/// The same without a fresh proof.
fn ada_of_this_morning() -> Acting {
    let who = Principal { account: AccountId(Uuid::from_u128(7)), roles: Roles::of(&[Role::Admin]), strength: Strength::SecondFactor };
    Acting::staff(who, Ipv4Addr::new(203, 0, 113, 7).into())
}

fn values(pairs: &[(Setting, &str)]) -> SettingValues {
    pairs.iter().map(|(setting, text)| (*setting, (*text).to_owned())).collect()
}

async fn save(test: &TestShop, by: Acting, version: i64, pairs: &[(Setting, &str)]) -> Result<()> {
    screen::save(&test.shop, by, &SaveSettingsRequest { version, values: values(pairs) }).await
}

async fn version(test: &TestShop) -> i64 {
    screen::detail(&test.shop, ada()).await.unwrap().version
}

fn invalid(outcome: Result<()>) -> Vec<FieldError> {
    match outcome {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

/// A shop whose operator has left everything to the screen.
fn unset() -> Options {
    Options::default().unset()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operators_word_wins_and_the_row_wins_over_what_is_built_in() {
    let options = unset().set(Setting::HoldMinutes, "60").set(Setting::StaffEmail, "boss@example.ch");
    options
        .run(|test| async move {
            let sent = [(Setting::HoldMinutes, "99"), (Setting::ReturnDays, "45"), (Setting::StaffEmail, "thief@example.ch")];
            save(&test, ada(), 1, &sent).await.unwrap();
            let in_force = test.shop.in_force();
            assert_eq!((in_force.hold, in_force.return_days, in_force.low_stock), (Duration::from_hours(1), 45, 5));
            assert_eq!(in_force.staff_email.as_deref(), Some("boss@example.ch"));
            let detail = screen::detail(&test.shop, ada()).await.unwrap();
            let row = |setting| detail.row(setting).map(|row| (row.stored.clone(), row.operator.clone())).unwrap();
            assert_eq!(row(Setting::HoldMinutes), (String::new(), Some("60".into())), "a form changes nothing of the operator's");
            assert_eq!(row(Setting::ReturnDays), ("45".into(), None));
            assert_eq!((detail.version, detail.changed.is_some(), detail.account), (2, true, Offer::Yes));
            // What is not sent is unset.
            save(&test, ada(), 2, &[]).await.unwrap();
            assert_eq!(test.shop.in_force().return_days, 30);
            // A form that has nothing but what is the operator's does nothing.
            save(&test, ada(), 9, &[(Setting::HoldMinutes, "99")]).await.unwrap();
            assert_eq!(version(&test).await, 3);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_for_administrators_and_the_account_for_those_who_have_just_proved_it() {
    unset()
        .run(|test| async move {
            for role in [Role::Catalogue, Role::Orders, Role::Support, Role::Accounting, Role::Buyer] {
                assert!(matches!(screen::detail(&test.shop, staff(9, &[role])).await, Err(Error::Forbidden)), "{role:?}");
                assert!(matches!(save(&test, staff(9, &[role]), 1, &[(Setting::LowStock, "3")]).await, Err(Error::Forbidden)), "{role:?}");
            }
            let morning = ada_of_this_morning();
            save(&test, morning, 1, &SELLER).await.unwrap();
            let with_account = [&SELLER[..], &[(Setting::SellerIban, FIRST)]].concat();
            assert!(matches!(save(&test, morning, 2, &with_account).await, Err(Error::Unproven(Proof::StepUp))));
            assert_eq!(screen::detail(&test.shop, morning).await.unwrap().account, Offer::After(Proof::StepUp));
            assert_eq!(test.shop.in_force().prepayment, None);
            save(&test, ada(), 2, &with_account).await.unwrap();
            // Neither another account nor none without a proof; everything else goes without.
            let other = [&SELLER[..], &[(Setting::SellerIban, SECOND)]].concat();
            assert!(matches!(save(&test, morning, 3, &other).await, Err(Error::Unproven(Proof::StepUp))));
            assert!(matches!(save(&test, morning, 3, &SELLER).await, Err(Error::Unproven(Proof::StepUp))));
            let days = [&with_account[..], &[(Setting::PrepaymentDays, "14")]].concat();
            save(&test, morning, 3, &days).await.unwrap();
            let prepayment = test.shop.in_force().prepayment.clone().unwrap();
            assert_eq!((prepayment.account.to_string().as_str(), prepayment.hold), (FIRST, Duration::from_hours(14 * 24)));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_stored() {
    unset()
        .production()
        .run(|test| async move {
            let wrong = [
                (Setting::SellerIban, "CH58 0079 1123 0008 8901 2"),
                (Setting::SellerVatNumber, "CHE-116.281.711"),
                (Setting::HoldMinutes, "29"),
                (Setting::ReturnDays, "29"),
                (Setting::LowStock, "viele"),
                (Setting::StaffEmail, "staff"),
            ];
            let errors = invalid(save(&test, ada(), 1, &wrong).await);
            let expected = [
                FieldError::required("seller_name"),
                FieldError::required("seller_postal_code"),
                FieldError::required("seller_town"),
                FieldError::malformed("seller_vat_number"),
                FieldError::taken("seller_iban"),
                FieldError::too_large("hold_minutes", 1_440),
                FieldError::too_large("return_days", 365),
                FieldError::malformed("low_stock"),
                FieldError::malformed("staff_email"),
            ];
            assert_eq!(errors, expected);
            assert_eq!((version(&test).await, acts(&test).await.len()), (1, 0));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_overwrites_unseen_and_what_is_sent_twice_is_done_once() {
    unset()
        .run(|test| async move {
            let forty = [(Setting::ReturnDays, "40")];
            for _ in 0..2 {
                save(&test, ada(), 1, &forty).await.unwrap();
            }
            assert_eq!((version(&test).await, acts(&test).await), (2, vec!["settings.save".to_owned()]));
            let late = save(&test, staff(8, &[Role::Admin]), 1, &[(Setting::ReturnDays, "50")]).await.unwrap_err();
            assert_eq!(refusal(late), StaffRefusal::Changed { version: 2 });
            let (one, other) = (&[(Setting::LowStock, "1")], &[(Setting::LowStock, "2")]);
            let (left, right) = tokio::join!(save(&test, ada(), 2, one), save(&test, staff(8, &[Role::Admin]), 2, other));
            assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
            assert_eq!(version(&test).await, 3);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_log_has_before_and_after_and_no_address_of_mail() {
    unset()
        .run(|test| async move {
            save(&test, ada(), 1, &[(Setting::ReturnDays, "40"), (Setting::StaffEmail, "one@example.ch")]).await.unwrap();
            save(&test, ada(), 2, &[(Setting::ReturnDays, "50"), (Setting::StaffEmail, "two@example.ch")]).await.unwrap();
            let (before, after): (Value, Value) = sqlx::query_as("SELECT before, after FROM audit_log ORDER BY number DESC LIMIT 1")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
            assert_eq!(before, json!({ "return_days": "40", "staff_email": "set" }));
            assert_eq!(after, json!({ "return_days": "50", "staff_email": "set anew" }));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_is_told_to_the_address_that_held_before() {
    unset()
        .run(|test| async move {
            let with = |more: &[(Setting, &'static str)]| [&SELLER[..], more].concat();
            let (iban, email) = (Setting::SellerIban, Setting::StaffEmail);
            save(&test, ada(), 1, &with(&[(iban, FIRST), (email, "one@example.ch")])).await.unwrap();
            for _ in 0..2 {
                save(&test, ada(), 2, &with(&[(iban, SECOND), (email, "two@example.ch")])).await.unwrap();
            }
            let told: Vec<(String, String)> = sqlx::query_as("SELECT dedupe_key, recipient FROM mail_outbox ORDER BY dedupe_key")
                .fetch_all(&test.shop.pool)
                .await
                .unwrap();
            let keys = ["staff/settings/account/3", "staff/settings/alerts/3"];
            assert_eq!(told, keys.map(|key| (key.to_owned(), "one@example.ch".to_owned())));
            let text: String = sqlx::query_scalar("SELECT body_text FROM mail_outbox WHERE dedupe_key LIKE '%account%'")
                .fetch_one(&test.shop.pool)
                .await
                .unwrap();
            assert!(text.contains(FIRST) && text.contains(SECOND), "{text}");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_another_node_holds_once_it_was_read() {
    unset()
        .run(|test| async move {
            force(&test, "UPDATE settings SET return_days = 60, version = 2").await;
            assert_eq!(test.shop.in_force().return_days, 30);
            refresh(&test.shop).await.unwrap();
            assert_eq!(test.shop.in_force().return_days, 60);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_a_newer_rule_is_passed_over_and_shown() {
    unset()
        .production()
        .run(|test| async move {
            force(
                &test,
                "UPDATE settings SET hold_minutes = 5, return_days = 60, seller_name = 'Laden', seller_postal_code = '3011',
                     seller_town = 'Bern', seller_iban = 'CH58 0079 1123 0008 8901 2', version = 2",
            )
            .await;
            refresh(&test.shop).await.unwrap();
            let in_force = test.shop.in_force();
            assert_eq!((in_force.hold, in_force.return_days), (Duration::from_mins(40), 60));
            assert!(in_force.seller.is_some() && in_force.prepayment.is_none());
            let detail = screen::detail(&test.shop, ada()).await.unwrap();
            let wrong: Vec<Setting> = detail.rows.iter().filter(|row| row.is_wrong).map(|row| row.setting).collect();
            assert_eq!(wrong, [Setting::SellerIban, Setting::HoldMinutes]);
        })
        .await;
}

/// The bill of an order.
async fn bill(test: &TestShop, token: &str) -> Vec<u8> {
    prepayment::payment_slip(&test.shop, token).await.unwrap().bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bill_keeps_its_account_and_is_paid_after_transfers_are_off() {
    unset()
        .run(|test| async move {
            save(&test, ada(), 1, &[&SELLER[..], &[(Setting::SellerIban, FIRST)]].concat()).await.unwrap();
            let order = on_account(&test).await;
            let before = bill(&test, &order.token).await;
            let moved = [(Setting::SellerName, "Neuer Laden AG"), SELLER[2], SELLER[3], (Setting::SellerIban, SECOND)];
            save(&test, ada(), 2, &moved).await.unwrap();
            assert!(bill(&test, &order.token).await == before, "the buyer has it already");
            // As one of before bills kept it themselves.
            force(&test, "UPDATE payments_prepayments SET account = NULL, payee = NULL").await;
            assert!(bill(&test, &order.token).await == before, "what held before the first change");
            save(&test, ada(), 3, &[]).await.unwrap();
            assert!(bill(&test, &order.token).await == before);

            let cup = testkit::product().name("becher").price(3_400).stock(10).insert(&test).await;
            let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
            let form = CheckoutForm { payment_method: "prepayment".into(), ..buyer.form(&test).await };
            let refused = orders::place(Arc::clone(&test.shop), Language::De, buyer.guest, form).await.map(drop);
            assert_eq!(invalid(refused), [FieldError::unknown("payment_method")]);
            let payment: Uuid = sqlx::query_scalar("SELECT id FROM payments").fetch_one(&test.shop.pool).await.unwrap();
            let outcome = payments::mark_received(&test.shop, STAFF, payment, Money::rappen(4_190), Uuid::from_u128(1)).await.unwrap();
            assert_eq!(outcome, prepayment::TransferOutcome::Paid);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_with_the_bill_names_the_account_of_its_order() {
    unset()
        .run(|test| async move {
            save(&test, ada(), 1, &[&SELLER[..], &[(Setting::SellerIban, FIRST)]].concat()).await.unwrap();
            on_account(&test).await;
            save(&test, ada(), 2, &[&SELLER[..], &[(Setting::SellerIban, SECOND)]].concat()).await.unwrap();
            let texts: Vec<String> = sqlx::query_scalar("SELECT body_text FROM mail_outbox WHERE kind = 'payment_request'")
                .fetch_all(&test.shop.pool)
                .await
                .unwrap();
            assert!(texts.len() == 1 && texts[0].contains(FIRST), "{texts:?}");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_keeps_who_sold() {
    unset()
        .run(|test| async move {
            save(&test, ada(), 1, &SELLER).await.unwrap();
            let order = paid(&test).await;
            let before = invoices::pdf(&test.shop, &order.token).await.unwrap().bytes;
            save(&test, ada(), 2, &[(Setting::SellerName, "Neuer Laden AG"), SELLER[2], SELLER[3]]).await.unwrap();
            assert!(invoices::pdf(&test.shop, &order.token).await.unwrap().bytes == before);
            force(&test, "UPDATE orders_invoices SET seller = NULL").await;
            assert!(invoices::pdf(&test.shop, &order.token).await.unwrap().bytes == before, "what held before the first change");
            save(&test, ada(), 3, &[]).await.unwrap();
            assert!(invoices::pdf(&test.shop, &order.token).await.unwrap().bytes == before, "a shop without a seller still has it");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_orders_keep_their_time_to_pay() {
    unset()
        .run(|test| async move {
            let minutes = "SELECT round(extract(epoch FROM hold_expires_at - placed_at) / 60)::bigint FROM orders ORDER BY placed_at";
            ordered(&test).await;
            save(&test, ada(), 1, &[(Setting::HoldMinutes, "90")]).await.unwrap();
            ordered(&test).await;
            let held: Vec<i64> = sqlx::query_scalar(minutes).fetch_all(&test.shop.pool).await.unwrap();
            assert_eq!(held, [40, 90]);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_counts_as_low_stock_is_set() {
    unset()
        .run(|test| async move {
            testkit::product().name("tasse").price(3_400).stock(8).insert(&test).await;
            let low = async || backoffice::home(&test.shop, anna()).await.unwrap().waiting.low_stock;
            assert_eq!(low().await, Some(0));
            save(&test, ada(), 1, &[(Setting::LowStock, "8")]).await.unwrap();
            assert_eq!(low().await, Some(1));
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_row_stays_and_there_is_one() {
    TestShop::run(|test| async move {
        let fields: BTreeMap<&str, &str> = BTreeMap::from([
            ("DELETE FROM settings", "deleted"),
            ("TRUNCATE settings", "emptied"),
            ("INSERT INTO settings DEFAULT VALUES", "a second one"),
            ("UPDATE settings SET hold_minutes = 0", "no time at all"),
        ]);
        for (statement, why) in fields {
            sqlx::query(statement).execute(&test.shop.pool).await.expect_err(why);
        }
    })
    .await;
}
