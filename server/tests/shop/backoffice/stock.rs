//! The stock's screens and plain forms.

use domain::accounts::Role;

use super::{Colleague, hidden};
use crate::running::open;

const RECEIVE: &str = "/fn/backoffice/stock/receive";
const CORRECT: &str = "/fn/backoffice/stock/correct";
const BACKORDER: &str = "/fn/backoffice/stock/backorder";

/// What a figure of the panel says.
fn figure<'a>(screen: &'a str, name: &str) -> &'a str {
    let found = screen.split_once(&format!("data-testid=\"{name}\"")).unwrap_or_else(|| panic!("no {name}")).1;
    found.split_once('>').unwrap().1.split('<').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_come_in_once_and_corrections_stop_at_what_is_held() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").stock(4).insert(&shop.test).await.variant();
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let home = colleague.screen("/backoffice").await;
        assert!(home.contains("href=\"/backoffice/stock?low=1\""), "the overview leads to what is low");
        let table = colleague.screen("/backoffice/stock?q=tasse&low=1").await;
        assert!(table.contains(&format!("href=\"/backoffice/stock/{cup}?q=tasse&amp;low=1\"")) && table.contains("data-low"), "{table}");

        let here = format!("/backoffice/stock/{cup}?q=tasse");
        let page = colleague.screen(&here).await;
        let (id, key) = (cup.to_string(), hidden(&page, RECEIVE, "key").to_owned());
        assert_eq!((figure(&page, "figure-available"), hidden(&page, RECEIVE, "variant")), ("4", id.as_str()));
        let receive = async |quantity: &str| {
            let fields = [("variant", id.as_str()), ("key", &key), ("quantity", quantity), ("note", "LS 4711"), ("back", &here)];
            colleague.send(RECEIVE, &fields).await
        };
        let wrong = receive("zwölf").await;
        assert!(wrong.starts_with(&format!("{here}&form=receive&")), "{wrong}");
        let said = colleague.screen(&wrong).await;
        assert!(said.contains("value=\"zwölf\"") && said.contains("aria-invalid=\"true\""), "what was entered stays");
        for _ in 0..2 {
            assert_eq!(receive("1'000").await, format!("{here}&done=stock-received"));
        }
        let done = colleague.screen(&format!("{here}&done=stock-received")).await;
        assert!(done.contains("data-testid=\"done\""));
        assert_eq!(figure(&done, "figure-available"), "1004", "sent twice, counted once");
        assert!(receive("7").await.contains("told="), "the same key with other contents");

        let correct = async |key: &str, pieces: &str, reason: &str| {
            let fields =
                [("variant", id.as_str()), ("key", key), ("direction", "fewer"), ("pieces", pieces), ("reason", reason), ("back", &here)];
            colleague.send(CORRECT, &fields).await
        };
        let key = hidden(&done, CORRECT, "key");
        let refused = colleague.screen(&correct(key, "1005", "verloren").await).await;
        assert!(refused.contains("data-testid=\"failed\"") && refused.contains("1004") && refused.contains("id=\"correct-pieces-error\""));
        let silent = colleague.screen(&correct(key, "3", " ").await).await;
        assert!(silent.contains("id=\"correct-reason-error\""));
        assert_eq!(correct(key, "1000", "verloren").await, format!("{here}&done=stock-corrected"));

        let fields = [("variant", id.as_str()), ("allowed", "true"), ("back", &here)];
        assert_eq!(colleague.send(BACKORDER, &fields).await, format!("{here}&done=backorder-on"));
        let page = colleague.screen(&here).await;
        assert!(figure(&page, "figure-available") == "4" && page.contains("data-allowed=\"true\""));
        assert_eq!(page.matches("data-kind=").count(), 3, "each act is one movement");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_wrote_about_stock_is_text() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").stock(4).insert(&shop.test).await.variant();
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let here = format!("/backoffice/stock/{cup}");
        let page = colleague.screen(&here).await;
        let (id, key) = (cup.to_string(), hidden(&page, RECEIVE, "key"));
        let evil = "</li></textarea><script>alert(1)</script>";
        let fields = [("variant", id.as_str()), ("key", key), ("quantity", "1"), ("note", evil), ("back", &here)];
        colleague.send(RECEIVE, &fields).await;
        for path in
            [here.as_str(), "/backoffice/stock?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/backoffice/stock?after=%3Cscript%3Ealert(1)"]
        {
            let screen = colleague.screen(path).await;
            assert!(screen.contains("</html>") && !screen.contains("<script>alert"), "{path}");
        }
        assert!(colleague.screen(&here).await.contains("&lt;script&gt;alert(1)"));
    })
    .await;
}

const APPLY: &str = "/fn/backoffice/stock/bulk-apply";
const UNDO: &str = "/fn/backoffice/stock/bulk-undo";

#[tokio::test(flavor = "multi_thread")]
async fn several_articles_are_counted_at_once_and_that_is_taken_back() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").stock(4).insert(&shop.test).await.variant();
        let pot = testkit::product().name("Kanne").stock(9).insert(&shop.test).await.variant();
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let table = colleague.screen("/backoffice/stock?q=tasse").await;
        assert!(table.contains(&format!("name=\"ids\" value=\"{cup}\" form=\"bulk\"")), "{table}");
        let wrong = colleague.screen(&format!("/backoffice/stock/bulk?act=count&value=x&scope=selected&ids={cup}")).await;
        assert!(wrong.contains("id=\"value-error\"") && wrong.contains("id=\"reason-error\"") && !wrong.contains(APPLY), "{wrong}");

        let here = format!("/backoffice/stock/bulk?act=correct&value=-5&reason=Bruch&scope=selected&ids={cup}&ids={pot}");
        let page = colleague.screen(&here).await;
        let refused = page.split_once("data-testid=\"refused\"").unwrap().1.split_once("</section>").unwrap().0;
        assert!(refused.contains(&format!("/backoffice/stock/{cup}")) && !refused.contains(&pot.to_string()), "{refused}");
        let (key, items) = (hidden(&page, APPLY, "key").to_owned(), hidden(&page, APPLY, "items").to_owned());
        assert!(items.starts_with(&format!("{pot}:9:")), "{items}");
        let apply = async |items: &str| {
            let fields = [
                ("key", key.as_str()),
                ("fields[act]", "correct"),
                ("fields[value]", "-5"),
                ("fields[reason]", "Bruch"),
                ("items", items),
                ("back", &here),
            ];
            colleague.send(APPLY, &fields).await
        };
        let both = apply(&format!("{items},{cup}:4:0")).await;
        assert!(both.starts_with(&format!("{here}&told=")), "{both}");
        assert!(colleague.screen(&both).await.contains("data-testid=\"failed\""));
        for _ in 0..2 {
            assert_eq!(apply(&items).await, "/backoffice/stock?done=stock-booked");
        }
        let done = colleague.screen("/backoffice/stock?done=stock-booked").await;
        assert!(done.contains("data-testid=\"done\""), "{done}");
        assert_eq!(
            figure(&colleague.screen(&format!("/backoffice/stock/{pot}")).await, "figure-available"),
            "4",
            "sent twice, booked once"
        );

        let act = hidden(&done, UNDO, "act").to_owned();
        for _ in 0..2 {
            assert_eq!(colleague.send(UNDO, &[("act", &act)]).await, "/backoffice/stock?done=stock-undone");
        }
        let page = colleague.screen(&format!("/backoffice/stock/{pot}")).await;
        assert!(figure(&page, "figure-available") == "9" && page.matches("data-kind=").count() == 3, "{page}");
        let told = colleague.screen("/backoffice/stock?done=stock-undone-partly&stayed=%3Cscript%3Ealert(1)").await;
        assert!(told.contains("data-testid=\"stayed\"") && !told.contains("<script>alert"), "{told}");
    })
    .await;
}
