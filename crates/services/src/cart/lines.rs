use domain::ids::{GuestId, VariantId};

use super::store;
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
pub async fn lines(shop: &Shop, guest: GuestId) -> Result<(u64, Vec<CartLine>)> {
    let (version, document) = store::load(shop, guest).await?;
    let lines = document.lines.iter().map(|line| CartLine { variant: line.variant, quantity: line.quantity, unit_price: line.unit_price });
    Ok((version, lines.collect()))
}
