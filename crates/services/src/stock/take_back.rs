use std::collections::BTreeMap;

use domain::ids::VariantId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::Actor,
};

/// Puts goods that a buyer sent back on sale again, as goods that come in: what was sold stays sold, and there is more of it now. `reason` says
/// which return it was.
///
/// Rows are locked in id order. The caller sees to it that a return is taken back once.
pub(crate) async fn take_back(connection: &mut PgConnection, actor: Actor, pieces: &[(VariantId, u32)], reason: &str) -> Result<()> {
    let mut sums: BTreeMap<Uuid, i32> = BTreeMap::new();
    for &(variant, quantity) in pieces {
        let quantity = i32::try_from(quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?;
        let sum = sums.entry(variant.0).or_default();
        *sum = sum.checked_add(quantity).ok_or_else(|| Error::Data("quantity beyond the range".into()))?;
    }
    let (variants, quantities): (Vec<Uuid>, Vec<i32>) = sums.iter().unzip();
    sqlx::query!("SELECT variant_id FROM stock_levels WHERE variant_id = ANY($1) ORDER BY variant_id FOR UPDATE", &variants)
        .fetch_all(&mut *connection)
        .await?;
    sqlx::query!(
        r#"WITH back AS (SELECT * FROM unnest($1::uuid[], $2::integer[]) AS back (variant_id, quantity)),
                levels AS (UPDATE stock_levels AS level SET available = available + back.quantity
                           FROM back WHERE level.variant_id = back.variant_id)
           INSERT INTO stock_movements (variant_id, kind, quantity, reason)
           SELECT variant_id, 'goods_in', quantity, $3 FROM back"#,
        &variants,
        &quantities,
        format!("{reason}, by {}", actor.code())
    )
    .execute(connection)
    .await?;
    Ok(())
}
