//! What these tests share.

use domain::{
    accounts::Role,
    backoffice::{ProductContent, ProductDetail, ProductStatus, Publishing, SaveProductRequest, VariantContent},
    failure::{FieldError, FieldProblem},
    ids::ProductId,
    language::Language,
};
use services::{
    backoffice::catalogue,
    error::{Error, Result},
    orders::Acting,
};
use testkit::TestShop;

use crate::backoffice::lab::staff;

/// One who may change the catalogue.
pub fn clara() -> Acting {
    staff(3, &[Role::Catalogue])
}

/// Another one.
pub fn carl() -> Acting {
    staff(4, &[Role::Catalogue])
}

/// The product as staff see it.
pub async fn detail(test: &TestShop, product: ProductId) -> ProductDetail {
    catalogue::detail(&test.shop, clara(), Language::De, product).await.unwrap()
}

/// What a form that nobody has written into sends.
pub fn content(detail: &ProductDetail) -> ProductContent {
    let variant = |variant: &domain::backoffice::VariantDetail| VariantContent {
        id: variant.id,
        sku: variant.sku.clone(),
        price: variant.price,
        compare_at: variant.compare_at,
        weight_grams: variant.weight_grams,
        is_archived: variant.is_archived,
    };
    ProductContent {
        slug: detail.slug.clone(),
        category: detail.category.clone(),
        vat_class: detail.vat_class,
        publishing: match detail.status {
            ProductStatus::Draft => Publishing::Draft,
            ProductStatus::Scheduled => Publishing::From(detail.published_at.unwrap()),
            ProductStatus::Published => Publishing::Now,
            ProductStatus::Archived => Publishing::Archived,
        },
        name: detail.name.clone(),
        summary: detail.summary.clone(),
        description: detail.description.clone(),
        variants: detail.variants.iter().map(variant).collect(),
    }
}

/// Sends the form as it was shown, with this written into it.
pub async fn save(test: &TestShop, seen: &ProductDetail, write: impl FnOnce(&mut ProductContent)) -> Result<()> {
    let mut content = content(seen);
    write(&mut content);
    let request = SaveProductRequest { product: seen.id, version: seen.version, content };
    catalogue::save(&test.shop, clara(), &request).await
}

/// The fields that something is wrong with.
pub fn wrong(outcome: Result<()>) -> Vec<(String, FieldProblem)> {
    match outcome {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|FieldError { field, problem }| (field, problem)).collect(),
        other => panic!("{other:?}"),
    }
}
