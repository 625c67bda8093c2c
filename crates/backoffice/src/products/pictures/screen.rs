//! What server functions answer with.

use domain::backoffice::{PicturesDetail, UploadReport};
use serde::{Deserialize, Serialize};

/// A product's pictures, with what became of the files that the asker sent last, where that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturesScreen {
    /// The pictures.
    pub detail: PicturesDetail,
    /// What became of the files.
    pub report: Option<UploadReport>,
}
