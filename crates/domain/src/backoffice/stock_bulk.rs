//! The same booked for many articles of the stock.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StockQuery;
use crate::{
    failure::FieldError,
    ids::VariantId,
    stock::{LONGEST_REASON, MOST_MOVED, MovementKind, StockLevel, StockRefusal},
};

/// Most articles of one act.
pub const MOST_BOOKED: u32 = 500;

/// Most pieces of an article that the shop counts.
const MOST_PIECES: i64 = 10_000_000;

/// What is booked for each of the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockAct {
    /// They were counted: so many pieces are available, besides what orders hold or have bought.
    Count(u32),
    /// Goods came in: so many pieces more.
    Receive(u32),
    /// So many pieces more or, below zero, fewer.
    Correct(i32),
}

impl StockAct {
    /// What the ledger calls it.
    pub const fn kind(self) -> MovementKind {
        match self {
            Self::Receive(_) => MovementKind::GoodsIn,
            Self::Count(_) | Self::Correct(_) => MovementKind::Correction,
        }
    }

    /// By how many pieces it changes an article of which a screen showed so many as available. What is sold after that stays sold: the difference is booked.
    pub fn change(self, shown: i32) -> i64 {
        match self {
            Self::Count(pieces) => i64::from(pieces) - i64::from(shown),
            Self::Receive(pieces) => i64::from(pieces),
            Self::Correct(change) => i64::from(change),
        }
    }

    /// The same for an article that stands at `level`; 0 where it is so already.
    ///
    /// # Errors
    /// [`StockRefusal::BelowZero`] where that takes more than what is available and the article is not sold beyond its stock; [`StockRefusal::TooMany`] where
    /// there would be more pieces than the shop counts, or more at once than staff may book.
    pub fn plan(self, shown: i32, level: &StockLevel) -> Result<i32, StockRefusal> {
        let change = self.change(shown);
        let then = i64::from(level.available) + change;
        if change < 0 && then < 0 && !level.backorder {
            return Err(StockRefusal::BelowZero { available: level.available });
        }
        let is_counted = then.unsigned_abs() <= MOST_PIECES.unsigned_abs() && change.unsigned_abs() <= u64::from(MOST_MOVED);
        i32::try_from(change).ok().filter(|_| is_counted).ok_or(StockRefusal::TooMany)
    }

    /// What is wrong with it and with the reason for it, field by field. Goods come in without a reason, too.
    pub fn check(self, reason: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let is_sound = match self {
            Self::Count(pieces) => pieces <= MOST_MOVED,
            Self::Receive(pieces) => (1..=MOST_MOVED).contains(&pieces),
            Self::Correct(change) => change != 0 && change.unsigned_abs() <= MOST_MOVED,
        };
        if !is_sound {
            errors.push(FieldError::malformed("value"));
        }
        errors.extend(self.check_reason(reason));
        errors
    }

    /// What is wrong with the reason alone.
    pub fn check_reason(self, reason: &str) -> Option<FieldError> {
        let reason = reason.trim();
        if reason.is_empty() && self.kind() == MovementKind::Correction {
            return Some(FieldError::required("reason"));
        }
        if reason.chars().count() > LONGEST_REASON {
            return Some(FieldError::too_long("reason", LONGEST_REASON));
        }
        reason.contains('\0').then(|| FieldError::malformed("reason"))
    }
}

/// Which articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockScope {
    /// These.
    Selected(Vec<VariantId>),
    /// All that a table finds, on all its pages.
    Found(StockQuery),
}

/// What an act would book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockPreview {
    /// The articles that would change.
    pub changes: Vec<StockChange>,
    /// The articles for which it cannot be booked, with why.
    pub refused: Vec<StockRefused>,
    /// How many articles it would leave as they are.
    pub same: u32,
    /// Whether more articles are meant than can be booked at once; then none would be.
    pub too_many: bool,
}

/// An article as a list names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockItem {
    /// Which one.
    pub variant: VariantId,
    /// Its SKU.
    pub sku: String,
    /// Its product's name in the asker's language.
    pub name: String,
    /// What it is chosen by; empty where there is nothing to choose.
    pub options: String,
}

/// An article that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockChange {
    /// Which one.
    pub item: StockItem,
    /// As it was when it was looked at.
    pub seen: StockSeen,
    /// Pieces more or, below zero, fewer.
    pub change: i32,
}

/// An article for which an act cannot be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRefused {
    /// Which one.
    pub item: StockItem,
    /// Why.
    pub why: StockRefusal,
}

/// An article as a screen showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockSeen {
    /// Which one.
    pub variant: VariantId,
    /// Pieces that were available.
    pub available: i32,
    /// The number of the last movement that people had caused, 0 where there was none: a count is true as long as there is no other.
    pub movement: i64,
}

/// A booking for several articles, by somebody who saw what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockBulkRequest {
    /// Made by the form; it becomes the act's id, so that a form that is sent twice does its work once.
    pub key: Uuid,
    /// What is booked.
    pub act: StockAct,
    /// Why; for goods that came in it may be empty.
    pub reason: String,
    /// For which articles, [`MOST_BOOKED`] at most, as the screen showed them.
    pub items: Vec<StockSeen>,
}

/// The last booking for several articles that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockBulkDone {
    /// The act.
    pub act: Uuid,
    /// How many articles it changed.
    pub items: u32,
}

/// What was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockUndone {
    /// How many articles were booked the other way round.
    pub restored: u32,
    /// The SKUs of those of which not enough pieces are left for that: they stay as they are.
    pub left: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(available: i32, backorder: bool) -> StockLevel {
        StockLevel { variant: VariantId(Uuid::nil()), available, held: 4, sold: 9, backorder }
    }

    #[test]
    fn a_count_books_the_difference_to_what_was_shown() {
        let count = |pieces, shown, now| StockAct::Count(pieces).plan(shown, &level(now, false));
        assert_eq!((count(8, 10, 10), count(8, 8, 8), count(0, 10, 10)), (Ok(-2), Ok(0), Ok(-10)));
        assert_eq!(count(8, 10, 7), Ok(-2), "what was sold meanwhile stays sold");
        assert_eq!(count(0, 10, 7), Err(StockRefusal::BelowZero { available: 7 }));
        assert_eq!(count(3, -2, -2), Ok(5), "what is promised beyond the stock is made up for");
    }

    #[test]
    fn nothing_goes_below_zero_unless_it_is_sold_on_backorder() {
        let correct = |change, now, backorder| StockAct::Correct(change).plan(now, &level(now, backorder));
        assert_eq!((correct(-5, 5, false), correct(-6, 5, true)), (Ok(-5), Ok(-6)));
        assert_eq!(correct(-6, 5, false), Err(StockRefusal::BelowZero { available: 5 }));
        assert_eq!(correct(2, -5, false), Ok(2), "more is always possible, also where it is still too little");
    }

    #[test]
    fn there_is_an_end_to_counting() {
        let receive = |pieces, now| StockAct::Receive(pieces).plan(now, &level(now, false));
        assert_eq!((receive(100_000, 9_900_000), receive(100_000, 9_900_001)), (Ok(100_000), Err(StockRefusal::TooMany)));
        assert_eq!(StockAct::Count(0).plan(200_000, &level(200_000, false)), Err(StockRefusal::TooMany));
        assert_eq!(StockAct::Correct(i32::MIN).plan(0, &level(0, true)), Err(StockRefusal::TooMany));
    }

    #[test]
    fn each_field_is_told_what_is_wrong_with_it() {
        assert_eq!(StockAct::Receive(3).check(" "), []);
        assert_eq!(StockAct::Count(0).check("Inventur"), []);
        let (value, reason) = (FieldError::malformed("value"), FieldError::required("reason"));
        let malformed = [value.clone()];
        assert_eq!(StockAct::Receive(0).check(""), malformed);
        assert_eq!(StockAct::Count(MOST_MOVED + 1).check("x"), malformed);
        assert_eq!(StockAct::Correct(0).check(" "), [value, reason.clone()]);
        assert_eq!(StockAct::Count(1).check(""), [reason]);
        assert_eq!(StockAct::Receive(1).check(&"x".repeat(LONGEST_REASON + 1)), [FieldError::too_long("reason", LONGEST_REASON)]);
    }
}
