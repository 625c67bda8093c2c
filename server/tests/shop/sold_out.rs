//! The last pieces and more buyers than pieces, over HTTP.

use std::sync::Arc;

use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    running::open,
    tampering::{Visitor, key, refusal},
};

const BUYERS: usize = 100;
const PIECES: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn the_last_pieces_are_sold_once_and_everybody_else_is_told_that_they_are_gone() {
    open(async |shop| {
        let cup = testkit::product().name("tasse").price(3_400).stock(PIECES.try_into().unwrap()).insert(&shop.test).await;
        let start = Arc::new(Barrier::new(BUYERS));
        let mut racers = JoinSet::new();
        for number in 0..BUYERS {
            let (shop, start) = (Arc::clone(&shop), Arc::clone(&start));
            racers.spawn(async move {
                let visitor = Visitor::new(&shop);
                visitor.add("tasse").await;
                start.wait().await;
                let seen = [("form[seen_total]", "4190")];
                refusal(visitor.order(&key(number), &format!("racer{number}@example.ch"), &seen).await).await
            });
        }
        let mut placed = 0;
        for (status, body) in racers.join_all().await {
            match status {
                200 => placed += 1,
                409 => assert!(body.contains("OutOfStock"), "{body}"),
                _ => panic!("{status} {body}"),
            }
        }
        assert_eq!(placed, PIECES);
        let levels: (i32, i32, i32) = sqlx::query_as("SELECT available, held, sold FROM stock_levels WHERE variant_id = $1")
            .bind(cup.variant().0)
            .fetch_one(&shop.test.shop.pool)
            .await
            .unwrap();
        assert_eq!(levels, (0, PIECES.try_into().unwrap(), 0));
    })
    .await;
}
