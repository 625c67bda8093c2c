use domain::{
    catalog::{CategoryLink, CategoryView},
    language::Language,
};

use super::{cards::count, store};
use crate::{error::Result, shop::Shop};

/// Where the categories at the top are, in their order, empty ones included: every page shows these, so nothing is counted for them.
pub async fn category_links(shop: &Shop, language: Language) -> Result<Vec<CategoryLink>> {
    store::category_links(&shop.pool, language).await
}

/// The categories at the top in their order, empty ones included.
pub(super) async fn categories(shop: &Shop, language: Language) -> Result<Vec<CategoryView>> {
    let rows = store::categories(&shop.pool, language, None).await?;
    Ok(rows.into_iter().map(|row| view(row, language)).collect())
}

/// The category of a slug, if there is one.
pub(super) async fn category(shop: &Shop, language: Language, slug: &str) -> Result<Option<CategoryView>> {
    let rows = store::categories(&shop.pool, language, Some(slug)).await?;
    Ok(rows.into_iter().next().map(|row| view(row, language)))
}

fn view(row: store::CategoryRow, language: Language) -> CategoryView {
    CategoryView {
        slug: row.slug,
        name: row.name,
        picture: row.picture.map(|picture| picture.view(language)),
        products: count(row.products),
        description: row.description,
        above: row.above.0,
        below: row.below.0,
    }
}
