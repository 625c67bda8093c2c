//! What server functions answer with.

use domain::backoffice::OptionsDetail;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A product's options and variants, with the id of an option that is added next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionsScreen {
    /// The options and variants.
    pub detail: OptionsDetail,
    /// The new option's id: what is sent twice is added once.
    pub key: Uuid,
}
