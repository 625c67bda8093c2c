use domain::{
    accounts::Permission,
    failure::FieldError,
    ids::VariantId,
    stock::{LONGEST_REASON, MOST_MOVED, MovementKind, StockLevel},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    book::{book, book_within},
    store::Act,
};
use crate::{
    error::{Error, Result},
    orders::{Acting, Actor},
    shop::Shop,
};

/// Goods that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsIn {
    /// Made by the page with the form: the same key again, which is a repeated click, counts once.
    pub key: Uuid,
    /// What came.
    pub variant: VariantId,
    /// How many pieces, from 1 to [`MOST_MOVED`].
    pub quantity: u32,
    /// A delivery note's number or the like; may be empty.
    pub note: String,
}

/// Books goods-in and answers with what there is then. For staff who may [`Permission::BookStock`].
pub async fn receive(shop: &Shop, by: impl Into<Acting>, goods: &GoodsIn) -> Result<StockLevel> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    book(shop, by, &act(goods)?).await
}

/// As [`receive`], in the caller's transaction and for a caller who is known to be allowed.
pub(super) async fn receive_within(connection: &mut PgConnection, actor: Actor, goods: &GoodsIn) -> Result<StockLevel> {
    book_within(connection, actor, &act(goods)?).await.map(|(level, _)| level)
}

fn act(goods: &GoodsIn) -> Result<Act> {
    let reason = goods.note.trim();
    let mut errors = Vec::new();
    if !(1..=MOST_MOVED).contains(&goods.quantity) {
        errors.push(FieldError::malformed("quantity"));
    }
    if reason.chars().count() > LONGEST_REASON {
        errors.push(FieldError::too_long("note", LONGEST_REASON));
    }
    if goods.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    Ok(Act {
        key: goods.key,
        variant: goods.variant,
        kind: MovementKind::GoodsIn,
        quantity: goods.quantity.cast_signed(),
        reason: reason.to_owned(),
    })
}
