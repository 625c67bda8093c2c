//! An account's cart: its pending order, which is the orders' own.

use domain::ids::AccountId;

use super::{
    document::Document,
    store::{At, Stored},
};
use crate::{
    error::Result,
    orders::pending::{self, PendingAt},
    shop::Shop,
};

pub(super) async fn load(shop: &Shop, account: AccountId) -> Result<Stored> {
    let pending = pending::load(&shop.pool, account).await?;
    Ok(match pending {
        Some(pending) => Stored { at: At::Order(Some(pending.at)), document: pending.document },
        None => Stored { at: At::Order(None), document: Document::default() },
    })
}

pub(super) async fn save(shop: &Shop, account: AccountId, at: Option<PendingAt>, document: &Document) -> Result<Option<u64>> {
    let mut transaction = shop.begin().await?;
    let version = pending::save(&mut transaction, shop, account, at, document).await?;
    if version.is_some() {
        transaction.commit().await?;
    }
    Ok(version)
}
