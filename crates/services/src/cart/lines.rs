use domain::{cart::CartOwner, ids::VariantId};

use super::{document::Document, store};
use crate::{error::Result, shop::Shop};

/// What a line asks for, for the checkout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartLine {
    /// What is bought.
    pub variant: VariantId,
    /// Pieces.
    pub quantity: u32,
    /// The price of one piece that the buyer saw when it was put in, in rappen: to be compared, never charged.
    pub unit_price: i64,
}

/// The cart's version and lines, without asking what has changed since they were put in.
pub async fn lines(shop: &Shop, owner: impl Into<CartOwner>) -> Result<(u64, Vec<CartLine>)> {
    let owner = owner.into();
    let stored = store::load(shop, owner).await?;
    Ok((stored.version(), of_document(&stored.document)))
}

pub(super) fn of_document(document: &Document) -> Vec<CartLine> {
    document.lines.iter().map(|line| CartLine { variant: line.variant, quantity: line.quantity, unit_price: line.unit_price }).collect()
}
