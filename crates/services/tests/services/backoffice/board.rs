//! The board: each order in the column of its state, and in no other.

use domain::{
    accounts::Role,
    backoffice::{BOARD_STATES, OrderQuery, OrderSort, OrderWaits},
    orders::OrderState,
};
use services::{backoffice::orders as screens, error::Error};
use testkit::TestShop;

use crate::backoffice::lab::{anna, detail, force, ordered, paid, ship, staff};

async fn columns(test: &TestShop, query: &OrderQuery) -> Vec<(OrderState, Vec<String>)> {
    let columns = screens::board(&test.shop, anna(), query).await.unwrap();
    columns.into_iter().map(|column| (column.state, column.list.rows.into_iter().map(|row| row.number).collect())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_order_stands_in_the_column_of_its_state_the_newest_first() {
    TestShop::run(|test| async move {
        let (waiting, first, second, sent) = (ordered(&test).await, paid(&test).await, paid(&test).await, paid(&test).await);
        let seen = detail(&test, &sent).await.version;
        screens::ship(&test.shop, anna(), &ship(&sent, seen, 1, 0)).await.unwrap();
        let gone = ordered(&test).await;
        force(&test, "UPDATE orders SET state = 'expired' WHERE placed_at = (SELECT max(placed_at) FROM orders)").await;

        let board = columns(&test, &OrderQuery::default()).await;
        let expected = [vec![waiting.number.clone()], vec![second.number.clone(), first.number.clone()], vec![sent.number.clone()]];
        assert_eq!(board, BOARD_STATES.into_iter().zip(expected).collect::<Vec<_>>());
        assert!(board.iter().all(|(_, numbers)| !numbers.contains(&gone.number)), "what is over is on no column");

        // What an address asks of a table does not take columns away; words do.
        let of_table = OrderQuery {
            states: vec![OrderState::Shipped],
            waits: Some(OrderWaits::Return),
            sort: OrderSort::Oldest,
            after: Some("oldest.1.00000000000000000000000000000000".into()),
            ..OrderQuery::default()
        };
        assert_eq!(columns(&test, &of_table).await, board);
        let found = columns(&test, &OrderQuery { search: first.number.clone(), ..OrderQuery::default() }).await;
        assert_eq!(found.into_iter().flat_map(|(_, numbers)| numbers).collect::<Vec<_>>(), [first.number]);

        let clerk = screens::board(&test.shop, staff(3, &[Role::Catalogue]), &OrderQuery::default()).await;
        assert!(matches!(clerk, Err(Error::Forbidden)));
        let support = screens::board(&test.shop, staff(3, &[Role::Support]), &OrderQuery::default()).await.unwrap();
        assert!(support.iter().all(|column| !column.list.may_ship));
    })
    .await;
}
