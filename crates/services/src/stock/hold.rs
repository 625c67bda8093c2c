use std::collections::BTreeMap;

use domain::ids::VariantId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// What is short when a hold is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    /// The variant.
    pub variant: VariantId,
    /// Pieces left.
    pub left: u32,
}

/// Takes pieces out of what is available and holds them for an order, all or nothing.
///
/// Several lines of one variant are summed before the check. Rows are locked in id order.
pub(crate) async fn hold(connection: &mut PgConnection, order: Uuid, lines: &[(VariantId, u32)]) -> Result<Result<(), Short>> {
    let mut wanted: BTreeMap<Uuid, i32> = BTreeMap::new();
    for &(variant, quantity) in lines {
        let quantity = i32::try_from(quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?;
        let sum = wanted.entry(variant.0).or_default();
        *sum = sum.checked_add(quantity).ok_or_else(|| Error::Data("quantity beyond the range".into()))?;
    }
    let (variants, quantities): (Vec<Uuid>, Vec<i32>) = wanted.iter().unzip();

    let levels =
        sqlx::query!("SELECT variant_id, available FROM stock_levels WHERE variant_id = ANY($1) ORDER BY variant_id FOR UPDATE", &variants)
            .fetch_all(&mut *connection)
            .await?;
    for (variant, quantity) in &wanted {
        let available = levels.iter().find(|level| level.variant_id == *variant).map_or(0, |level| level.available);
        if available < *quantity {
            return Ok(Err(Short { variant: VariantId(*variant), left: u32::try_from(available).unwrap_or(0) }));
        }
    }

    sqlx::query!(
        r#"WITH wanted AS (SELECT * FROM unnest($2::uuid[], $3::integer[]) AS wanted (variant_id, quantity)),
                levels AS (UPDATE stock_levels AS level
                           SET available = available - wanted.quantity, held = held + wanted.quantity
                           FROM wanted WHERE level.variant_id = wanted.variant_id),
                holds AS (INSERT INTO stock_holds (order_id, variant_id, quantity, state)
                          SELECT $1, variant_id, quantity, 'held' FROM wanted)
           INSERT INTO stock_movements (variant_id, kind, quantity, order_id)
           SELECT variant_id, 'hold', quantity, $1 FROM wanted"#,
        order,
        &variants,
        &quantities
    )
    .execute(connection)
    .await?;
    Ok(Ok(()))
}
