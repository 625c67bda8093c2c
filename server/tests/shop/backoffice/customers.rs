//! The customers' screens and plain forms.

use domain::accounts::Role;
use reqwest::StatusCode;
use uuid::Uuid;

use super::{Colleague, hidden};
use crate::{
    people::{ANNA, BEAT, Browser, town, wide},
    running::Shop,
};

const CLOSE: &str = "/fn/backoffice/customers/close";
const ROLE: &str = "/fn/backoffice/customers/role";
const MERGE: &str = "/fn/backoffice/customers/merge";

async fn account_of(shop: &Shop, email: &str) -> Uuid {
    sqlx::query_scalar("SELECT id FROM accounts WHERE email = $1").bind(email).fetch_one(&shop.test.shop.pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_found_helped_and_closed_without_scripts() {
    town(wide(), |shop| async move {
        let browser = Browser::new(&shop, "198.51.100.7");
        browser.register(ANNA).await;
        let anna = account_of(&shop, ANNA).await;
        let colleague = Colleague::come(&shop, Role::Support).await;
        let table = colleague.screen("/backoffice/customers?q=anna.muster").await;
        assert!(table.contains(&format!("href=\"/backoffice/customers/{anna}?q=anna.muster\"")), "{table}");

        let here = format!("/backoffice/customers/{anna}");
        let page = colleague.screen(&here).await;
        assert!(page.contains(ANNA) && page.contains("data-testid=\"log-ins\"") && page.contains("198.51.100.0/24"), "{page}");
        assert!(!page.contains("198.51.100.7"), "staff see the block");
        assert!(!page.contains("data-testid=\"roles\""), "support gives no roles");

        let account = anna.to_string();
        let fields = [("account", account.as_str()), ("back", &here)];
        assert_eq!(colleague.send("/fn/backoffice/customers/log-out", &fields).await, format!("{here}?done=logged-out"));
        assert!(!browser.is_in().await);

        let silent = colleague.send(CLOSE, &[("account", account.as_str()), ("reason", " "), ("back", &here)]).await;
        let said = colleague.screen(&silent).await;
        assert!(said.contains("id=\"close-reason-error\"") && said.contains("data-testid=\"failed\""), "{said}");
        let closed = colleague.send(CLOSE, &[("account", account.as_str()), ("reason", "Brief"), ("back", &here)]).await;
        assert_eq!(closed, format!("{here}?done=account-closed"));
        let page = colleague.screen(&closed).await;
        assert!(page.contains("data-testid=\"done\"") && page.contains("data-testid=\"closed\"") && !page.contains(CLOSE));
        assert_eq!(browser.log_in(ANNA, testkit::PASSWORD).await.status(), StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_given_by_administrators_to_others() {
    town(wide(), |shop| async move {
        Browser::new(&shop, "198.51.100.7").register(ANNA).await;
        let anna = account_of(&shop, ANNA).await.to_string();
        let chief = Colleague::come(&shop, Role::Admin).await;
        let here = format!("/backoffice/customers/{anna}");
        assert!(chief.screen(&here).await.contains(ROLE));
        let give = [("account", anna.as_str()), ("role", "orders"), ("give", "true"), ("back", &here)];
        assert_eq!(chief.send(ROLE, &give).await, format!("{here}?done=role-changed"));
        assert!(chief.screen(&here).await.contains("data-role=\"orders\""));

        let own = account_of(&shop, "admin@example.ch").await.to_string();
        let there = format!("/backoffice/customers/{own}");
        assert!(!chief.screen(&there).await.contains(ROLE), "nobody is offered roles of their own");
        let refused = chief.send(ROLE, &[("account", own.as_str()), ("role", "accounting"), ("give", "true"), ("back", &there)]).await;
        assert!(chief.screen(&refused).await.contains("data-testid=\"failed\""));
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts_roles WHERE role = 'accounting'")
            .fetch_one(&shop.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(count, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_are_merged_after_a_look() {
    town(wide(), |shop| async move {
        let (anna, beat) = (Browser::new(&shop, "198.51.100.7"), Browser::new(&shop, "198.51.100.8"));
        anna.register(ANNA).await;
        beat.register(BEAT).await;
        let stays = account_of(&shop, ANNA).await;
        let colleague = Colleague::come(&shop, Role::Support).await;
        let wrong = colleague.screen(&format!("/backoffice/customers/{stays}/merge?other=nobody%40example.ch")).await;
        assert!(wrong.contains("id=\"other-error\"") && !wrong.contains(MERGE), "{wrong}");

        let look = format!("/backoffice/customers/{stays}/merge?other={}", BEAT.replace('@', "%40"));
        let page = colleague.screen(&look).await;
        assert!(page.contains(ANNA) && page.contains(BEAT) && beat.is_in().await, "a look does nothing");
        let (account, other, seen) = (stays.to_string(), hidden(&page, MERGE, "other"), hidden(&page, MERGE, "seen"));
        let send = async |seen: &str, reason: &str| {
            let fields = [("account", account.as_str()), ("other", other), ("seen", seen), ("reason", reason), ("back", &look)];
            colleague.send(MERGE, &fields).await
        };
        let said = colleague.screen(&send("0", "Telefon").await).await;
        assert!(said.contains("data-testid=\"failed\"") && said.contains("value=\"Telefon\""), "what was entered stays");
        assert_eq!(send(seen, "Telefon").await, format!("/backoffice/customers/{stays}?done=accounts-merged"));
        assert!(!beat.is_in().await && anna.is_in().await);
        assert_eq!(colleague.ask(&format!("/backoffice/customers/{other}")).await.status(), StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_goes_to_administrators_as_a_file() {
    town(wide(), |shop| async move {
        Browser::new(&shop, "198.51.100.7").register(ANNA).await;
        let anna = account_of(&shop, ANNA).await;
        let chief = Colleague::come(&shop, Role::Admin).await;
        let here = format!("/backoffice/customers/{anna}");
        let path = format!("{here}/data.zip");
        let silent = chief.send(&path, &[("reason", ""), ("back", &here)]).await;
        assert!(chief.screen(&silent).await.contains("id=\"export-reason-error\""));
        let answer = chief.post(&path, &[("reason", "Brief"), ("back", &here)]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "application/zip");
        assert_eq!(answer.headers()["cache-control"], "private, no-store");
        assert!(answer.bytes().await.unwrap().starts_with(b"PK"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_call_themselves_is_text() {
    town(wide(), |shop| async move {
        let browser = Browser::named(&shop, "198.51.100.7", "<script>alert(1)</script>");
        browser.register(ANNA).await;
        let anna = account_of(&shop, ANNA).await;
        let colleague = Colleague::come(&shop, Role::Support).await;
        for path in [
            format!("/backoffice/customers/{anna}"),
            "/backoffice/customers?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_owned(),
            "/backoffice/customers?after=a.%3Cscript%3Ealert(1)".to_owned(),
            format!("/backoffice/customers/{anna}/merge?other=%3Cscript%3Ealert(1)"),
        ] {
            let screen = colleague.screen(&path).await;
            assert!(screen.contains("</html>") && !screen.contains("<script>alert"), "{path}");
        }
    })
    .await;
}
