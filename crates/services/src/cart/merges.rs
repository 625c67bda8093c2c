//! SQL of what was taken over from guests' carts.

use std::{collections::BTreeMap, time::Duration};

use domain::ids::{AccountId, GuestId, VariantId};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{error::Result, pool::Pool};

/// How long a note is kept: longer than any session, so that a cart which could be merged again has its note.
const KEEP: Duration = Duration::from_hours(60 * 24);

/// Pieces by variant.
pub(super) type Pieces = BTreeMap<VariantId, u32>;

/// What has been taken over from a cart.
#[derive(Debug, Default)]
pub(super) struct Note {
    /// The cart's version when that was done last; 0 before.
    pub version: u64,
    /// All pieces taken over so far.
    pub pieces: Pieces,
}

/// What has been taken over from a cart; nothing when there is no note.
pub(super) async fn of_cart(pool: &Pool, cart: Uuid) -> Result<Note> {
    let row = sqlx::query!(r#"SELECT version, pieces AS "pieces: Json<Pieces>" FROM cart_merges WHERE cart_id = $1"#, cart)
        .fetch_optional(pool)
        .await?;
    Ok(row.map_or_else(Note::default, |row| Note { version: row.version.unsigned_abs(), pieces: row.pieces.0 }))
}

/// What a merge writes down.
pub(super) struct Taking<'a> {
    pub cart: Uuid,
    pub guest: GuestId,
    pub account: AccountId,
    /// The version of the guest's cart that is taken over.
    pub version: u64,
    /// All pieces taken over with it, those of before included.
    pub pieces: &'a Pieces,
}

/// Writes down what is taken over, unless somebody else has done so since the note was read: then `false`, and the caller rolls back.
pub(super) async fn write(connection: &mut PgConnection, taking: &Taking<'_>, before: &Note) -> Result<bool> {
    let written = sqlx::query!(
        r#"INSERT INTO cart_merges AS note (cart_id, guest_id, account_id, version, pieces) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (cart_id) DO UPDATE
           SET account_id = EXCLUDED.account_id, version = EXCLUDED.version, pieces = EXCLUDED.pieces, merged_at = now()
           WHERE note.version = $6"#,
        taking.cart,
        taking.guest.0,
        taking.account.0,
        taking.version.cast_signed(),
        Json(taking.pieces) as _,
        before.version.cast_signed()
    )
    .execute(connection)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Deletes notes that no cart can need any more and tells how many.
pub(super) async fn forget_old(pool: &Pool) -> Result<u64> {
    let deleted = sqlx::query!("DELETE FROM cart_merges WHERE merged_at < now() - make_interval(secs => $1)", KEEP.as_secs_f64())
        .execute(pool)
        .await?;
    Ok(deleted.rows_affected())
}
