//! Searches that are kept, as a browser without scripts keeps them.

use domain::accounts::Role;

use super::{Colleague, hidden};
use crate::running::open;

const SAVE: &str = "/fn/backoffice/orders/save-search";
const REMOVE: &str = "/fn/backoffice/orders/remove-search";

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_kept_found_and_removed_by_its_owner() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let here = "/backoffice/orders?q=M%C3%BCller&state=paid%2Cshipped&sort=oldest";
        let table = colleague.screen(here).await;
        assert!(!table.contains("data-testid=\"saved-links\"") || !table.contains("Offene von M"));
        let key = hidden(&table, SAVE, "key");
        assert_eq!(
            (hidden(&table, SAVE, "q"), hidden(&table, SAVE, "state"), hidden(&table, SAVE, "sort")),
            ("Müller", "paid,shipped", "oldest")
        );
        let save = async |name: &str| {
            let fields = [
                ("key", key),
                ("name", name),
                ("q", "Müller"),
                ("state", "paid,shipped"),
                ("waits", ""),
                ("sort", "oldest"),
                ("back", here),
            ];
            colleague.send(SAVE, &fields).await
        };
        let silent = colleague.screen(&save(" ").await).await;
        assert!(silent.contains("id=\"saved-name-error\""));
        let evil = "Offene <b>&\"";
        for _ in 0..2 {
            assert_eq!(save(evil).await, format!("{here}&done=search-saved"));
        }
        let done = colleague.screen(&format!("{here}&done=search-saved")).await;
        assert!(done.contains("data-testid=\"done\"") && !done.contains("Offene <b>"), "{done}");
        let link = format!("href=\"{}\" aria-current=\"true\"", here.replace('&', "&amp;"));
        assert!(done.contains(&link), "the link is where it leads: {done}");

        let stranger = Colleague::come(&shop, Role::Support).await;
        assert!(!stranger.screen("/backoffice/orders").await.contains("Offene"));
        let id = hidden(&done, REMOVE, "search");
        stranger.send(REMOVE, &[("search", id), ("back", here)]).await;
        assert!(colleague.screen(here).await.contains("Offene"), "nobody else removes it");
        assert_eq!(colleague.send(REMOVE, &[("search", id), ("back", here)]).await, format!("{here}&done=search-removed"));
        assert!(!colleague.screen(here).await.contains("Offene"));
    })
    .await;
}
