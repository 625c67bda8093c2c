use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::vouchers;
use crate::{
    error::Result,
    payments::gift_cards,
    stock::{self, Sale},
};

/// Takes everything anew that an expired order had given back, because its payment came in after all: the voucher's use, the gift card's part and the
/// goods. All of it, or nothing and `false`: then the payment has to go back.
pub(crate) async fn reserve_again(connection: &mut PgConnection, order: Uuid) -> Result<bool> {
    // A savepoint within the caller's transaction.
    let mut attempt = connection.begin().await?;
    let whole = vouchers::take_again(&mut attempt, order).await?
        && gift_cards::take_again(&mut attempt, order).await?
        && stock::sell(&mut attempt, order).await? == Sale::Done;
    if whole {
        attempt.commit().await?;
    } else {
        attempt.rollback().await?;
    }
    Ok(whole)
}
