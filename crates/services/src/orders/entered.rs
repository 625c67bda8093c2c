//! What a buyer has entered beside the cart, read in one look.

use std::collections::HashMap;

use domain::{cart::CartOwner, email::Email, orders::CheckoutForm};

use super::{
    codes::{self, Codes},
    draft,
};
use crate::{ephemeral::Entry, shop::Shop};

/// What a buyer has entered so far.
#[derive(Debug, Default)]
pub(crate) struct Entered {
    /// The codes in use.
    pub(super) codes: Codes,
    /// The checkout's form, if there is one.
    pub(super) draft: Option<CheckoutForm>,
}

impl Entered {
    /// The keys that [`Self::of`] looks for.
    pub(crate) fn keys(owner: CartOwner) -> [String; 2] {
        [codes::key(owner), draft::key(owner)]
    }

    /// What of it is there. An entry of an unknown form (of another version of the shop) counts as none.
    pub(crate) fn of(owner: CartOwner, entries: &HashMap<String, Entry>) -> Self {
        let value = |key: &str| entries.get(key).map(|entry| entry.value.as_slice());
        Self {
            codes: value(&codes::key(owner)).and_then(|value| serde_json::from_slice(value).ok()).unwrap_or_default(),
            draft: value(&draft::key(owner)).and_then(|value| serde_json::from_slice(value).ok()),
        }
    }

    /// Whose limits a voucher has to keep, as far as that is known before the order.
    pub(super) fn customer(&self) -> Option<String> {
        self.draft.as_ref()?.email.parse::<Email>().ok().map(|email| email.customer())
    }
}

/// What the buyer has entered so far; nothing when the store does not answer.
pub(crate) async fn entered(shop: &Shop, owner: CartOwner) -> Entered {
    match shop.ephemeral.get_many(&Entered::keys(owner)).await {
        Ok(entries) => Entered::of(owner, &entries),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "codes and checkout draft not read");
            Entered::default()
        }
    }
}
