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
pub async fn hold(connection: &mut PgConnection, order: Uuid, lines: &[(VariantId, u32)]) -> Result<Result<(), Short>> {
    let mut wanted: BTreeMap<Uuid, i32> = BTreeMap::new();
    for &(variant, quantity) in lines {
        let quantity = i32::try_from(quantity).map_err(|_| Error::Data("quantity beyond the range".into()))?;
        let sum = wanted.entry(variant.0).or_default();
        *sum = sum.checked_add(quantity).ok_or_else(|| Error::Data("quantity beyond the range".into()))?;
    }
    store::hold(connection, order, &wanted).await
}
