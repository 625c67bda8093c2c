//! What server functions answer with.

use domain::backoffice::GiftCardDetail;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A card, its code where it is looked at for the only time, and a key for what is corrected next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardScreen {
    /// The card.
    pub card: GiftCardDetail,
    /// The code, for whoever has just issued the card, once.
    pub code: Option<String>,
    /// The key: what is sent twice under one key is done once.
    pub key: Uuid,
}
