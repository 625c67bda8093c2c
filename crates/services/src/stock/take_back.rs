use std::collections::BTreeMap;

use domain::ids::VariantId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::receive::{GoodsIn, receive_within};
use crate::{error::Result, orders::Actor};

/// Puts goods that a buyer sent back on sale again, as goods that come in: what was sold stays sold, and there is more of it now. `returned` is the
/// return's id, so that the same return counts once; `note` says which one it was.
///
/// Variants are locked in the order of their ids.
pub(crate) async fn take_back(
    connection: &mut PgConnection,
    actor: Actor,
    returned: Uuid,
    pieces: &[(VariantId, u32)],
    note: &str,
) -> Result<()> {
    let mut sums: BTreeMap<Uuid, u32> = BTreeMap::new();
    for &(variant, quantity) in pieces {
        let sum = sums.entry(variant.0).or_default();
        *sum = sum.saturating_add(quantity);
    }
    for (variant, quantity) in sums {
        // A key of its own for each variant of each return: both ids are unique, and what one is made of is no secret.
        let key = Uuid::from_u128(returned.as_u128() ^ variant.as_u128().rotate_left(64));
        let goods = GoodsIn { key, variant: VariantId(variant), quantity, note: note.to_owned() };
        receive_within(connection, actor, &goods).await?;
    }
    Ok(())
}
