//! The vouchers' screens and plain forms.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden};
use crate::running::open;

const CREATE: &str = "/fn/backoffice/vouchers/create";
const SAVE: &str = "/fn/backoffice/vouchers/save";
const END: &str = "/fn/backoffice/vouchers/end";
const TABLE: &str = "/backoffice/vouchers";
const NEW: &str = "/backoffice/vouchers/new";

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_is_made_changed_and_ended_without_scripts() {
    open(async |shop| {
        testkit::product().name("Tasse").category("tisch").stock(4).insert(&shop.test).await;
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let page = colleague.screen(NEW).await;
        let key = hidden(&page, CREATE, "key").to_owned();
        assert!(page.contains("value=\"tisch\""), "the categories are there to be chosen");
        let create = async |benefit: &str| {
            let fields = [
                ("key", key.as_str()),
                ("fields[code]", "Sommer-26"),
                ("fields[kind]", "percent"),
                ("fields[benefit]", benefit),
                ("fields[minimum]", "60"),
                ("limits[most_uses]", "100"),
                ("limits[valid_until]", "2999-12-31"),
                ("categories[]", "tisch"),
                ("back", NEW),
            ];
            colleague.send(CREATE, &fields).await
        };
        let wrong = create("viel").await;
        assert!(wrong.starts_with(&format!("{NEW}?form=new-voucher&")), "{wrong}");
        let said = colleague.screen(&wrong).await;
        for kept in ["value=\"viel\"", "value=\"Sommer-26\"", "id=\"benefit-error\"", "data-testid=\"failed\""] {
            assert!(said.contains(kept), "{kept}");
        }
        let ticked = said.split("value=\"tisch\"").nth(1).unwrap();
        assert!(ticked[..ticked.find('>').unwrap()].contains("checked"), "what was ticked stays");
        let here = format!("{TABLE}/{key}");
        for _ in 0..2 {
            assert_eq!(create("12.5").await, format!("{here}?done=voucher-created"), "sent twice, made once");
        }
        let made = colleague.screen(&format!("{here}?done=voucher-created")).await;
        for shown in ["data-testid=\"done\"", "SOMMER26", "12.5", "data-state=\"active\"", "31.12.2999"] {
            assert!(made.contains(shown), "{shown}");
        }
        let table = colleague.screen(&format!("{TABLE}?q=sommer&state=active")).await;
        assert!(table.contains(&format!("href=\"{here}?q=sommer&amp;state=active\"")), "{table}");

        let version = hidden(&made, SAVE, "version").to_owned();
        let save = async |most: &str| {
            let fields = [
                ("voucher", key.as_str()),
                ("version", &version),
                ("limits[most_uses]", most),
                ("limits[valid_until]", ""),
                ("back", &here),
            ];
            colleague.send(SAVE, &fields).await
        };
        let wrong = colleague.screen(&save("0").await).await;
        assert!(wrong.contains("id=\"most_uses-error\"") && wrong.contains("value=\"0\""));
        assert_eq!(save("5").await, format!("{here}?done=voucher-saved"));
        let stale = colleague.screen(&save("6").await).await;
        assert!(stale.contains("data-changed") && stale.contains("value=\"6\""), "somebody was faster, and what was entered stays");

        let end = [("voucher", key.as_str()), ("version", "2"), ("back", &here)];
        for _ in 0..2 {
            assert_eq!(colleague.send(END, &end).await, format!("{here}?done=voucher-ended"));
        }
        let over = colleague.screen(&here).await;
        assert!(over.contains("data-state=\"ended\"") && !over.contains(SAVE) && !over.contains(END), "what is over stays so");
        assert!(colleague.screen("/backoffice").await.contains(&format!("href=\"{TABLE}\"")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_asks_for_no_more_than_there_is() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Accounting).await;
        for path in ["?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "?after=%3Cscript%3E&state=gone", "?after=99999999999999999999.1"] {
            let screen = colleague.screen(&format!("{TABLE}{path}")).await;
            assert!(screen.contains("</html>") && !screen.contains("<script>alert"), "{path}");
        }
        assert_eq!(colleague.ask(&format!("{TABLE}/nothing")).await.status(), StatusCode::NOT_FOUND);
        let support = Colleague::come(&shop, Role::Support).await;
        assert_eq!(support.ask(TABLE).await.status(), StatusCode::FORBIDDEN);
        assert!(!support.screen("/backoffice").await.contains(&format!("href=\"{TABLE}\"")), "what is of no use is not offered");
    })
    .await;
}
