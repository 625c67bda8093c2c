//! Settings, as a browser without scripts reads and sends them.

use std::time::Duration;

use domain::{accounts::Role, settings::Setting};
use testkit::Options;

use super::{Colleague, hidden};
use crate::running::{behind_with, door};

const SAVE: &str = "/fn/backoffice/settings/save";
const SCREEN: &str = "/backoffice/settings";

fn unset() -> Options {
    Options::default().unset().set(Setting::HoldMinutes, "50")
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_saved_without_scripts_and_nothing_entered_is_lost() {
    behind_with(
        unset(),
        |_| door(),
        async |shop| {
            let colleague = Colleague::come(&shop, Role::Admin).await;
            let page = colleague.screen(SCREEN).await;
            assert!(
                page.contains("ASTRIS_HOLD_MINUTES") && !page.contains("name=\"fields[hold_minutes]\""),
                "the operator's is read alone"
            );
            assert!(!page.contains("data-testid=\"last-change\""));
            let version = hidden(&page, SAVE, "version").to_owned();
            let save = async |version: &str, days: &str, minutes: &str| {
                colleague.send(SAVE, &[("version", version), ("fields[return_days]", days), ("fields[hold_minutes]", minutes)]).await
            };

            let wrong = save(&version, "29", "60").await;
            assert!(wrong.starts_with(&format!("{SCREEN}?form=settings&told=")), "{wrong}");
            let said = colleague.screen(&wrong).await;
            assert!(said.contains("href=\"#return_days\"") && said.contains("value=\"29\"") && said.contains("aria-invalid"), "{said}");

            for _ in 0..2 {
                assert_eq!(save(&version, "45", "60").await, format!("{SCREEN}?done=settings-saved"));
            }
            let page = colleague.screen(SCREEN).await;
            assert!(page.contains("data-testid=\"last-change\"") && page.contains("value=\"45\""), "{page}");
            let in_force = shop.test.shop.in_force();
            assert_eq!((in_force.return_days, in_force.hold), (45, Duration::from_mins(50)));

            let late = save(&version, "60", "").await;
            let said = colleague.screen(&late).await;
            assert!(said.contains("data-testid=\"stored\"") && said.contains("value=\"60\""), "{said}");
            assert_ne!(hidden(&said, SAVE, "version"), version, "sent again it is meant for what is there now");
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_needs_a_fresh_proof_and_waits_for_it() {
    behind_with(
        unset(),
        |_| door(),
        async |shop| {
            let colleague = Colleague::come(&shop, Role::Admin).await;
            sqlx::query("UPDATE accounts_sessions SET stepped_up_until = now()").execute(&shop.test.shop.pool).await.unwrap();
            let fields = [
                ("version", "1"),
                ("fields[seller_name]", "Laden GmbH"),
                ("fields[seller_postal_code]", "3011"),
                ("fields[seller_town]", "Bern"),
                ("fields[seller_iban]", "CH5000790123456789012"),
            ];
            let asked = colleague.send(SAVE, &fields).await;
            let said = colleague.screen(&asked).await;
            assert!(said.contains("/account/step-up?to=/backoffice/settings/again") && said.contains("data-testid=\"prove\""), "{said}");
            assert_eq!(shop.test.shop.in_force().prepayment, None);
            let again = colleague.screen(&format!("{SCREEN}/again")).await;
            assert!(again.contains("value=\"CH5000790123456789012\"") && again.contains("value=\"Laden GmbH\""), "{again}");
            sqlx::query("UPDATE accounts_sessions SET stepped_up_until = now() + interval '5 minutes'")
                .execute(&shop.test.shop.pool)
                .await
                .unwrap();
            assert_eq!(colleague.send(SAVE, &fields).await, format!("{SCREEN}?done=settings-saved"));
            let account = shop.test.shop.in_force().prepayment.as_ref().map(|prepayment| prepayment.account.to_string());
            assert_eq!(account.as_deref(), Some("CH50 0079 0123 4567 8901 2"));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_shop_follows_what_another_node_has_changed() {
    behind_with(
        unset(),
        |_| door(),
        async |shop| {
            sqlx::query("UPDATE settings SET low_stock = 9, version = version + 1").execute(&shop.test.shop.pool).await.unwrap();
            let follows = async {
                while shop.test.shop.in_force().low_stock != 9 {
                    tokio::task::yield_now().await;
                }
            };
            tokio::time::timeout(Duration::from_secs(30), follows).await.unwrap();
        },
    )
    .await;
}
