//! New products, copies, and what is archived.

use domain::{
    accounts::Role,
    backoffice::{ArchiveRequest, DuplicateRequest, NewProductRequest, ProductStatus, StaffRefusal},
    catalog::Texts,
    failure::{FieldError, FieldProblem},
    ids::ProductId,
    language::Language,
    vat::VatClass,
};
use services::{backoffice::catalogue, catalog, error::Error};
use testkit::{TestShop, product};
use uuid::Uuid;

use super::lab::{carl, clara, detail, save, wrong};
use crate::backoffice::lab::{acts, count, refusal, staff};

fn cup(key: u128) -> NewProductRequest {
    let name = Texts { de: " Grüne Tasse ".into(), fr: "Tasse verte".into(), it: "Tazza verde".into(), en: "Green cup".into() };
    NewProductRequest {
        key: Uuid::from_u128(key),
        name,
        category: "test".into(),
        vat_class: VatClass::Standard,
        price: 2_990,
        weight_grams: 310,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_product_is_a_draft_and_made_once() {
    TestShop::run(|test| async move {
        product().name("Kanne").insert(&test).await;
        for _ in 0..2 {
            assert_eq!(catalogue::create(&test.shop, clara(), &cup(1)).await.unwrap(), ProductId(Uuid::from_u128(1)));
        }
        let first = detail(&test, ProductId(Uuid::from_u128(1))).await;
        assert_eq!((first.slug.as_str(), first.name.de.as_str(), first.status), ("gruene-tasse", "Grüne Tasse", ProductStatus::Draft));
        let variant = &first.variants[0];
        assert_eq!((first.variants.len(), variant.sku.as_str(), variant.price, variant.weight_grams), (1, "GRUENE-TASSE", 2_990, 310));
        assert!(matches!(catalog::product(&test.shop, Language::De, "gruene-tasse").await, Err(Error::NotFound)));

        let second = catalogue::create(&test.shop, carl(), &cup(2)).await.unwrap();
        let second = detail(&test, second).await;
        assert_eq!((second.slug.as_str(), second.variants[0].sku.as_str()), ("gruene-tasse-2", "GRUENE-TASSE-2"));
        assert_eq!(acts(&test).await, ["product.create", "product.create"]);

        // A draft lacks its texts, which shoppers would miss.
        let missing = wrong(save(&test, &first, |content| content.publishing = domain::backoffice::Publishing::Now).await);
        assert_eq!(missing.iter().filter(|(_, problem)| *problem == FieldProblem::Required).count(), 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_product_needs_what_it_cannot_be_without() {
    TestShop::run(|test| async move {
        product().insert(&test).await;
        let request = NewProductRequest { category: "nirgends".into(), price: 0, key: Uuid::nil(), ..cup(1) };
        let refused = catalogue::create(&test.shop, clara(), &request).await.unwrap_err();
        let expected = [FieldError::required("key"), FieldError::malformed("price"), FieldError::unknown("category")];
        assert!(matches!(&refused, Error::Invalid(errors) if *errors == expected), "{refused:?}");
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let refused = catalogue::create(&test.shop, staff(5, &[role]), &cup(1)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
        }
        assert_eq!(count(&test, "SELECT count(*) FROM catalog_products").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_a_draft_of_its_own() {
    TestShop::run(|test| async move {
        let cup =
            product().name("Tasse").variants(&[("rot", 3_000, 5), ("blau", 3_400, 2)]).compare_at(4_000).pictures(2).insert(&test).await;
        let original = detail(&test, cup.id).await;
        let request = |key| DuplicateRequest { product: cup.id, key: Uuid::from_u128(key) };
        for _ in 0..2 {
            assert_eq!(catalogue::duplicate(&test.shop, clara(), &request(1)).await.unwrap(), ProductId(Uuid::from_u128(1)));
        }
        let copy = detail(&test, ProductId(Uuid::from_u128(1))).await;
        assert_eq!((copy.slug.as_str(), copy.status, copy.published_at), ("tasse-copy", ProductStatus::Draft, None));
        assert_eq!((&copy.name, &copy.description, &copy.pictures), (&original.name, &original.description, &original.pictures));
        let rows: Vec<_> =
            copy.variants.iter().map(|row| (row.sku.as_str(), row.options.as_str(), row.price, row.compare_at, row.available)).collect();
        assert_eq!(rows, [("TASSE-ROT-COPY", "rot", 3_000, Some(4_000), 0), ("TASSE-BLAU-COPY", "blau", 3_400, Some(4_000), 0)]);
        assert_eq!(detail(&test, cup.id).await, original, "the original stays as it is");

        let again = detail(&test, catalogue::duplicate(&test.shop, clara(), &request(2)).await.unwrap()).await;
        assert_eq!((again.slug.as_str(), again.variants[0].sku.as_str()), ("tasse-copy-2", "TASSE-ROT-COPY-2"));

        // Published, its options are its own: what is archived of it stays for sale there.
        save(&test, &copy, |content| {
            content.publishing = domain::backoffice::Publishing::Now;
            content.variants[0].is_archived = true;
        })
        .await
        .unwrap();
        let page = catalog::product(&test.shop, Language::De, "tasse-copy").await.unwrap();
        assert_eq!((page.variants.len(), page.options[0].values.len()), (1, 1));
        assert_eq!(catalog::product(&test.shop, Language::De, "tasse").await.unwrap().variants.len(), 2);
        assert_eq!(acts(&test).await, ["product.duplicate", "product.duplicate", "product.save"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_archived_comes_back_as_a_draft() {
    TestShop::run(|test| async move {
        let cup = product().name("Tasse").insert(&test).await;
        let seen = detail(&test, cup.id).await;
        let act = |version, archive| ArchiveRequest { product: cup.id, version, archive };
        for _ in 0..2 {
            catalogue::archive(&test.shop, clara(), &act(seen.version, true)).await.unwrap();
        }
        let archived = detail(&test, cup.id).await;
        assert_eq!(archived.status, ProductStatus::Archived);
        assert!(matches!(catalog::product(&test.shop, Language::De, "tasse").await, Err(Error::NotFound)));

        let late = catalogue::archive(&test.shop, carl(), &act(seen.version, false)).await.unwrap_err();
        assert_eq!(refusal(late), StaffRefusal::Changed { version: archived.version });
        catalogue::archive(&test.shop, carl(), &act(archived.version, false)).await.unwrap();
        assert_eq!((detail(&test, cup.id).await.status, detail(&test, cup.id).await.published_at), (ProductStatus::Draft, None));
        assert_eq!(acts(&test).await, ["product.archive", "product.restore"]);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Catalogue) {
            let refused = catalogue::archive(&test.shop, staff(5, &[role]), &act(1, true)).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
            let refused =
                catalogue::duplicate(&test.shop, staff(5, &[role]), &DuplicateRequest { product: cup.id, key: Uuid::from_u128(1) }).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
        }
    })
    .await;
}
