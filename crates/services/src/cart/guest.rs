//! A guest's cart: an entry of the ephemeral store, with its version and the cart's time to live.

use domain::ids::GuestId;

use super::{
    document::Document,
    store::{At, Stored},
};
use crate::{
    ephemeral::Entry,
    error::{Error, Result},
    orders::Entered,
    shop::Shop,
};

/// Stands before the guest in the ephemeral store's keys of carts.
pub const PREFIX: &str = "cart:";

fn key(guest: GuestId) -> String {
    format!("{PREFIX}{guest}")
}

pub(super) async fn load(shop: &Shop, guest: GuestId) -> Result<Stored> {
    Ok(stored(shop.ephemeral.get(&key(guest)).await?))
}

/// The cart with what was entered beside it, in one look.
pub(super) async fn open(shop: &Shop, guest: GuestId) -> Result<(Stored, Entered)> {
    let mut keys = Entered::keys(guest.into()).to_vec();
    keys.push(key(guest));
    let mut entries = shop.ephemeral.get_many(&keys).await?;
    Ok((stored(entries.remove(&key(guest))), Entered::of(guest.into(), &entries)))
}

/// A document of an unknown form (of another version of the shop) counts as empty: a cart that cannot be read must not make every page fail.
fn stored(entry: Option<Entry>) -> Stored {
    let Some(entry) = entry else {
        return Stored { at: At::Entry(0), document: Document::default() };
    };
    let document = serde_json::from_slice(&entry.value).unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "cart of an unknown form dropped");
        Document::default()
    });
    Stored { at: At::Entry(entry.version), document }
}

/// An emptied cart keeps its entry, so that its version goes on counting and no late change mistakes it for an older one.
pub(super) async fn save(shop: &Shop, guest: GuestId, version: u64, document: &Document) -> Result<Option<u64>> {
    let id = document.id.or_else(|| (!document.lines.is_empty()).then(|| shop.new_key()));
    let named = Document { id, ..document.clone() };
    let value = serde_json::to_vec(&named).map_err(|error| Error::Data(error.to_string()))?;
    Ok(shop.ephemeral.put_if(&key(guest), &value, version, shop.settings.cart_ttl).await?)
}
