//! What a guest has put in comes along when they log in, over HTTP (FAILURES 14): once, whoever races, up to what there is, and it follows the account.

use domain::cart::CartView;
use testkit::PASSWORD;
use tokio::task::JoinSet;

use crate::{
    people::{ANNA, BEAT, Browser, done, town, wide},
    running::Shop,
};

async fn stock(shop: &Shop, products: &[(&str, i32)]) {
    for (name, left) in products {
        testkit::product().name(name).pictures(0).stock(*left).insert(&shop.test).await;
    }
}

/// What lies in a cart: names and pieces.
fn pieces(cart: &CartView) -> Vec<(&str, u32)> {
    cart.lines.iter().map(|line| (line.name.as_str(), line.quantity)).collect()
}

async fn log_out(browser: &Browser) {
    done(browser.call("account/log-out", &[("language", "de")]).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guests_cart_is_added_to_the_accounts_up_to_what_there_is() {
    town(wide(), |shop| async move {
        stock(&shop, &[("Tasse", 5), ("Kanne", 9), ("Schale", 9)]).await;
        let (anna, phone) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "203.0.113.8"));
        anna.register(ANNA).await;
        anna.add("tasse", 3).await;
        anna.add("schale", 1).await;
        log_out(&anna).await;
        assert_eq!(anna.cart().await.pieces, 0, "what is the account's stays with it");

        anna.add("tasse", 4).await;
        anna.add("kanne", 2).await;
        done(anna.log_in(ANNA, PASSWORD).await).await;
        let cart = anna.cart().await;
        assert_eq!(pieces(&cart), [("Tasse", 5), ("Schale", 1), ("Kanne", 2)], "three and four of five, and the rest");
        let page = anna.page("/de/cart").await;
        assert!(page.contains("Kanne") && page.contains("Schale"), "{page}");

        done(phone.log_in(ANNA, PASSWORD).await).await;
        assert_eq!(pieces(&phone.cart().await), pieces(&cart), "it is there on another device");
        log_out(&anna).await;
        done(anna.log_in(ANNA, PASSWORD).await).await;
        assert_eq!(pieces(&anna.cart().await), pieces(&cart), "nothing comes a second time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_of_65_lines_comes_whole() {
    town(wide(), |shop| async move {
        let names: Vec<String> = (0..65).map(|number| format!("Ware {number}")).collect();
        for name in &names {
            testkit::product().name(name).pictures(0).stock(9).insert(&shop.test).await;
        }
        Browser::new(&shop, "203.0.113.8").register(ANNA).await;
        let anna = Browser::new(&shop, "203.0.113.7");
        for number in 0..65 {
            anna.add(&format!("ware-{number}"), 2).await;
        }
        done(anna.log_in(ANNA, PASSWORD).await).await;
        let cart = anna.cart().await;
        assert_eq!((cart.lines.len(), cart.pieces), (65, 130));
    })
    .await;
}

/// The same browser logs in with several tabs at once.
#[tokio::test(flavor = "multi_thread")]
async fn of_ten_log_ins_at_once_one_brings_the_cart() {
    town(wide(), |shop| async move {
        stock(&shop, &[("Tasse", 90)]).await;
        let phone = Browser::new(&shop, "203.0.113.8");
        phone.register(ANNA).await;
        phone.add("tasse", 1).await;
        let guest = Browser::new(&shop, "203.0.113.7");
        guest.add("tasse", 2).await;
        let session = guest.session().unwrap();
        let mut tabs = JoinSet::new();
        for _ in 0..10 {
            let tab = Browser::new(&shop, "203.0.113.7");
            tab.plant(&session);
            tabs.spawn(async move { tab.log_in(ANNA, PASSWORD).await.status().as_u16() });
        }
        let statuses = tabs.join_all().await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
        assert_eq!(phone.cart().await.pieces, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_the_cart_of_who_was_in_before() {
    town(wide(), |shop| async move {
        stock(&shop, &[("Tasse", 90), ("Kanne", 9)]).await;
        let shared = Browser::new(&shop, "203.0.113.7");
        Browser::new(&shop, "203.0.113.8").register(ANNA).await;
        Browser::new(&shop, "203.0.113.9").register(BEAT).await;
        shared.add("tasse", 2).await;
        done(shared.log_in(ANNA, PASSWORD).await).await;
        shared.add("kanne", 1).await;
        // Without logging out before.
        done(shared.log_in(BEAT, PASSWORD).await).await;
        assert_eq!(shared.cart().await.pieces, 0);
        done(shared.log_in(ANNA, PASSWORD).await).await;
        assert_eq!(pieces(&shared.cart().await), [("Tasse", 2), ("Kanne", 1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ordered_as_a_guest_comes_with_the_account_and_with_nobody_elses() {
    town(wide(), |shop| async move {
        stock(&shop, &[("Tasse", 90)]).await;
        let (anna, beat) = (Browser::new(&shop, "203.0.113.7"), Browser::new(&shop, "203.0.113.9"));
        anna.add("tasse", 1).await;
        let placed = anna.order(ANNA).await;
        let number = services::orders::find(&shop.test.shop, &placed.token).await.unwrap().number;
        beat.register(BEAT).await;
        assert!(!beat.page("/de/account").await.contains(&number));
        anna.register(ANNA).await;
        assert!(anna.page("/de/account").await.contains(&number));
    })
    .await;
}
