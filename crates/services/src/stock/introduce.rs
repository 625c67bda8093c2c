use sqlx::PgConnection;

use super::{GoodsIn, receive::receive_within, store};
use crate::{error::Result, orders::Actor};

/// Gives a new variant its balance and, unless there are none, its first pieces, in the caller's transaction. For an import and for tests, which are
/// allowed to; a variant that has a balance already is left as it is.
pub async fn introduce(connection: &mut PgConnection, actor: Actor, goods: &GoodsIn) -> Result<()> {
    if store::level(connection, goods.variant).await?.is_some() {
        return Ok(());
    }
    if goods.quantity == 0 {
        return store::open(connection, goods.variant).await;
    }
    receive_within(connection, actor, goods).await.map(drop)
}
