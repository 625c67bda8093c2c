use domain::cart::MOST_PIECES;

use super::Model;

/// A line of a guest's cart that could not be taken over whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub product: usize,
    /// The pieces of both carts.
    pub wanted: u32,
    /// The pieces in the account's cart now.
    pub kept: u32,
    /// Whether there are no more; otherwise a line holds no more.
    pub by_stock: bool,
}

impl Model {
    /// The account takes over what the guest has. How many lines that are, and what of them is not taken whole, by product.
    pub fn log_in(&mut self, guest: usize, account: usize) -> (usize, Vec<Left>) {
        let theirs = std::mem::take(&mut self.carts[guest]);
        let mut left = Vec::new();
        for (&product, &pieces) in &theirs {
            let (before, available) = (self.wanted(account, product), self.levels[product].available);
            let wanted = before + pieces;
            // What is sold out has nothing to be capped at: the larger wish stays, to be seen.
            let most = if available == 0 { before.max(pieces) } else { available };
            let kept = wanted.min(most).min(MOST_PIECES);
            if kept < wanted {
                left.push(Left { product, wanted, kept, by_stock: available < MOST_PIECES });
            }
            self.carts[account].insert(product, kept);
        }
        let (card, voucher) = (self.cards_in_use[guest].take(), self.vouchers_in_use[guest].take());
        self.cards_in_use[account] = self.cards_in_use[account].or(card);
        self.vouchers_in_use[account] = self.vouchers_in_use[account].or(voucher);
        // A form that is under way at the account stays, and so does the guest's.
        if self.drafts[account].is_none() {
            self.drafts[account] = self.drafts[guest].take();
        }
        (theirs.len(), left)
    }
}
