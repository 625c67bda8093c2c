//! What server functions answer with.

use domain::{backoffice::BulkPreview, failure::FieldError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an act would do, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkScreen {
    /// What it would do; none where something is wrong.
    pub preview: Option<BulkPreview>,
    /// What is wrong.
    pub wrong: Vec<FieldError>,
    /// The act's id: what is sent twice is done once.
    pub key: Uuid,
}
