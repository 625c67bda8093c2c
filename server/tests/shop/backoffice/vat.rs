//! VAT rates, as a browser without scripts enters them.

use domain::accounts::Role;

use super::{Colleague, hidden};
use crate::running::open;

const ADD: &str = "/fn/backoffice/vat/add";
const REMOVE: &str = "/fn/backoffice/vat/remove";
const SCREEN: &str = "/backoffice/vat";

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_is_entered_and_taken_away_without_scripts() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Accounting).await;
        let page = colleague.screen(SCREEN).await;
        assert_eq!((page.matches("data-standing=\"in-force\"").count(), page.matches("data-standing=\"past\"").count()), (3, 3), "{page}");
        assert!(!page.contains(REMOVE), "what holds or held stays");
        let add = async |day: &str, rate: &str| {
            colleague.send(ADD, &[("fields[class]", "reduced"), ("fields[first_day]", day), ("fields[rate]", rate)]).await
        };
        let wrong = add("2024-01-01", "2,65").await;
        let said = colleague.screen(&wrong).await;
        assert!(
            said.contains("href=\"#first_day\"") && said.contains("value=\"2,65\"") && said.contains("value=\"2024-01-01\""),
            "{wrong} {said}"
        );
        for _ in 0..2 {
            assert_eq!(add("2031-01-01", "2,65").await, format!("{SCREEN}?done=vat-added"));
        }
        let taken = add("2031-01-01", "2.7").await;
        assert!(colleague.screen(&taken).await.contains("href=\"#first_day\""), "{taken}");
        let page = colleague.screen(SCREEN).await;
        assert!(page.contains("data-first-day=\"2031-01-01\" data-standing=\"coming\"") && page.contains("2.65\u{a0}%"), "{page}");
        let fields = ["class", "first_day", "rate"].map(|name| (name, hidden(&page, REMOVE, name)));
        assert_eq!(fields.map(|(_, value)| value), ["reduced", "2031-01-01", "265"]);
        for _ in 0..2 {
            assert_eq!(colleague.send(REMOVE, &fields).await, format!("{SCREEN}?done=vat-removed"));
        }
        assert!(!colleague.screen(SCREEN).await.contains("2031-01-01"));
    })
    .await;
}
