use domain::{
    catalog::{OptionView, ProductView, Sort, slugify},
    language::Language,
};

use super::{
    cards::{Order, Selection, cards},
    store::{self, Eyes},
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Products of the same category shown below.
const RELATED: u32 = 4;

/// A product's page. [`Error::NotFound`] when there is none of that slug, or it is a draft, not due yet or archived, or nothing of it is sold.
pub async fn product(shop: &Shop, language: Language, slug: &str) -> Result<ProductView> {
    page(shop, language, slug, Eyes::Shopper).await
}

/// A product's page as these eyes see it.
pub(super) async fn page(shop: &Shop, language: Language, slug: &str, eyes: Eyes) -> Result<ProductView> {
    let row = store::product(&shop.pool, language, slug, eyes).await?.ok_or(Error::NotFound)?;
    let weight_grams = row.variants.iter().map(|variant| variant.weight_grams).min().ok_or(Error::NotFound)?;
    let selection = Selection {
        category: Some(&row.category_slug),
        except: Some(&row.slug),
        ..Selection::first(language, Order::By(Sort::Featured), RELATED)
    };
    let (related, _) = cards(&shop.pool, &selection).await?;
    let options =
        row.options.0.into_iter().map(|option| OptionView { slug: slugify(&option.german), name: option.name, values: option.values });
    Ok(ProductView {
        name: row.name,
        summary: row.summary,
        description: row.description,
        pictures: row.pictures.iter().map(|picture| picture.view(language)).collect(),
        options: options.collect(),
        variants: row.variants.0.into_iter().map(|variant| variant.view).collect(),
        weight_grams,
        related,
        category: (row.category_slug, row.category_name),
        slug: row.slug,
    })
}
