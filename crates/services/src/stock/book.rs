//! What goods-in and corrections have in common: once per click, and the balance with the ledger.

use domain::stock::{StockLevel, StockRefusal};
use sqlx::PgConnection;

use super::store::{self, Act};
use crate::{
    error::{Error, Result},
    orders::Actor,
    shop::Shop,
};

/// Writes a movement that people cause and changes the balance with it, in a transaction of its own. The caller knows that they may.
pub(super) async fn book(shop: &Shop, actor: Actor, act: &Act) -> Result<StockLevel> {
    let mut transaction = shop.begin().await?;
    let level = match book_within(&mut transaction, actor, act).await {
        Err(error) if error.constraint() == Some("stock_available_not_negative") => {
            transaction.rollback().await?;
            return Err(Error::refused(StockRefusal::BelowZero { available: available(shop, act).await? }));
        }
        Err(error) if error.constraint() == Some("stock_pieces_in_range") => return Err(Error::refused(StockRefusal::TooMany)),
        outcome => outcome?,
    };
    transaction.commit().await?;
    Ok(level)
}

/// As [`book`], in the caller's transaction and without asking who it is. The same act again changes nothing.
pub(super) async fn book_within(connection: &mut PgConnection, actor: Actor, act: &Act) -> Result<StockLevel> {
    store::open(connection, act.variant).await?;
    if store::write(connection, act, &actor.code()).await? {
        store::spread(connection, act.variant, act.quantity).await?;
    } else if store::written(connection, act.key).await?.as_ref() != Some(act) {
        return Err(Error::refused(StockRefusal::KeyReused));
    }
    store::level(connection, act.variant).await?.ok_or(Error::NotFound)
}

async fn available(shop: &Shop, act: &Act) -> Result<i32> {
    let mut connection = shop.pool.acquire().await?;
    Ok(store::level(&mut connection, act.variant).await?.map_or(0, |level| level.available))
}
