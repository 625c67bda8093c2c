use domain::{
    accounts::Permission,
    failure::FieldError,
    ids::VariantId,
    stock::{LONGEST_REASON, MOST_MOVED, MovementKind, StockLevel},
};
use uuid::Uuid;

use super::{book::book, store::Act};
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Pieces that were counted, found, broken or lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Made by the page with the form: the same key again, which is a repeated click, counts once.
    pub key: Uuid,
    /// Of what.
    pub variant: VariantId,
    /// How many more or, below zero, fewer there are: not zero, at most [`MOST_MOVED`] either way.
    pub change: i32,
    /// Why; never empty.
    pub reason: String,
}

/// Corrects what is available and answers with what there is then. For staff who may [`Permission::BookStock`]. What orders hold or have bought
/// stays theirs: taking away more than is available is refused.
pub async fn correct(shop: &Shop, by: impl Into<Acting>, correction: &Correction) -> Result<StockLevel> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    let reason = correction.reason.trim();
    let mut errors = Vec::new();
    if correction.change == 0 || correction.change.unsigned_abs() > MOST_MOVED {
        errors.push(FieldError::malformed("change"));
    }
    if reason.is_empty() {
        errors.push(FieldError::required("reason"));
    }
    if reason.chars().count() > LONGEST_REASON {
        errors.push(FieldError::too_long("reason", LONGEST_REASON));
    }
    if correction.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let act = Act {
        key: correction.key,
        variant: correction.variant,
        kind: MovementKind::Correction,
        quantity: correction.change,
        reason: reason.to_owned(),
    };
    book(shop, by, &act).await
}
