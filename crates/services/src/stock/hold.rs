use std::collections::BTreeMap;

use domain::ids::VariantId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use crate::error::{Error, Result};

/// What is short when a hold is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// The variant.
    pub variant: VariantId,
    /// Pieces left.
    pub left: u32,
}

/// Takes pieces out of what is available and holds them for an order, all or nothing.
///
/// Several lines of one variant are summed before the check. Locks are taken in the order of ids, so orders never wait for each other in a circle.
pub async fn hold(connection: &mut PgConnection, order: Uuid, wanted: &Wanted) -> Result<Result<(), Short>> {
    store::hold(connection, order, &wanted.0).await
}

/// Does the same for several orders in one call, where there is plenty of everything; answers whether it did. If not, the transaction has to be
/// rolled back, and each order asks for itself. Never waits for another transaction.
pub(crate) async fn hold_together(connection: &mut PgConnection, orders: &[(Uuid, &Wanted)]) -> Result<bool> {
    let lines = orders.iter().flat_map(|(order, wanted)| wanted.0.iter().map(|(&variant, &quantity)| (*order, variant, quantity)));
    let lines: Vec<_> = lines.collect();
    store::hold_together(connection, &lines).await
}

/// Pieces that an order wants, summed by variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted(BTreeMap<Uuid, i32>);

impl Wanted {
    /// Sums an order's lines.
    ///
    /// # Errors
    /// [`Error::Data`] for more pieces than can be counted.
    pub fn of(lines: &[(VariantId, u32)]) -> Result<Self> {
        let mut wanted: BTreeMap<Uuid, i32> = BTreeMap::new();
        for &(variant, quantity) in lines {
            let quantity = i32::try_from(quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?;
            let sum = wanted.entry(variant.0).or_default();
            *sum = sum.checked_add(quantity).ok_or_else(|| Error::Data("quantity beyond the range".into()))?;
        }
        Ok(Self(wanted))
    }
}
