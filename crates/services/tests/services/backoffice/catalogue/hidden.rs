//! Only what is published and due is shown and sold.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::Publishing,
    cart::{CartRefusal, LineChange},
    catalog::ListQuery,
    failure::Refusal,
    language::Language,
};
use services::{
    backoffice::{self, catalogue},
    cart, catalog,
    error::{Error, Result},
    orders,
};
use testkit::{TestProduct, TestShop, product};

use super::lab::{clara, detail, save};
use crate::{
    backoffice::lab::{count, staff},
    buying::Buyer,
};

const DE: Language = Language::De;

/// Where shoppers come across the product, and whether they could buy it there.
async fn seen(test: &TestShop, product: &TestProduct) -> Vec<&'static str> {
    let (shop, slug) = (&test.shop, product.slug.as_str());
    let mut places = Vec::new();
    let mut note = |place, found: bool| {
        if found {
            places.push(place);
        }
    };
    let home = catalog::home(shop, DE).await.unwrap();
    note("newest", home.newest.iter().any(|card| card.slug == slug));
    note("popular", home.popular.iter().any(|card| card.slug == slug));
    note("category tile", home.categories[0].picture.is_some());
    note("category count", home.categories[0].products > 1);
    for (place, query) in [
        ("list", ListQuery::default()),
        ("category", ListQuery { category: Some("test".into()), ..ListQuery::default() }),
        ("search", ListQuery { words: Some("tasse".into()), ..ListQuery::default() }),
    ] {
        note(place, catalog::list(shop, DE, &query).await.unwrap().products.iter().any(|card| card.slug == slug));
    }
    note("suggestions", !catalog::suggest(shop, DE, "tasse").await.unwrap().is_empty());
    note("page", catalog::product(shop, DE, slug).await.is_ok());
    note("related", catalog::product(shop, DE, "kanne").await.unwrap().related.iter().any(|card| card.slug == slug));
    note("variant", catalog::variant(shop, slug, &[]).await.is_ok());
    note("cart", is_sold(cart::add(shop, DE, testkit::guest(), product.variant(), 1).await));
    let low = backoffice::home(shop, clara()).await.unwrap().waiting.low_stock;
    note("low stock", low == Some(1));
    places
}

fn is_sold(added: Result<domain::cart::CartView>) -> bool {
    match added {
        Ok(_) => true,
        Err(Error::Refused(Refusal::Cart(CartRefusal::NotForSale))) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// All places that [`seen`] looks at.
const EVERYWHERE: [&str; 13] = [
    "newest",
    "popular",
    "category tile",
    "category count",
    "list",
    "category",
    "search",
    "suggestions",
    "page",
    "related",
    "variant",
    "cart",
    "low stock",
];

/// A pot with much stock and without a picture, and the cup that all is about, with little of it.
async fn cup(test: &TestShop) -> TestProduct {
    product().name("Kanne").pictures(0).stock(500).insert(test).await;
    product().name("Tasse").stock(3).insert(test).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_nowhere_and_what_is_published_is_everywhere() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        assert_eq!(seen(&test, &cup).await, EVERYWHERE);
        for publishing in [Publishing::Draft, Publishing::From(test.shop.clock.now() + chrono::Duration::days(400)), Publishing::Archived] {
            save(&test, &detail(&test, cup.id).await, |content| content.publishing = publishing).await.unwrap();
            assert_eq!(seen(&test, &cup).await, Vec::<&str>::new(), "{publishing:?}");
        }
        save(&test, &detail(&test, cup.id).await, |content| content.publishing = Publishing::Now).await.unwrap();
        assert_eq!(seen(&test, &cup).await, EVERYWHERE);
    })
    .await;
}

/// The moment comes by itself: nothing has to run for it.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_scheduled_is_there_once_it_is_due() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let due = test.shop.clock.now() + chrono::Duration::days(400);
        save(&test, &detail(&test, cup.id).await, |content| content.publishing = Publishing::From(due)).await.unwrap();
        assert_eq!(detail(&test, cup.id).await.status, domain::backoffice::ProductStatus::Scheduled);
        assert_eq!(seen(&test, &cup).await, Vec::<&str>::new());
        sqlx::query("UPDATE catalog_products SET published_at = now() - interval '1 second' WHERE id = $1")
            .bind(cup.id.0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(detail(&test, cup.id).await.status, domain::backoffice::ProductStatus::Published);
        assert_eq!(seen(&test, &cup).await, EVERYWHERE);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_a_cart_is_not_bought_once_it_is_a_draft() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        let buyer = Buyer::with(&test, &[(cup.variant(), 1)]).await;
        let form = buyer.form(&test).await;
        save(&test, &detail(&test, cup.id).await, |content| content.publishing = Publishing::Draft).await.unwrap();
        let cart = cart::view(&test.shop, DE, Some(buyer.guest.into())).await.unwrap();
        assert_eq!((cart.lines[0].change, cart.blocked()), (Some(LineChange::Gone), true));
        let placed = orders::place(Arc::clone(&test.shop), DE, buyer.guest, form).await;
        assert!(matches!(placed, Err(Error::Refused(_) | Error::Invalid(_))), "{placed:?}");
        assert_eq!(count(&test, "SELECT count(*) FROM orders WHERE placed_at IS NOT NULL").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_looked_at_by_those_who_may_change_it() {
    TestShop::run(|test| async move {
        let cup = cup(&test).await;
        save(&test, &detail(&test, cup.id).await, |content| content.publishing = Publishing::Draft).await.unwrap();
        let page = catalogue::preview(&test.shop, clara(), Language::Fr, "tasse").await.unwrap();
        assert_eq!((page.name.as_str(), page.variants.len()), ("Tasse fr", 1));
        let unknown = catalogue::preview(&test.shop, clara(), DE, "nirgends").await;
        assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let refused = catalogue::preview(&test.shop, staff(5, &[role]), DE, "tasse").await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}: {refused:?}");
        }
    })
    .await;
}
