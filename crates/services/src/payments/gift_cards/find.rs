use domain::payments::{GiftCardCode, GiftCardView};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{error::Result, pool::Pool};

/// What is stored of a code. It has 100 random bits, so it needs no salt and no slow hash.
pub(super) fn hash(code: &GiftCardCode) -> Vec<u8> {
    Sha256::digest(code.as_str().as_bytes()).to_vec()
}

/// The card of a code, if something can still be paid with it.
pub(crate) async fn find(pool: &Pool, code: &GiftCardCode) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM payments_gift_cards WHERE code_hash = $1 AND balance > 0 AND blocked_at IS NULL AND coalesce(expires_at > now(), true)",
        hash(code)
    )
    .fetch_optional(pool)
    .await?)
}

/// A card by its id, if something can still be paid with it.
pub(crate) async fn usable(pool: &Pool, card: Uuid) -> Result<Option<GiftCardView>> {
    Ok(sqlx::query_as!(
        GiftCardView,
        "SELECT ending, balance FROM payments_gift_cards
         WHERE id = $1 AND balance > 0 AND blocked_at IS NULL AND coalesce(expires_at > now(), true)",
        card
    )
    .fetch_optional(pool)
    .await?)
}
