use domain::ids::AccountId;
use sqlx::PgConnection;

use super::{account, document::Document, merging};
use crate::{
    catalog::offers,
    error::Result,
    orders::pending::{self, PendingAt},
    shop::Shop,
};

/// What taking an account's cart into another one's makes, against both as they were read.
pub(crate) struct TakingOver {
    from: Option<PendingAt>,
    into: Option<PendingAt>,
    document: Document,
    /// Pieces in the cart that is taken.
    pub from_pieces: u32,
    /// Pieces in the cart that it is taken into.
    pub into_pieces: u32,
}

impl TakingOver {
    /// The versions that were read; they differ once either cart has changed.
    pub fn versions(&self) -> [u64; 2] {
        [self.from, self.into].map(|at| at.map_or(0, |at| at.version))
    }
}

/// Works out what one account's cart would be with another one's in it. As at a log-in: quantities are summed up to what there is.
pub(crate) async fn prepare_taking_over(shop: &Shop, from: AccountId, into: AccountId) -> Result<TakingOver> {
    let (taken, kept) = (account::load(shop, from).await?, account::load(shop, into).await?);
    let (from_at, into_at) = (taken.pending(), kept.pending());
    let (from_pieces, into_pieces) = (pieces(&taken.document), pieces(&kept.document));
    let mut document = kept.document;
    let variants: Vec<_> = taken.document.lines.iter().map(|line| line.variant).collect();
    let offers = offers(shop, &variants).await?;
    merging::merge(&mut document, &taken.document.lines, &offers);
    Ok(TakingOver { from: from_at, into: into_at, document, from_pieces, into_pieces })
}

/// Does it, in the caller's transaction with both accounts locked; `false` when either cart has changed since. The cart that was taken stays for the
/// caller to delete.
pub(crate) async fn take_cart_over(connection: &mut PgConnection, shop: &Shop, into: AccountId, taking: &TakingOver) -> Result<bool> {
    let Some(from) = taking.from.filter(|_| taking.from_pieces > 0) else { return Ok(true) };
    if !pending::lock(connection, from).await? {
        return Ok(false);
    }
    Ok(pending::save(connection, shop, into, taking.into, &taking.document).await?.is_some())
}

fn pieces(document: &Document) -> u32 {
    document.lines.iter().fold(0, |sum, line| sum.saturating_add(line.quantity))
}
