//! What goods-in and corrections have in common: once per click, and the balance with the ledger.

use domain::stock::{MovementKind, StockLevel, StockRefusal};
use serde_json::json;
use sqlx::PgConnection;

use super::store::{self, Act};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::{Acting, Actor},
    shop::Shop,
};

/// Writes a movement that people cause and changes the balance with it, in a transaction of its own. The caller knows that they may.
pub(super) async fn book(shop: &Shop, by: Acting, act: &Act) -> Result<StockLevel> {
    let mut transaction = shop.begin().await?;
    let (level, is_new) = match book_within(&mut transaction, by.actor, act).await {
        Err(error) if error.constraint() == Some("stock_available_not_negative") => {
            transaction.rollback().await?;
            return Err(Error::refused(StockRefusal::BelowZero { available: available(shop, act).await? }));
        }
        Err(error) if error.constraint() == Some("stock_pieces_in_range") => return Err(Error::refused(StockRefusal::TooMany)),
        outcome => outcome?,
    };
    if is_new {
        let action = if act.kind == MovementKind::Correction { "stock.correct" } else { "stock.receive" };
        let before = json!({ "available": level.available - act.quantity });
        let after = json!({ "available": level.available, "change": act.quantity, "reason": act.reason });
        audit_log::write(&mut transaction, by, Entry { action, subject: &act.variant.to_string(), before, after }).await?;
    }
    transaction.commit().await?;
    Ok(level)
}

/// As [`book`], in the caller's transaction and without asking who it is; also answers whether it is new. The same act again changes nothing.
pub(super) async fn book_within(connection: &mut PgConnection, actor: Actor, act: &Act) -> Result<(StockLevel, bool)> {
    store::open(connection, act.variant).await?;
    let is_new = store::write(connection, act, &actor.code()).await?;
    if is_new {
        store::spread(connection, act.variant, act.quantity).await?;
    } else if store::written(connection, act.key).await?.as_ref() != Some(act) {
        return Err(Error::refused(StockRefusal::KeyReused));
    }
    Ok((store::level(connection, act.variant).await?.ok_or(Error::NotFound)?, is_new))
}

async fn available(shop: &Shop, act: &Act) -> Result<i32> {
    let mut connection = shop.pool.acquire().await?;
    Ok(store::level(&mut connection, act.variant).await?.map_or(0, |level| level.available))
}
