use domain::{
    accounts::Permission,
    backoffice::{MOST_PICTURES, PictureFault},
    ids::ProductId,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::super::{begun::Begun, snapshot::Snapshot};
use crate::{
    catalog::{media, pictures::Facts, uploads},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// A file that shall become a picture.
#[derive(Clone, Debug)]
pub struct NewPicture {
    /// Its bytes, whatever they are.
    pub bytes: Vec<u8>,
}

/// Whether somebody may add pictures to a product: asked before anything of a file is read. Gives the name that the files' names begin with.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a product.
pub async fn admit(shop: &Shop, by: impl Into<Acting>, product: ProductId) -> Result<String> {
    by.into().may(Permission::EditCatalogue)?;
    sqlx::query_scalar!("SELECT slug FROM catalog_products WHERE id = $1", product.0)
        .fetch_optional(&shop.pool)
        .await?
        .ok_or(Error::NotFound)
}

/// Makes a picture of a file and puts it behind the others of a product. The same file again is refused as there already, so one that is sent twice is there
/// once. It takes seconds: the files of all widths and formats are made before the product's row is locked.
///
/// Until somebody writes better words, it is described by the product's name.
///
/// # Errors
/// As of [`admit`]. What is wrong with the file is an answer.
pub async fn add(shop: &Shop, by: impl Into<Acting>, product: ProductId, picture: NewPicture) -> Result<Result<(), PictureFault>> {
    let by = by.into();
    let slug = admit(shop, by, product).await?;
    let stem = uploads::stem(&slug, &picture.bytes);
    if let Some(fault) = refused(&mut *shop.pool.acquire().await?, product, &stem).await? {
        return Ok(Err(fault));
    }
    media::want(&shop.pool, &stem).await?;
    let facts = match uploads::store(&shop.settings.media_dir, &stem, picture.bytes).await? {
        Ok(facts) => facts,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut act = Begun::of(shop, by, product).await?;
    // Somebody else may have been faster while the files were made.
    if let Some(fault) = refused(act.connection(), product, &stem).await? {
        return Ok(Err(fault));
    }
    let before = act.before.clone();
    insert(act.connection(), shop.new_id(), (product, &before), (&stem, facts)).await?;
    act.end("product.add_picture").await?;
    Ok(Ok(()))
}

/// What the product itself says against this picture.
async fn refused(connection: &mut PgConnection, product: ProductId, stem: &str) -> Result<Option<PictureFault>> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "pictures!", coalesce(bool_or(stem = $2), false) AS "is_there!" FROM catalog_pictures WHERE product_id = $1"#,
        product.0,
        stem
    )
    .fetch_one(connection)
    .await?;
    if row.is_there {
        return Ok(Some(PictureFault::AlreadyThere));
    }
    Ok((row.pictures >= i64::from(MOST_PICTURES)).then_some(PictureFault::TooMany))
}

async fn insert(
    connection: &mut PgConnection,
    id: Uuid,
    (product, before): (ProductId, &Snapshot),
    (stem, facts): (&str, Facts),
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO catalog_pictures (id, product_id, position, stem, alt, width, height, ground)
         VALUES ($1, $2, (SELECT coalesce(max(position), 0) + 1 FROM catalog_pictures WHERE product_id = $2), $3, $4, $5, $6, $7)",
        id,
        product.0,
        stem,
        Json(&before.name) as _,
        i32::try_from(facts.width).unwrap_or(i32::MAX),
        i32::try_from(facts.height).unwrap_or(i32::MAX),
        facts.ground.code()
    )
    .execute(&mut *connection)
    .await?;
    edited(connection, product).await
}

/// From now on the demo's import leaves the pictures as they are.
pub(super) async fn edited(connection: &mut PgConnection, product: ProductId) -> Result<()> {
    sqlx::query!("UPDATE catalog_products SET pictures_edited_at = now() WHERE id = $1 AND pictures_edited_at IS NULL", product.0)
        .execute(connection)
        .await?;
    Ok(())
}
