//! The gift cards' screens and plain forms.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden};
use crate::running::open;

const ISSUE: &str = "/fn/backoffice/gift-cards/issue";
const BLOCK: &str = "/fn/backoffice/gift-cards/block";
const CORRECT: &str = "/fn/backoffice/gift-cards/correct";
const TABLE: &str = "/backoffice/gift-cards";
const NEW: &str = "/backoffice/gift-cards/new";

/// What stands in the element of a name.
fn text<'a>(screen: &'a str, name: &str) -> &'a str {
    let found = screen.split_once(&format!("data-testid=\"{name}\"")).unwrap_or_else(|| panic!("no {name}")).1;
    found.split_once('>').unwrap().1.split('<').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_issued_and_its_code_seen_once() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Accounting).await;
        assert!(colleague.screen(TABLE).await.contains(&format!("href=\"{NEW}\"")));
        let key = hidden(&colleague.screen(NEW).await, ISSUE, "key").to_owned();
        let issue = async |amount: &str, recipient: &str| {
            let fields = [
                ("key", key.as_str()),
                ("fields[amount]", amount),
                ("fields[reason]", "verkauft"),
                ("fields[recipient]", recipient),
                ("fields[language]", "it"),
                ("back", NEW),
            ];
            colleague.send(ISSUE, &fields).await
        };
        let wrong = colleague.screen(&issue("50.03", "anna").await).await;
        assert!(wrong.contains("id=\"recipient-error\"") && wrong.contains("value=\"50.03\""), "what was entered stays");
        let here = format!("{TABLE}/{key}");
        for _ in 0..2 {
            assert_eq!(issue("50", "anna@example.ch").await, format!("{here}?done=card-issued"));
        }
        let page = colleague.screen(&format!("{here}?done=card-issued")).await;
        let code = text(&page, "code").to_owned();
        assert!(code.len() == 23 && page.contains("data-testid=\"done\""), "{code}");
        let again = colleague.screen(&here).await;
        assert!(!again.contains(&code) && !again.contains("data-testid=\"card-code\""), "once, and never again");
        assert!(again.contains(&format!("…{}", &code[19..])) && text(&again, "figure-balance") == "50.00");
        let mails: i64 = sqlx::query_scalar("SELECT count(*) FROM mail_outbox WHERE kind = 'gift_card' AND language = 'it'")
            .fetch_one(&shop.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(mails, 1);
        assert!(!colleague.screen("/backoffice/mail").await.contains(&code), "the outbox does not show it either");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_blocked_and_corrected_without_scripts() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Accounting).await;
        let key = hidden(&colleague.screen(NEW).await, ISSUE, "key").to_owned();
        let fields = [("key", key.as_str()), ("fields[amount]", "50"), ("fields[reason]", "</li><script>alert(1)</script>"), ("back", NEW)];
        colleague.send(ISSUE, &fields).await;
        let here = format!("{TABLE}/{key}");

        let support = Colleague::come(&shop, Role::Support).await;
        let page = support.screen(&here).await;
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "what staff wrote is text");
        assert!(
            !page.contains(CORRECT) && !page.contains("data-testid=\"card-code\""),
            "support blocks, and neither corrects nor sees codes"
        );
        assert_eq!(support.ask(NEW).await.status(), StatusCode::FORBIDDEN);
        let version = hidden(&page, BLOCK, "version").to_owned();
        let block = async |blocked: &str, version: &str, reason: &str| {
            let fields = [("card", key.as_str()), ("version", version), ("blocked", blocked), ("reason", reason), ("back", &here)];
            support.send(BLOCK, &fields).await
        };
        let silent = support.screen(&block("true", &version, " ").await).await;
        assert!(silent.contains("id=\"block-reason-error\""));
        for _ in 0..2 {
            assert_eq!(block("true", &version, "verloren").await, format!("{here}?done=card-blocked"));
        }
        let page = support.screen(&here).await;
        assert!(page.contains("data-state=\"blocked\"") && page.contains("verloren"));
        assert!(support.screen(&block("false", &version, "gefunden").await).await.contains("data-changed"), "with an older page");
        assert_eq!(block("false", "2", "gefunden").await, format!("{here}?done=card-unblocked"));

        let page = colleague.screen(&here).await;
        let act = hidden(&page, CORRECT, "key").to_owned();
        let correct = async |amount: &str| {
            let fields = [
                ("card", key.as_str()),
                ("key", &act),
                ("direction", "less"),
                ("amount", amount),
                ("reason", "verrechnet"),
                ("back", &here),
            ];
            colleague.send(CORRECT, &fields).await
        };
        let refused = colleague.screen(&correct("50.05").await).await;
        assert!(refused.contains("data-testid=\"failed\"") && refused.contains("50.00") && refused.contains("value=\"50.05\""));
        assert!(colleague.screen(&correct("viel").await).await.contains("id=\"correct-amount-error\""));
        for _ in 0..2 {
            assert_eq!(correct("20").await, format!("{here}?done=card-corrected"));
        }
        let page = colleague.screen(&here).await;
        assert_eq!((text(&page, "figure-balance"), page.matches("data-kind=\"correct\"").count()), ("30.00", 1), "sent twice, booked once");
        let table = colleague.screen(&format!("{TABLE}?state=usable")).await;
        assert_eq!(text(&table, "balance"), "30.00");
    })
    .await;
}
