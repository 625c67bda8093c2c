//! The guest's cart, in both places that it can lie in.

use std::sync::Arc;

use domain::{
    cart::{CartLineView, CartRefusal, CartView, LineChange, MOST_PIECES},
    failure::Refusal,
    ids::{GuestId, VariantId},
    language::Language,
    vat::{BasisPoints, VatClass, VatShare},
};
use services::{cart, error::Error};
use testkit::{Options, TestProduct, TestShop, guest, product};
use tokio::task::JoinSet;

const DE: Language = Language::De;

fn refusal(answer: Result<CartView, Error>) -> CartRefusal {
    match answer {
        Err(Error::Refused(Refusal::Cart(refusal))) => refusal,
        other => panic!("not a refusal of the cart: {other:?}"),
    }
}

fn quantities(view: &CartView) -> Vec<(VariantId, u32)> {
    view.lines.iter().map(|line| (line.variant, line.quantity)).collect()
}

async fn line(test: &TestShop, guest: GuestId) -> CartLineView {
    cart::view(&test.shop, DE, Some(guest.into())).await.unwrap().lines.remove(0)
}

async fn set_stock(test: &TestShop, product: &TestProduct, available: i32) {
    sqlx::query!(
        "UPDATE stock_buckets SET available = CASE bucket WHEN 0 THEN $2 ELSE 0 END WHERE variant_id = $1",
        product.variant().0,
        available
    )
    .execute(&test.shop.pool)
    .await
    .unwrap();
}

#[tokio::test]
async fn a_visitor_without_a_cart_sees_an_empty_one() {
    TestShop::run(|test| async move {
        assert_eq!(cart::view(&test.shop, DE, None).await.unwrap(), CartView::default());
        assert_eq!(cart::view(&test.shop, DE, Some(guest().into())).await.unwrap(), CartView::default());
    })
    .await;
}

#[tokio::test]
async fn what_is_put_in_is_shown_in_each_language() {
    TestShop::run(|test| async move {
        let mug = product().name("Tasse").variants(&[("Salbei", 3_400, 5), ("Nacht", 3_600, 2)]).insert(&test).await;
        let guest = guest();
        cart::add(&test.shop, DE, guest, mug.variants[1], 2).await.unwrap();
        let view = cart::view(&test.shop, Language::Fr, Some(guest.into())).await.unwrap();
        let line = &view.lines[0];
        assert_eq!((line.name.as_str(), line.options.as_str(), line.sku.as_str()), ("Tasse fr", "Nacht fr", "TASSE-NACHT"));
        assert_eq!((line.unit_price, line.total, line.available, line.change), (3_600, 7_200, 2, None));
        assert_eq!(line.picture.as_ref().map(|picture| picture.alt.as_str()), Some("Bild fr"));
        assert_eq!((view.version, view.pieces, view.items_total), (1, 2, 7_200));
    })
    .await;
}

#[tokio::test]
async fn totals_tax_and_delivery_follow_the_lines() {
    TestShop::run(|test| async move {
        let mug = product().price(4_990).insert(&test).await;
        let book = product().price(4_800).vat_class(VatClass::Reduced).insert(&test).await;
        let guest = guest();
        cart::add(&test.shop, DE, guest, mug.variant(), 1).await.unwrap();
        let view = cart::add(&test.shop, DE, guest, book.variant(), 1).await.unwrap();
        assert_eq!(view.items_total, 9_790);
        let vat =
            [VatShare { rate: BasisPoints(810), gross: 4_990, vat: 374 }, VatShare { rate: BasisPoints(260), gross: 4_800, vat: 122 }];
        assert_eq!(view.vat, vat);
        assert!(view.delivery_methods.iter().all(|method| method.fee > 0), "{:?}", view.delivery_methods);

        let view = cart::set_quantity(&test.shop, DE, guest, book.variant(), 3).await.unwrap();
        assert_eq!(view.items_total, 19_390);
        assert_eq!(view.delivery_methods[0].fee, 0, "delivery is free from an amount on");
    })
    .await;
}

#[tokio::test]
async fn adding_changing_removing_and_taking_back() {
    for options in [Options::default(), Options::default().redis()] {
        options
            .run(|test| async move {
                let (mug, pot) = (product().insert(&test).await, product().insert(&test).await);
                let guest = guest();
                cart::add(&test.shop, DE, guest, mug.variant(), 1).await.unwrap();
                cart::add(&test.shop, DE, guest, pot.variant(), 1).await.unwrap();
                let view = cart::add(&test.shop, DE, guest, mug.variant(), 2).await.unwrap();
                assert_eq!(quantities(&view), [(mug.variant(), 3), (pot.variant(), 1)]);

                let view = cart::set_quantity(&test.shop, DE, guest, mug.variant(), 5).await.unwrap();
                assert_eq!(quantities(&view), [(mug.variant(), 5), (pot.variant(), 1)]);

                let view = cart::remove(&test.shop, DE, guest, mug.variant()).await.unwrap();
                assert_eq!(quantities(&view), [(pot.variant(), 1)]);
                assert_eq!(view.removed.map(|line| (line.variant, line.quantity)), Some((mug.variant(), 5)));

                let view = cart::undo_remove(&test.shop, DE, guest).await.unwrap();
                assert_eq!(quantities(&view), [(mug.variant(), 5), (pot.variant(), 1)]);
                assert_eq!(view.removed, None);
                let again = cart::undo_remove(&test.shop, DE, guest).await.unwrap();
                assert_eq!(again, view, "nothing to take back changes nothing");

                let (version, lines) = cart::lines(&test.shop, guest).await.unwrap();
                assert_eq!((version, lines.len(), lines[0].quantity, lines[0].unit_price), (view.version, 2, 5, 1_000));

                cart::clear(&test.shop, guest).await.unwrap();
                let view = cart::view(&test.shop, DE, Some(guest.into())).await.unwrap();
                assert!(view.lines.is_empty() && view.removed.is_none() && view.delivery_methods.is_empty());
                assert!(view.version > version, "a change made against the old contents must not fit the new ones");
            })
            .await;
    }
}

#[tokio::test]
async fn no_more_than_there_is() {
    TestShop::run(|test| async move {
        let mug = product().stock(3).insert(&test).await;
        let gone = product().stock(0).insert(&test).await;
        let guest = guest();
        let shop = &test.shop;
        assert_eq!(refusal(cart::add(shop, DE, guest, gone.variant(), 1).await), CartRefusal::OutOfStock { left: 0 });
        assert_eq!(refusal(cart::add(shop, DE, guest, mug.variant(), 4).await), CartRefusal::OutOfStock { left: 3 });
        cart::add(shop, DE, guest, mug.variant(), 2).await.unwrap();
        assert_eq!(refusal(cart::add(shop, DE, guest, mug.variant(), 2).await), CartRefusal::OutOfStock { left: 3 });
        assert_eq!(refusal(cart::set_quantity(shop, DE, guest, mug.variant(), 4).await), CartRefusal::OutOfStock { left: 3 });
        assert_eq!(line(&test, guest).await.quantity, 2, "a refusal leaves the cart as it was");
    })
    .await;
}

#[tokio::test]
async fn absurd_quantities_are_refused() {
    TestShop::run(|test| async move {
        let mug = product().stock(1_000).insert(&test).await;
        let guest = guest();
        for quantity in [0, MOST_PIECES + 1, 1 << 31, u32::MAX] {
            assert_eq!(refusal(cart::add(&test.shop, DE, guest, mug.variant(), quantity).await), CartRefusal::QuantityOutOfRange);
            assert_eq!(refusal(cart::set_quantity(&test.shop, DE, guest, mug.variant(), quantity).await), CartRefusal::QuantityOutOfRange);
        }
        cart::add(&test.shop, DE, guest, mug.variant(), MOST_PIECES).await.unwrap();
        assert_eq!(refusal(cart::add(&test.shop, DE, guest, mug.variant(), u32::MAX).await), CartRefusal::QuantityOutOfRange);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_sold_does_not_come_in() {
    TestShop::run(|test| async move {
        let (product_off, variant_off) = (product().insert(&test).await, product().insert(&test).await);
        sqlx::query!("UPDATE catalog_products SET archived_at = now() WHERE id = $1", product_off.id.0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        sqlx::query!("UPDATE catalog_variants SET archived_at = now() WHERE product_id = $1", variant_off.id.0)
            .execute(&test.shop.pool)
            .await
            .unwrap();
        let unknown = VariantId(guest().0);
        for variant in [product_off.variant(), variant_off.variant(), unknown] {
            assert_eq!(refusal(cart::add(&test.shop, DE, guest(), variant, 1).await), CartRefusal::NotForSale);
            assert_eq!(refusal(cart::set_quantity(&test.shop, DE, guest(), variant, 1).await), CartRefusal::NotForSale);
        }
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_is_shown() {
    TestShop::run(|test| async move {
        let mug = product().price(1_000).stock(5).insert(&test).await;
        let guest = guest();
        cart::add(&test.shop, DE, guest, mug.variant(), 3).await.unwrap();

        sqlx::query!("UPDATE catalog_variants SET price = 1200 WHERE id = $1", mug.variant().0).execute(&test.shop.pool).await.unwrap();
        let dearer = cart::view(&test.shop, DE, Some(guest.into())).await.unwrap();
        assert_eq!(dearer.lines[0].change, Some(LineChange::Price { before: 1_000 }));
        assert_eq!((dearer.lines[0].unit_price, dearer.items_total, dearer.blocked()), (1_200, 3_600, false));

        set_stock(&test, &mug, 2).await;
        let short = cart::view(&test.shop, DE, Some(guest.into())).await.unwrap();
        assert_eq!(short.lines[0].change, Some(LineChange::Stock { left: 2 }));
        assert!(short.blocked());

        set_stock(&test, &mug, 0).await;
        let sold_out = cart::view(&test.shop, DE, Some(guest.into())).await.unwrap();
        assert_eq!((sold_out.lines[0].change, sold_out.items_total), (Some(LineChange::SoldOut), 0));
        assert!(sold_out.vat.is_empty() && sold_out.blocked());

        sqlx::query!("UPDATE catalog_products SET archived_at = now() WHERE id = $1", mug.id.0).execute(&test.shop.pool).await.unwrap();
        let gone = line(&test, guest).await;
        assert_eq!((gone.change, gone.name.as_str(), gone.unit_price), (Some(LineChange::Gone), "Produkt 1", 1_000));

        let view = cart::remove(&test.shop, DE, guest, mug.variant()).await.unwrap();
        assert!(view.lines.is_empty(), "what is gone can be taken out");
    })
    .await;
}

#[tokio::test]
async fn a_price_seen_anew_is_no_change_any_more() {
    TestShop::run(|test| async move {
        let mug = product().price(1_000).insert(&test).await;
        let guest = guest();
        cart::add(&test.shop, DE, guest, mug.variant(), 1).await.unwrap();
        sqlx::query!("UPDATE catalog_variants SET price = 900 WHERE id = $1", mug.variant().0).execute(&test.shop.pool).await.unwrap();
        let changed = cart::set_quantity(&test.shop, DE, guest, mug.variant(), 2).await.unwrap();
        assert_eq!(changed.lines[0].change, Some(LineChange::Price { before: 1_000 }));
        let added = cart::add(&test.shop, DE, guest, mug.variant(), 1).await.unwrap();
        assert_eq!((added.lines[0].change, added.items_total), (None, 2_700));
    })
    .await;
}

#[tokio::test]
async fn changes_at_the_same_moment_lose_nothing() {
    for options in [Options::default().connections(20), Options::default().redis()] {
        options
            .run(|test| async move {
                let mut products = Vec::new();
                for _ in 0..4 {
                    products.push(product().stock(99).insert(&test).await.variant());
                }
                let guest = guest();
                let mut tasks = JoinSet::new();
                for index in 0..20 {
                    let (shop, variant) = (Arc::clone(&test.shop), products[index % products.len()]);
                    tasks.spawn(async move { cart::add(&shop, DE, guest, variant, 1).await.map(|view| view.version) });
                }
                let versions: Vec<u64> = tasks.join_all().await.into_iter().map(Result::unwrap).collect();
                let view = cart::view(&test.shop, DE, Some(guest.into())).await.unwrap();
                assert_eq!((view.pieces, view.version), (20, 20));
                assert!(view.lines.iter().all(|line| line.quantity == 5), "{:?}", quantities(&view));
                assert_eq!(versions.iter().max(), Some(&20));
            })
            .await;
    }
}

#[tokio::test]
async fn a_cart_of_an_unknown_form_counts_as_empty() {
    TestShop::run(|test| async move {
        let mug = product().insert(&test).await;
        let guest = guest();
        test.shop.ephemeral.put(&format!("cart:{guest}"), b"{\"lines\": 7}", test.shop.settings.cart_ttl).await.unwrap();
        assert!(cart::view(&test.shop, DE, Some(guest.into())).await.unwrap().lines.is_empty());
        let view = cart::add(&test.shop, DE, guest, mug.variant(), 1).await.unwrap();
        assert_eq!((view.pieces, view.version), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn guests_see_their_own_cart_only() {
    TestShop::run(|test| async move {
        let mug = product().insert(&test).await;
        cart::add(&test.shop, DE, guest(), mug.variant(), 1).await.unwrap();
        assert_eq!(cart::view(&test.shop, DE, Some(guest().into())).await.unwrap().pieces, 0);
    })
    .await;
}
