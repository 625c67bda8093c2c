//! What server functions answer with.

use domain::{backoffice::StockPreview, failure::FieldError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an act would book, or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockBulkScreen {
    /// What it would book; none where something is wrong.
    pub preview: Option<StockPreview>,
    /// What is wrong.
    pub wrong: Vec<FieldError>,
    /// The act's id: what is sent twice is booked once.
    pub key: Uuid,
}
