use crate::{error::Result, shop::Shop};

/// What has a page of its own in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paged {
    /// A product.
    Product,
    /// A category.
    Category,
    /// A collection.
    Collection,
}

/// Where something is that was at this address before: its slug now. None when it was never there, when it is not for shoppers any more, or when something
/// else is there today, which is what the address then means.
pub async fn moved_to(shop: &Shop, what: Paged, slug: &str) -> Result<Option<String>> {
    Ok(match what {
        Paged::Product => {
            sqlx::query_scalar!(
                "SELECT product.slug
                 FROM catalog_former_slugs AS former JOIN catalog_products AS product ON product.id = former.product_id
                 WHERE former.kind = 'product' AND former.slug = $1 AND catalog_is_public(product.archived_at, product.published_at)
                   AND NOT EXISTS (SELECT FROM catalog_products WHERE slug = $1)",
                slug
            )
            .fetch_optional(&shop.pool)
            .await?
        }
        Paged::Category => {
            sqlx::query_scalar!(
                "SELECT category.slug
                 FROM catalog_former_slugs AS former JOIN catalog_categories AS category ON category.id = former.category_id
                 WHERE former.kind = 'category' AND former.slug = $1 AND NOT EXISTS (SELECT FROM catalog_categories WHERE slug = $1)",
                slug
            )
            .fetch_optional(&shop.pool)
            .await?
        }
        Paged::Collection => {
            sqlx::query_scalar!(
                "SELECT collection.slug
                 FROM catalog_former_slugs AS former JOIN catalog_collections AS collection ON collection.id = former.collection_id
                 WHERE former.kind = 'collection' AND former.slug = $1 AND catalog_is_public(NULL, collection.published_at)
                   AND NOT EXISTS (SELECT FROM catalog_collections WHERE slug = $1)",
                slug
            )
            .fetch_optional(&shop.pool)
            .await?
        }
    })
}
