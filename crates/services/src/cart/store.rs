//! Where carts are kept, and how they are changed there: always against the version that was read, and anew when somebody else was faster.

use std::time::Duration;

use domain::cart::{CartOwner, CartRefusal};

use super::{account, document::Document, guest};
use crate::{
    error::{Error, Result},
    orders::{self, Entered, pending::PendingAt},
    shop::Shop,
};

/// How often a change is tried anew when others change the cart at the same moment. Of those who try at once one succeeds each time, so this
/// is also how many can do so without any of them being told to try again.
pub(super) const ATTEMPTS: u32 = 24;

/// Longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE: u32 = 40;

/// A cart as it was read.
#[derive(Debug)]
pub(crate) struct Stored {
    /// What a change is made against.
    pub(super) at: At,
    /// What is in it.
    pub(super) document: Document,
}

/// A cart at a version, with what was entered beside it: what a page shows.
#[derive(Debug)]
pub(super) struct Current {
    pub version: u64,
    pub document: Document,
    pub entered: Entered,
}

/// Where a cart stood when it was read.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    /// The version of a guest's entry; 0 when there is none.
    Entry(u64),
    /// An account's pending order, if there is one.
    Order(Option<PendingAt>),
}

impl Stored {
    /// Counts the cart's changes; 0 when there is no cart.
    pub fn version(&self) -> u64 {
        match self.at {
            At::Entry(version) => version,
            At::Order(pending) => pending.map_or(0, |pending| pending.version),
        }
    }

    /// The pending order, if it is an account's cart and has one.
    pub fn pending(&self) -> Option<PendingAt> {
        match self.at {
            At::Entry(_) => None,
            At::Order(pending) => pending,
        }
    }
}

/// The owner's cart; an empty one when there is none.
pub(super) async fn load(shop: &Shop, owner: CartOwner) -> Result<Stored> {
    match owner {
        CartOwner::Guest(guest) => guest::load(shop, guest).await,
        CartOwner::Account(account) => account::load(shop, account).await,
    }
}

/// The owner's cart with what was entered beside it.
pub(super) async fn open(shop: &Shop, owner: CartOwner) -> Result<(Stored, Entered)> {
    match owner {
        CartOwner::Guest(guest) => guest::open(shop, guest).await,
        CartOwner::Account(account) => {
            let (stored, entered) = tokio::join!(account::load(shop, account), orders::entered(shop, owner));
            Ok((stored?, entered))
        }
    }
}

/// Keeps a document if the cart still stands where it was read, and gives the new version.
async fn save(shop: &Shop, owner: CartOwner, at: At, document: &Document) -> Result<Option<u64>> {
    match (owner, at) {
        (CartOwner::Guest(guest), At::Entry(version)) => Box::pin(guest::save(shop, guest, version, document)).await,
        (CartOwner::Account(account), At::Order(pending)) => Box::pin(account::save(shop, account, pending, document)).await,
        (CartOwner::Guest(_), At::Order(_)) | (CartOwner::Account(_), At::Entry(_)) => {
            Err(Error::Data("a cart was read of another owner".into()))
        }
    }
}

/// Applies a change to the newest cart and keeps it, unless somebody else was faster; then to what they left, and so on.
/// [`CartRefusal::Busy`] when that never ends.
pub(super) async fn change(shop: &Shop, owner: CartOwner, apply: impl FnMut(&mut Document) -> Result<(), CartRefusal>) -> Result<Current> {
    let (stored, entered) = open(shop, owner).await?;
    let (version, document) = change_from(shop, owner, stored, apply).await?;
    Ok(Current { version, document, entered })
}

/// The same for a cart that was read already, which is read anew only when it has changed since.
pub(super) async fn change_from(
    shop: &Shop,
    owner: CartOwner,
    mut stored: Stored,
    mut apply: impl FnMut(&mut Document) -> Result<(), CartRefusal>,
) -> Result<(u64, Document)> {
    for attempt in 1..=ATTEMPTS {
        let mut document = stored.document.clone();
        apply(&mut document).map_err(Error::refused)?;
        if document == stored.document {
            return Ok((stored.version(), document));
        }
        if let Some(version) = save(shop, owner, stored.at, &document).await? {
            return Ok((version, document));
        }
        pause(shop, attempt).await;
        stored = load(shop, owner).await?;
    }
    Err(Error::refused(CartRefusal::Busy))
}

/// A random pause that grows with the attempts, so that those who collided do not do so again in step.
pub(super) async fn pause(shop: &Shop, attempt: u32) {
    let mut random = [0; 1];
    shop.entropy.fill(&mut random);
    let most = (attempt * 3).min(LONGEST_PAUSE) * 1_000;
    let pause = u64::from(most) * u64::from(random[0]) / 256;
    tokio::time::sleep(Duration::from_micros(pause)).await;
}
