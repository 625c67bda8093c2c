//! What server functions answer with.

use domain::backoffice::CustomerDetail;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A customer as they were read: each reading has a number of its own, by which the panel is made anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerScreen {
    /// The customer.
    pub customer: CustomerDetail,
    /// The reading's number.
    pub key: Uuid,
}

/// A customer as they are now.
///
/// # Errors
/// As of [`services::accounts::customers::detail`].
#[cfg(feature = "ssr")]
pub async fn screen(
    asker: &crate::asker::Staff,
    customer: Uuid,
    before: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<CustomerScreen, site::failure::AppFailure> {
    let customer = site::failure::answer(services::accounts::customers::detail(&asker.shop, asker.by, customer, before).await)?;
    Ok(CustomerScreen { customer, key: asker.shop.new_key() })
}
