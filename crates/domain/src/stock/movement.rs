//! What moves pieces, and between which of a variant's sums.

use serde::{Deserialize, Serialize};

/// Why pieces moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MovementKind {
    /// Goods came in: more is available.
    GoodsIn,
    /// Staff counted, broke or found something: more or less is available.
    Correction,
    /// An order holds what was available.
    Hold,
    /// What was held is available again: the order was not paid.
    Release,
    /// What was held is sold.
    Sale,
    /// What was available is sold, paid after its hold was over. No longer written: such an order holds anew first.
    SaleAfterRelease,
    /// What was sold is available again: the order was paid back before it left.
    Return,
}

/// How a movement of one piece changes a variant's sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Pieces that can be bought.
    pub available: i32,
    /// Pieces that orders hold.
    pub held: i32,
    /// Pieces sold.
    pub sold: i32,
}

impl MovementKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::GoodsIn, Self::Correction, Self::Hold, Self::Release, Self::Sale, Self::SaleAfterRelease, Self::Return];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GoodsIn => "goods_in",
            Self::Correction => "correction",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Sale => "sale",
            Self::SaleAfterRelease => "sale_after_release",
            Self::Return => "return",
        }
    }

    /// The kind of a word in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What one piece does. Only what people bring in or correct changes how many there are altogether.
    pub const fn change(self) -> Change {
        let (available, held, sold) = match self {
            Self::GoodsIn | Self::Correction => (1, 0, 0),
            Self::Hold => (-1, 1, 0),
            Self::Release => (1, -1, 0),
            Self::Sale => (0, -1, 1),
            Self::SaleAfterRelease => (-1, 0, 1),
            Self::Return => (1, 0, -1),
        };
        Change { available, held, sold }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for kind in MovementKind::ALL {
            assert_eq!(MovementKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(MovementKind::from_code("theft"), None);
    }

    #[test]
    fn orders_make_no_pieces_and_lose_none() {
        for kind in MovementKind::ALL {
            let Change { available, held, sold } = kind.change();
            let by_people = matches!(kind, MovementKind::GoodsIn | MovementKind::Correction);
            assert_eq!(available + held + sold, i32::from(by_people), "{kind:?}");
        }
    }
}
