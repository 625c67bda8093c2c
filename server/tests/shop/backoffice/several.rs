//! Several orders at once, and what is put on paper for them, as a browser without scripts asks for it.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden, known};
use crate::running::open;

const SHIP: &str = "/fn/backoffice/orders/ship-selected";

/// What the boxes of the table send, from the first row to the last.
fn boxes(table: &str) -> Vec<String> {
    let values = table.split("name=\"orders[]\" value=\"").skip(1);
    values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_that_are_ticked_go_and_each_is_answered_for() {
    open(async |shop| {
        let (late, late_number) = known(&shop).await;
        let (_, number) = known(&shop).await;
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let here = "/backoffice/orders?state=paid&sort=oldest";
        let table = colleague.screen(here).await;
        let ticked = boxes(&table);
        assert_eq!(ticked.len(), 2, "{table}");
        let key = hidden(&table, SHIP, "key");
        // Somebody else was faster with one of them.
        sqlx::query("UPDATE orders SET version = version + 1 WHERE id = $1").bind(late.0).execute(&shop.test.shop.pool).await.unwrap();
        let fields = [("orders[]", ticked[0].as_str()), ("orders[]", ticked[1].as_str()), ("key", key), ("back", here)];
        for _ in 0..2 {
            let led = colleague.send(SHIP, &fields).await;
            assert_eq!(led, format!("{here}&went={number}&stayed={late_number}%3Achanged"));
        }
        let told = colleague.screen(&format!("{here}&went={number}&stayed={late_number}%3Achanged")).await;
        assert!(told.contains("data-testid=\"shipped\"") && told.contains(&format!("data-stayed=\"{late_number}\"")), "{told}");
        assert_eq!(boxes(&told).len(), 1, "the one that went is paid no more, but shipped");
        let parcels: i64 = sqlx::query_scalar("SELECT count(*) FROM orders_parcels").fetch_one(&shop.test.shop.pool).await.unwrap();
        let mails: i64 =
            sqlx::query_scalar("SELECT count(*) FROM mail_outbox WHERE kind = 'shipped'").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!((parcels, mails), (1, 0), "sent twice, done once, and nobody is written to");

        let none = colleague.send(SHIP, &[("key", key), ("back", here)]).await;
        let said = colleague.screen(&none).await;
        // No order is no mistake of the services: nothing went.
        assert!(none.starts_with(&format!("{here}&told=")) && said.contains("data-testid=\"selection-failed\""), "{none}");
        let wrong = colleague.send(SHIP, &[("orders[]", "x.y"), ("key", key), ("back", here)]).await;
        assert!(wrong.contains("told="), "{wrong}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_files_that_nobody_in_between_keeps() {
    open(async |shop| {
        let (order, _) = known(&shop).await;
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let panel = colleague.screen(&format!("/backoffice/orders/{order}")).await;
        let list = format!("/backoffice/picking-list.pdf?order={order}");
        assert!(panel.contains(&format!("href=\"{list}\"")));
        let table = colleague.screen("/backoffice/orders").await;
        let ticked = boxes(&table)[0].replace('[', "%5B");
        let of_table = format!("/backoffice/picking-list.pdf?orders%5B%5D={ticked}&key=x&back=/backoffice/orders");
        for path in [&list, &of_table] {
            let answer = colleague.ask(path).await;
            let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            assert_eq!((header("content-type"), header("cache-control")), ("application/pdf".to_owned(), "private, no-store".to_owned()));
            assert!(header("content-disposition").starts_with("inline; filename=\"picking-list-"));
            assert!(answer.bytes().await.unwrap().starts_with(b"%PDF-"));
        }

        let back = "/backoffice/orders?state=paid";
        let nothing = colleague.ask("/backoffice/picking-list.pdf?back=%2Fbackoffice%2Forders%3Fstate%3Dpaid").await;
        assert_eq!(nothing.status(), StatusCode::SEE_OTHER);
        let led = nothing.headers()["location"].to_str().unwrap().to_owned();
        assert!(led.starts_with(&format!("{back}&told=")), "{led}");
        assert!(colleague.screen(&led).await.contains("data-testid=\"selection-failed\""));
        let foreign = colleague.ask("/backoffice/picking-list.pdf?back=https%3A%2F%2Fevil.example").await;
        assert!(foreign.headers()["location"].to_str().unwrap().starts_with("/backoffice?told="));

        let support = Colleague::come(&shop, Role::Support).await;
        assert_eq!(support.ask(&list).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(boxes(&support.screen("/backoffice/orders").await).len(), 0, "who may not ship ticks nothing");
        let visitor = shop.page(&list).send().await.unwrap();
        assert_eq!(visitor.status(), StatusCode::UNAUTHORIZED);
        assert!(!visitor.bytes().await.unwrap().starts_with(b"%PDF-"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_of_the_board_goes_by_a_form_where_that_is_allowed() {
    open(async |shop| {
        let (order, number) = known(&shop).await;
        let here = "/backoffice/orders?view=board";
        let support = Colleague::come(&shop, Role::Support).await;
        let seen = support.screen(here).await;
        assert!(seen.contains(&format!("data-order=\"{number}\"")) && !seen.contains("ship-card"), "{seen}");

        let colleague = Colleague::come(&shop, Role::Orders).await;
        let board = colleague.screen(here).await;
        assert_eq!(board.matches("data-column=").count(), 3);
        assert!(board.contains(&format!("href=\"/backoffice/orders/{order}?view=board\"")), "the panel opens beside the board: {board}");
        let card = boxes(&board);
        assert_eq!(card.len(), 1);
        let fields = [("orders[]", card[0].as_str()), ("key", hidden(&board, SHIP, "key")), ("back", here)];
        assert_eq!(colleague.send(SHIP, &fields).await, format!("{here}&went={number}"));
        let board = colleague.screen(here).await;
        assert!(board.contains("data-state=\"shipped\"") && boxes(&board).is_empty(), "what is shipped is not offered again");
    })
    .await;
}
