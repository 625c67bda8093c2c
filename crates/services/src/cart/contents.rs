use domain::cart::CartOwner;

use super::{
    CartLine,
    lines::of_document,
    store::{self, Stored},
};
use crate::{
    error::Result,
    orders::{Entered, pending::PendingAt},
    shop::Shop,
};

/// What is in a cart, for an order to be made of.
#[derive(Debug)]
pub(crate) struct Contents {
    /// What is wanted.
    pub lines: Vec<CartLine>,
    /// The account's pending order as it was read; none for a guest.
    pub pending: Option<PendingAt>,
    /// What was entered beside it.
    pub entered: Entered,
    /// The cart as it was read, for [`super::take_out`].
    pub stored: Stored,
}

/// What is in the cart, without asking what has changed since it was put in.
pub(crate) async fn contents(shop: &Shop, owner: CartOwner) -> Result<Contents> {
    let (stored, entered) = store::open(shop, owner).await?;
    Ok(Contents { lines: of_document(&stored.document), pending: stored.pending(), entered, stored })
}
