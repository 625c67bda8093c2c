//! What staff write into a product: stored whole or not at all, never over what they have not seen.

use std::sync::Arc;

use domain::{
    accounts::Role,
    backoffice::{AuditQuery, ProductStatus, Publishing, SaveProductRequest, StaffRefusal},
    catalog::Texts,
    failure::FieldProblem,
    ids::{ProductId, VariantId},
    vat::VatClass,
};
use services::{audit_log, backoffice::catalogue, error::Error};
use testkit::{TestShop, product};
use uuid::Uuid;

use super::lab::{carl, clara, content, detail, save, wrong};
use crate::backoffice::lab::{acts, refusal, staff};

fn texts(text: &str) -> Texts {
    Texts { de: text.into(), fr: format!("{text} f"), it: format!("{text} i"), en: format!("{text} e") }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_written_is_stored_and_the_log_says_what_changed() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2)]).insert(&test).await;
        product().name("Lampe").category("licht").insert(&test).await;
        let before = detail(&test, cup.id).await;
        save(&test, &before, |content| {
            content.slug = " becher ".into();
            content.category = "licht".into();
            content.vat_class = VatClass::Reduced;
            content.name = texts("Becher");
            content.description = texts("a\r\n\r\nb");
            content.variants[0].sku = "BECHER-ROT".into();
            content.variants[0].price = 2_500;
            content.variants[0].compare_at = Some(3_000);
            content.variants[1].weight_grams = 300;
            content.variants[1].is_archived = true;
        })
        .await
        .unwrap();
        let after = detail(&test, cup.id).await;
        assert!(after.version > before.version);
        assert_eq!((after.slug.as_str(), after.category.as_str(), after.vat_class), ("becher", "licht", VatClass::Reduced));
        assert_eq!((after.name.clone(), after.summary == before.summary, after.description.de.as_str()), (texts("Becher"), true, "a\n\nb"));
        let (red, blue) = (&after.variants[0], &after.variants[1]);
        assert_eq!((red.sku.as_str(), red.price, red.compare_at, red.available), ("BECHER-ROT", 2_500, Some(3_000), 5));
        assert_eq!((blue.weight_grams, blue.is_archived, blue.options.as_str()), (300, true, "blau"));
        assert_eq!((after.status, after.published_at), (ProductStatus::Published, before.published_at), "it is published since then");

        let log = audit_log::list(&test.shop, staff(9, &[Role::Admin]), &AuditQuery::default()).await.unwrap();
        let entry = &log.rows[0];
        assert_eq!((log.rows.len(), entry.action.as_str(), entry.subject.as_str()), (1, "product.save", "becher"));
        let field = |fields: &[domain::backoffice::AuditField], name: &str| {
            fields.iter().find(|field| field.name == name).map(|field| field.value.clone())
        };
        let price = format!("variants {} price", red.id);
        assert_eq!((field(&entry.before, &price), field(&entry.after, &price)), (Some("3000".into()), Some("2500".into())));
        assert_eq!((field(&entry.before, "slug"), field(&entry.after, "slug")), (Some("tasse".into()), Some("becher".into())));
        assert_eq!((field(&entry.before, "summary de"), field(&entry.after, "status")), (None, None), "what stayed is left out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_told_by_its_field_and_nothing_of_it_is_stored() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2)]).insert(&test).await;
        product().name("Kanne").insert(&test).await;
        let before = detail(&test, cup.id).await;
        let hour_ago = test.shop.clock.now() - chrono::Duration::days(400);
        let taken = |field: &str| vec![(field.to_owned(), FieldProblem::Taken)];
        assert_eq!(wrong(save(&test, &before, |content| content.slug = "kanne".into()).await), taken("slug"));
        assert_eq!(wrong(save(&test, &before, |content| content.variants[1].sku = "KANNE".into()).await), taken("sku-1"));
        assert_eq!(wrong(save(&test, &before, |content| content.variants[1].sku = "TASSE-ROT".into()).await), taken("sku-1"));
        let unknown = vec![("category".to_owned(), FieldProblem::Unknown)];
        assert_eq!(wrong(save(&test, &before, |content| content.category = "nirgends".into()).await), unknown);
        let past = vec![("published_at".to_owned(), FieldProblem::Malformed)];
        assert_eq!(wrong(save(&test, &before, |content| content.publishing = Publishing::From(hour_ago)).await), past);
        let nothing_sold = vec![("variants".to_owned(), FieldProblem::Required)];
        let archive_all = |content: &mut domain::backoffice::ProductContent| {
            content.variants.iter_mut().for_each(|variant| variant.is_archived = true);
        };
        assert_eq!(wrong(save(&test, &before, archive_all).await), nothing_sold);
        let many = save(&test, &before, |content| {
            content.name.it = " ".into();
            content.summary = Texts::default();
            content.variants[0].price = -5;
        });
        assert_eq!(wrong(many.await).len(), 6);
        let foreign = save(&test, &before, |content| content.variants[1].id = VariantId(Uuid::from_u128(99))).await;
        assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
        assert_eq!((detail(&test, cup.id).await, acts(&test).await.len()), (before, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_one_sees_that_it_changed() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").price(3_000).insert(&test).await;
        let seen = detail(&test, cup.id).await;
        save(&test, &seen, |content| content.variants[0].price = 3_500).await.unwrap();

        let mut late = content(&seen);
        late.name = texts("Becher");
        let request = SaveProductRequest { product: cup.id, version: seen.version, content: late.clone() };
        let refused = catalogue::save(&test.shop, carl(), &request).await.unwrap_err();
        let now = detail(&test, cup.id).await;
        assert_eq!(refusal(refused), StaffRefusal::Changed { version: now.version });
        assert_eq!((now.name.de.as_str(), now.variants[0].price), ("Tasse", 3_500), "nothing of the second one's was stored");

        late.slug = "!".into();
        let request = SaveProductRequest { product: cup.id, version: seen.version, content: late };
        let refused = catalogue::save(&test.shop, carl(), &request).await.unwrap_err();
        assert!(matches!(refusal(refused), StaffRefusal::Changed { .. }), "that comes before what is wrong with it");
        assert_eq!(acts(&test).await, ["product.save"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_at_once_one_is_stored() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").price(3_000).insert(&test).await;
        let seen = detail(&test, cup.id).await;
        let racers: Vec<_> = (1..=10)
            .map(|number| {
                let (test, seen) = (Arc::clone(&test), seen.clone());
                tokio::spawn(async move { save(&test, &seen, |content| content.variants[0].price = 3_000 + number).await })
            })
            .collect();
        let mut stored = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(()) => stored += 1,
                Err(error) => assert!(matches!(refusal(error), StaffRefusal::Changed { .. })),
            }
        }
        assert_eq!((stored, acts(&test).await.len()), (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_it_twice_has_stored_it_once() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").price(3_000).insert(&test).await;
        let seen = detail(&test, cup.id).await;
        for _ in 0..2 {
            save(&test, &seen, |content| content.variants[0].price = 3_500).await.unwrap();
        }
        let now = detail(&test, cup.id).await;
        save(&test, &now, |_| ()).await.unwrap();
        assert_eq!((detail(&test, cup.id).await.version, acts(&test).await.len()), (now.version, 1), "what is so already is no act");
    })
    .await;
}

/// The database counts by itself, whoever writes.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_to_a_product_counts() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").variants(&[("rot", 3_000, 5)]).insert(&test).await;
        let mut versions = vec![detail(&test, cup.id).await.version];
        for statement in [
            "UPDATE catalog_variants SET price = 9",
            "UPDATE catalog_pictures SET ground = 'night'",
            "DELETE FROM catalog_pictures",
            "UPDATE catalog_options SET position = 2",
            "UPDATE catalog_products SET position = 9",
        ] {
            sqlx::query(statement).execute(&test.shop.pool).await.unwrap();
            versions.push(detail(&test, cup.id).await.version);
        }
        assert!(versions.is_sorted_by(|before, after| before < after), "{versions:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_change_the_catalogue_sees_and_changes_it() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").insert(&test).await;
        let seen = detail(&test, cup.id).await;
        let request = SaveProductRequest { product: cup.id, version: seen.version, content: content(&seen) };
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let who = staff(5, &[role]);
            let read = catalogue::detail(&test.shop, who, domain::language::Language::De, cup.id).await;
            assert!(matches!(read, Err(Error::Forbidden)), "{role:?}: {read:?}");
            let stored = catalogue::save(&test.shop, who, &request).await;
            assert!(matches!(stored, Err(Error::Forbidden)), "{role:?}: {stored:?}");
        }
        let nothing = ProductId(Uuid::from_u128(1));
        let missing = catalogue::save(&test.shop, clara(), &SaveProductRequest { product: nothing, ..request }).await;
        assert!(matches!(missing, Err(Error::NotFound)), "{missing:?}");
    })
    .await;
}

/// What could not be stored waits for its own author alone.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_entered_in_vain_is_kept_for_who_entered_it() {
    TestShop::run(|test| async move {
        let product = ProductId(Uuid::from_u128(7));
        let long = "é".repeat(20_000);
        catalogue::keep_entered(&test.shop, clara(), product, &long).await;
        catalogue::keep_entered(&test.shop, staff(5, &[Role::Orders]), product, &long).await;
        assert_eq!(catalogue::entered::<String>(&test.shop, clara(), product).await, Some(long));
        for other in [carl(), staff(5, &[Role::Orders])] {
            assert_eq!(catalogue::entered::<String>(&test.shop, other, product).await, None);
        }
        assert_eq!(catalogue::entered::<String>(&test.shop, clara(), ProductId(Uuid::from_u128(8))).await, None);
    })
    .await;
}
