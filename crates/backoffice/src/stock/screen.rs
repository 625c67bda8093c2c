//! What server functions answer with.

use domain::backoffice::StockDetail;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A variant, and a key for what is done to it next: what is sent twice under one key is done once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockScreen {
    /// The variant.
    pub stock: StockDetail,
    /// The key.
    pub key: Uuid,
}

/// A variant as it stands now, with a new key.
///
/// # Errors
/// As of [`services::stock::detail`].
#[cfg(feature = "ssr")]
pub async fn screen(
    asker: &crate::asker::Staff,
    variant: domain::ids::VariantId,
    before: Option<i64>,
) -> Result<StockScreen, site::failure::AppFailure> {
    let language = site::preferences::page_language();
    let stock = site::failure::answer(services::stock::detail(&asker.shop, asker.by, language, variant, before).await)?;
    Ok(StockScreen { stock, key: asker.shop.new_key() })
}
