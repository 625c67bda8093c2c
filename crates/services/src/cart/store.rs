//! Where the cart is kept.

use std::time::Duration;

use domain::{cart::CartRefusal, ids::GuestId};

use super::document::Document;
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// How often a change is tried anew when others change the cart at the same moment. Of those who try at once one succeeds each time, so this
/// is also how many can do so without any of them being told to try again.
const ATTEMPTS: u32 = 24;

/// Longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE: u32 = 40;

fn key(guest: GuestId) -> String {
    format!("cart:{guest}")
}

/// The cart and its version; an empty one at version 0 when there is none.
///
/// A document of an unknown form (of another version of the shop) counts as empty: a cart that cannot be read must not make every page fail.
pub(super) async fn load(shop: &Shop, guest: GuestId) -> Result<(u64, Document)> {
    let Some(entry) = shop.ephemeral.get(&key(guest)).await? else { return Ok((0, Document::default())) };
    let document = serde_json::from_slice(&entry.value).unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "cart of an unknown form dropped");
        Document::default()
    });
    Ok((entry.version, document))
}

/// Applies a change to the newest cart and keeps it, unless somebody else was faster; then to what they left, and so on.
/// [`CartRefusal::Busy`] when that never ends.
pub(super) async fn change(
    shop: &Shop,
    guest: GuestId,
    mut apply: impl FnMut(&mut Document) -> Result<(), CartRefusal>,
) -> Result<(u64, Document)> {
    for attempt in 1..=ATTEMPTS {
        let (version, before) = load(shop, guest).await?;
        let mut document = before.clone();
        apply(&mut document).map_err(Error::refused)?;
        if document == before {
            return Ok((version, document));
        }
        let value = serialized(&document)?;
        if let Some(version) = shop.ephemeral.put_if(&key(guest), &value, version, shop.settings.cart_ttl).await? {
            return Ok((version, document));
        }
        pause(shop, attempt).await;
    }
    Err(Error::refused(CartRefusal::Busy))
}

/// Empties the cart whatever is in it. The entry stays, so that its version goes on counting and no late change mistakes it for an older one.
pub(super) async fn empty(shop: &Shop, guest: GuestId) -> Result<()> {
    let value = serialized(&Document::default())?;
    shop.ephemeral.put(&key(guest), &value, shop.settings.cart_ttl).await?;
    Ok(())
}

fn serialized(document: &Document) -> Result<Vec<u8>> {
    serde_json::to_vec(document).map_err(|error| Error::Data(error.to_string()))
}

/// A random pause that grows with the attempts, so that those who collided do not do so again in step.
async fn pause(shop: &Shop, attempt: u32) {
    let mut random = [0; 1];
    shop.entropy.fill(&mut random);
    let most = (attempt * 3).min(LONGEST_PAUSE) * 1_000;
    let pause = u64::from(most) * u64::from(random[0]) / 256;
    tokio::time::sleep(Duration::from_micros(pause)).await;
}
