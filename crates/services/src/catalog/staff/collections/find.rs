use domain::{
    accounts::Permission,
    backoffice::{CollectedProduct, LONGEST_SEARCH, ProductStatus},
    ids::ProductId,
    language::Language,
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    catalog::{Picture, words::words},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Most products that a search shows: who does not find it among these searches more closely.
const SHOWN: i64 = 20;

/// A product as the screen of a collection shows it.
pub(super) struct Row {
    pub id: Uuid,
    pub name: String,
    pub status: String,
    pub picture: Option<Json<Picture>>,
    pub is_in: bool,
}

impl Row {
    pub fn shown(self, language: Language) -> Result<CollectedProduct> {
        Ok(CollectedProduct {
            id: ProductId(self.id),
            name: self.name,
            status: ProductStatus::from_code(&self.status).ok_or_else(|| Error::Data(format!("product status {}", self.status)))?,
            picture: self.picture.map(|picture| picture.view(language)),
            is_in: self.is_in,
        })
    }
}

/// Products that could be picked, by name: those that are not archived and have all of the words in a name, the address or an SKU. Without words, none.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn find(shop: &Shop, by: impl Into<Acting>, language: Language, collection: Uuid, phrase: &str) -> Result<Vec<CollectedProduct>> {
    by.into().may(Permission::EditCatalogue)?;
    let phrase: String = phrase.chars().take(LONGEST_SEARCH).collect();
    let words = words(&phrase);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut search = shop.begin_search().await?;
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT product.id, coalesce(nullif(product.name ->> $1, ''), product.name ->> 'de') AS "name!",
                  catalog_status(product.archived_at, product.published_at) AS "status!",
                  (SELECT catalog_picture(picture) FROM catalog_pictures AS picture
                   WHERE picture.product_id = product.id ORDER BY picture.position LIMIT 1) AS "picture: Json<Picture>",
                  EXISTS (SELECT FROM catalog_collection_products AS picked
                          WHERE picked.collection_id = $2 AND picked.product_id = product.id) AS "is_in!"
           FROM catalog_products AS product WHERE product.id IN (SELECT found.id FROM catalog_found('', '', $3) AS found (id))
           ORDER BY catalog_fold(coalesce(nullif(product.name ->> $1, ''), product.name ->> 'de')) COLLATE "C", product.id LIMIT $4"#,
        language.code(),
        collection,
        &words,
        SHOWN
    )
    .fetch_all(&mut *search)
    .await?;
    search.commit().await?;
    rows.into_iter().map(|row| row.shown(language)).collect()
}
