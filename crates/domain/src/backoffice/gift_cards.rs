//! Gift cards as staff see and handle them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{MOST_ROWS, MovementOrder, USUAL_ROWS, Who};
use crate::{accounts::Proof, email::Email, failure::FieldError, language::Language, orders::tidy_code, payments::GiftCardMovementKind};

/// Characters of a code by which people recognise a card: its last ones.
pub const ENDING: usize = 4;

/// Longest reason, in characters.
pub const LONGEST_CARD_REASON: usize = 200;

/// Most that one card may hold, in rappen: more is a slip of the keyboard.
pub const MOST_ON_A_CARD: i64 = 500_000;

/// Where a gift card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftCardState {
    /// Something can be paid with it.
    Usable,
    /// Nothing is left on it.
    Empty,
    /// Its time is over.
    Expired,
    /// Staff have blocked it.
    Blocked,
}

impl GiftCardState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Usable, Self::Empty, Self::Expired, Self::Blocked];

    /// The word in the database and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Empty => "empty",
            Self::Expired => "expired",
            Self::Blocked => "blocked",
        }
    }

    /// The state of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Which cards to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiftCardQuery {
    /// The last characters of the code. Of more than [`ENDING`] the last ones count. Empty for all.
    pub search: String,
    /// Where they stand; all of them without it.
    pub state: Option<GiftCardState>,
    /// Where the page begins: [`GiftCardList::next`] of the page before.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl GiftCardQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The end of a code that is searched for: empty for all, none where no code can have it.
    pub fn ending(&self) -> Option<String> {
        if self.search.trim().is_empty() {
            return Some(String::new());
        }
        let code = tidy_code(&self.search)?;
        Some(code[code.len().saturating_sub(ENDING)..].to_owned())
    }
}

/// A page of cards, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<GiftCardRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
    /// Whether the asker may issue cards.
    pub may_issue: bool,
}

/// A card in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardRow {
    /// Its id.
    pub id: Uuid,
    /// The last characters of its code.
    pub ending: String,
    /// What is left on it, in rappen.
    pub balance: i64,
    /// What it was issued with, in rappen.
    pub issued: i64,
    /// Where it stands.
    pub state: GiftCardState,
    /// Until when it can be used, UTC; `None` for always.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was issued, UTC.
    pub at: DateTime<Utc>,
}

/// Why and since when a card is blocked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardBlock {
    /// What staff wrote.
    pub reason: String,
    /// Since when, UTC.
    pub at: DateTime<Utc>,
}

/// Whether the asker may do what not everybody may who sees the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offer {
    /// They may not.
    #[default]
    No,
    /// They may.
    Yes,
    /// They may, once they have proved who they are.
    After(Proof),
}

/// A card with what moved its balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardDetail {
    /// The card.
    pub row: GiftCardRow,
    /// Counts how often it was blocked and set free.
    pub version: i64,
    /// The block, if it is blocked.
    pub block: Option<GiftCardBlock>,
    /// A page of its movements, the newest first.
    pub movements: Vec<GiftCardMovement>,
    /// Below which number the next page begins, if there is more.
    pub older: Option<i64>,
    /// Whether the asker may correct what is on it.
    pub correction: Offer,
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardMovement {
    /// Its number in the ledger, which grows with time.
    pub id: i64,
    /// Why the balance moved.
    pub kind: GiftCardMovementKind,
    /// By how much, in rappen.
    pub amount: i64,
    /// The order that is the cause.
    pub order: Option<MovementOrder>,
    /// What staff wrote.
    pub reason: String,
    /// Who it was, where people are the cause.
    pub who: Option<Who>,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// A card to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueGiftCardRequest {
    /// Its id, made with the form: the same key again is the same card.
    pub key: Uuid,
    /// What is put on it, in rappen; a multiple of five.
    pub amount: i64,
    /// Until when it can be used, UTC; `None` for always.
    pub expires_at: Option<DateTime<Utc>>,
    /// Why: sold, a gesture, a prize.
    pub reason: String,
    /// Whom the code is sent to, and in which language; to nobody without it.
    pub recipient: Option<(Email, Language)>,
}

/// A card that is to be blocked or to be free again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockGiftCardRequest {
    /// Which.
    pub card: Uuid,
    /// The version that the screen showed.
    pub version: i64,
    /// Whether it shall be blocked.
    pub blocked: bool,
    /// Why; never empty.
    pub reason: String,
}

/// A correction of what is on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectGiftCardRequest {
    /// Made by the page with the form: the same key again, which is a repeated click, counts once.
    pub key: Uuid,
    /// Which card.
    pub card: Uuid,
    /// How much more or, below zero, less there is, in rappen: not zero, at most [`MOST_ON_A_CARD`] either way.
    pub change: i64,
    /// Why; never empty.
    pub reason: String,
}

/// What is wrong with a reason.
pub fn check_card_reason(reason: &str) -> Option<FieldError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Some(FieldError::required("reason"));
    }
    (reason.chars().count() > LONGEST_CARD_REASON).then(|| FieldError::too_long("reason", LONGEST_CARD_REASON))
}

impl CorrectGiftCardRequest {
    /// What is wrong with it, by the names of the fields.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.change == 0 || self.change.checked_abs().is_none_or(|change| change > MOST_ON_A_CARD) || self.change % 5 != 0 {
            errors.push(FieldError::malformed("amount"));
        }
        errors.extend(check_card_reason(&self.reason));
        if self.key.is_nil() {
            errors.push(FieldError::required("key"));
        }
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for state in GiftCardState::ALL {
            assert_eq!(GiftCardState::from_code(state.code()), Some(state));
        }
        assert_eq!(GiftCardState::from_code("lost"), None);
    }

    #[test]
    fn of_a_whole_code_the_end_is_enough() {
        let ending = |search: &str| GiftCardQuery { search: search.into(), ..GiftCardQuery::default() }.ending();
        assert_eq!((ending(" "), ending("a-b"), ending("00000-0000a bcd")), (Some(String::new()), Some("AB".into()), Some("ABCD".into())));
        assert_eq!((ending("é"), ending("%_")), (None, None));
    }

    #[test]
    fn a_correction_is_of_coins_and_has_a_reason() {
        let correction =
            |change, reason: &str| CorrectGiftCardRequest { key: Uuid::from_u128(1), card: Uuid::nil(), change, reason: reason.into() };
        for change in [5, -5, MOST_ON_A_CARD, -MOST_ON_A_CARD] {
            assert_eq!(correction(change, "verrechnet").check(), [], "{change}");
        }
        for change in [0, 3, -3, MOST_ON_A_CARD + 5, i64::MIN] {
            assert_eq!(correction(change, "verrechnet").check(), [FieldError::malformed("amount")], "{change}");
        }
        assert_eq!(correction(5, " ").check(), [FieldError::required("reason")]);
        assert_eq!(correction(5, &"x".repeat(201)).check(), [FieldError::too_long("reason", 200)]);
    }
}
