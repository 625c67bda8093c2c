//! What becomes of a guest's cart at a log-in: it is taken over once, whatever races, repeats or is cut.

use std::sync::Arc;

use domain::{
    cart::{CartOwner, MOST_LINES, MOST_PIECES},
    ids::{AccountId, GuestId, VariantId},
    language::Language,
};
use services::cart::{self, CappedBy, Merged};
use testkit::{Options, TestShop, account, guest, product};
use tokio::task::JoinSet;

const DE: Language = Language::De;

async fn pieces(test: &TestShop, owner: impl Into<CartOwner>) -> Vec<(VariantId, u32)> {
    let (_, lines) = cart::lines(&test.shop, owner).await.unwrap();
    lines.iter().map(|line| (line.variant, line.quantity)).collect()
}

async fn put(test: &TestShop, owner: impl Into<CartOwner>, lines: &[(VariantId, u32)]) {
    let owner = owner.into();
    for &(variant, quantity) in lines {
        cart::add(&test.shop, DE, owner, variant, quantity).await.unwrap();
    }
}

async fn merge(test: &TestShop, guest: GuestId, account: AccountId) -> Merged {
    cart::merge(&test.shop, guest, account).await.unwrap()
}

/// What a shop that is cut after it has stored the account's cart leaves behind: the guest's cart as it was.
async fn cut_after_storing(test: &TestShop, guest: GuestId, account: AccountId) {
    let key = format!("cart:{guest}");
    let before = test.shop.ephemeral.get(&key).await.unwrap().unwrap();
    merge(test, guest, account).await;
    test.shop.ephemeral.put(&key, &before.value, test.shop.settings.cart_ttl).await.unwrap();
}

#[tokio::test]
async fn quantities_are_summed_up_to_what_there_is() {
    for options in [Options::default(), Options::default().redis()] {
        options
            .run(|test| async move {
                let mug = product().stock(5).insert(&test).await.variant();
                let pot = product().stock(500).insert(&test).await.variant();
                let bowl = product().stock(9).insert(&test).await.variant();
                let (guest, account) = (guest(), account());
                put(&test, account, &[(mug, 3), (pot, 60)]).await;
                put(&test, guest, &[(bowl, 4), (pot, 60), (mug, 4)]).await;
                let merged = merge(&test, guest, account).await;
                assert_eq!(pieces(&test, account).await, [(mug, 5), (pot, MOST_PIECES), (bowl, 4)]);
                let told: Vec<_> = merged.capped.iter().map(|capped| (capped.variant, capped.wanted, capped.kept, capped.by)).collect();
                assert_eq!(told, [(pot, 120, MOST_PIECES, CappedBy::Pieces), (mug, 7, 5, CappedBy::Stock)]);
                assert!(pieces(&test, guest).await.is_empty());

                let version = cart::lines(&test.shop, account).await.unwrap().0;
                assert_eq!(merge(&test, guest, account).await, Merged::default());
                assert_eq!(cart::lines(&test.shop, account).await.unwrap().0, version, "a second log-in changes nothing");

                put(&test, guest, &[(bowl, 1)]).await;
                assert_eq!(merge(&test, guest, account).await.lines, 1, "a cart filled anew is another one");
                assert_eq!(pieces(&test, account).await[2], (bowl, 5));
            })
            .await;
    }
}

#[tokio::test]
async fn a_cart_of_65_lines_is_taken_whole_and_a_full_one_tells() {
    TestShop::run(|test| async move {
        let mut variants = Vec::new();
        for _ in 0..=MOST_LINES {
            variants.push((product().pictures(0).stock(9).insert(&test).await.variant(), 2));
        }
        let (visitor, customer) = (guest(), account());
        put(&test, visitor, &variants[..65]).await;
        assert_eq!(merge(&test, visitor, customer).await, Merged { lines: 65, capped: Vec::new() });
        assert_eq!(pieces(&test, customer).await, variants[..65]);

        put(&test, visitor, &variants[60..]).await;
        let merged = merge(&test, visitor, customer).await;
        let after = pieces(&test, customer).await;
        assert_eq!((after.len(), merged.lines), (MOST_LINES, 40));
        assert_eq!(after[..60], variants[..60]);
        assert!(after[60..65].iter().all(|(_, quantity)| *quantity == 4));
        let told: Vec<_> = merged.capped.iter().map(|capped| (capped.variant, capped.wanted, capped.kept, capped.by)).collect();
        assert_eq!(told, [(variants[MOST_LINES].0, 2, 0, CappedBy::Lines)]);
        assert!(!merged.capped[0].name.de.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_log_ins_at_once_one_takes_it() {
    Options::default()
        .connections(20)
        .run(|test| async move {
            let mug = product().stock(99).insert(&test).await.variant();
            let (visitor, customer) = (guest(), account());
            put(&test, customer, &[(mug, 1)]).await;
            put(&test, visitor, &[(mug, 2)]).await;
            let mut racers = JoinSet::new();
            for _ in 0..20 {
                let shop = Arc::clone(&test.shop);
                racers.spawn(async move { cart::merge(&shop, visitor, customer).await.unwrap().lines });
            }
            assert_eq!(racers.join_all().await.into_iter().sum::<usize>(), 1);
            assert_eq!(pieces(&test, customer).await, [(mug, 3)]);
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_do_not_both_get_it() {
    Options::default()
        .connections(20)
        .run(|test| async move {
            let mug = product().stock(99).insert(&test).await.variant();
            for _ in 0..10 {
                let (visitor, customers) = (guest(), [account(), account()]);
                put(&test, visitor, &[(mug, 2)]).await;
                let mut racers = JoinSet::new();
                for customer in customers {
                    let shop = Arc::clone(&test.shop);
                    racers.spawn(async move { cart::merge(&shop, visitor, customer).await.unwrap().lines });
                }
                assert_eq!(racers.join_all().await.into_iter().sum::<usize>(), 1);
                let both = [pieces(&test, customers[0]).await, pieces(&test, customers[1]).await].concat();
                assert_eq!(both, [(mug, 2)]);
            }
        })
        .await;
}

#[tokio::test]
async fn a_shop_that_is_cut_half_way_does_not_double_at_the_next_log_in() {
    for options in [Options::default(), Options::default().redis()] {
        options
            .run(|test| async move {
                let mug = product().stock(99).insert(&test).await.variant();
                let pot = product().stock(99).insert(&test).await.variant();
                let (visitor, customer) = (guest(), account());
                put(&test, visitor, &[(mug, 2)]).await;
                cut_after_storing(&test, visitor, customer).await;
                assert_eq!(pieces(&test, visitor).await, [(mug, 2)]);
                assert_eq!(merge(&test, visitor, customer).await, Merged::default());
                assert_eq!(pieces(&test, customer).await, [(mug, 2)]);
                assert!(pieces(&test, visitor).await.is_empty());

                put(&test, visitor, &[(mug, 1)]).await;
                cut_after_storing(&test, visitor, customer).await;
                // Still a guest, the visitor goes on.
                put(&test, visitor, &[(mug, 4), (pot, 1)]).await;
                assert_eq!(merge(&test, visitor, customer).await.lines, 2);
                assert_eq!(pieces(&test, customer).await, [(mug, 7), (pot, 1)]);
                assert_eq!(merge(&test, visitor, account()).await, Merged::default());
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_tab_puts_in_meanwhile_is_taken_too_and_once() {
    Options::default()
        .connections(20)
        .run(|test| async move {
            let mug = product().stock(99).insert(&test).await.variant();
            let (visitor, customer) = (guest(), account());
            put(&test, visitor, &[(mug, 1)]).await;
            let mut tabs = JoinSet::new();
            for turn in 0..24 {
                let shop = Arc::clone(&test.shop);
                tabs.spawn(async move {
                    if turn % 4 == 3 {
                        cart::merge(&shop, visitor, customer).await.map(drop)
                    } else {
                        cart::add(&shop, DE, visitor, mug, 1).await.map(drop)
                    }
                });
            }
            for answer in tabs.join_all().await {
                answer.unwrap();
            }
            merge(&test, visitor, customer).await;
            assert_eq!(pieces(&test, customer).await, [(mug, 19)]);
        })
        .await;
}

#[tokio::test]
async fn nothing_to_take_makes_no_order() {
    TestShop::run(|test| async move {
        let customer = account();
        assert_eq!(merge(&test, guest(), customer).await, Merged::default());
        let orders: i64 = sqlx::query_scalar("SELECT count(*) FROM orders").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(orders, 0);
    })
    .await;
}

#[tokio::test]
async fn a_cart_from_before_carts_had_ids_is_taken_once() {
    TestShop::run(|test| async move {
        let mug = product().stock(9).insert(&test).await.variant();
        let (visitor, customer) = (guest(), account());
        put(&test, visitor, &[(mug, 2)]).await;
        let key = format!("cart:{visitor}");
        let entry = test.shop.ephemeral.get(&key).await.unwrap().unwrap();
        let mut old: serde_json::Value = serde_json::from_slice(&entry.value).unwrap();
        assert!(old.as_object_mut().unwrap().remove("id").is_some());
        test.shop.ephemeral.put(&key, &serde_json::to_vec(&old).unwrap(), test.shop.settings.cart_ttl).await.unwrap();
        assert_eq!(merge(&test, visitor, customer).await.lines, 1);
        assert_eq!(pieces(&test, customer).await, [(mug, 2)]);
    })
    .await;
}

#[tokio::test]
async fn notes_are_kept_as_long_as_a_cart_can_need_them() {
    TestShop::run(|test| async move {
        let mug = product().stock(9).insert(&test).await.variant();
        for _ in 0..2 {
            let visitor = guest();
            put(&test, visitor, &[(mug, 1)]).await;
            merge(&test, visitor, account()).await;
        }
        sqlx::query("UPDATE cart_merges SET merged_at = now() - interval '61 days' WHERE cart_id = (SELECT min(cart_id::text)::uuid FROM cart_merges)")
            .execute(&test.shop.pool)
            .await
            .unwrap();
        cart::clean_up(&test.shop).await.unwrap();
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM cart_merges").fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(left, 1);
    })
    .await;
}
