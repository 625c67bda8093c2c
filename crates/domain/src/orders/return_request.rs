//! What a buyer enters to send goods back, and what pages show of returns.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Pieces, ReturnState};
use crate::failure::FieldError;

/// Longest free text, in characters.
pub const LONGEST_WORDS: usize = 500;

/// Why goods go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// It is not what the buyer had imagined.
    NotAsExpected,
    /// It does not fit.
    DoesNotFit,
    /// It arrived broken.
    Damaged,
    /// It is not what was ordered.
    WrongItem,
    /// The buyer has changed their mind.
    ChangedMind,
    /// Something else.
    Other,
}

impl ReturnReason {
    /// All reasons, in the order in which a list shows them.
    pub const ALL: [Self; 6] = [Self::NotAsExpected, Self::DoesNotFit, Self::Damaged, Self::WrongItem, Self::ChangedMind, Self::Other];

    /// The name in forms and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAsExpected => "not_as_expected",
            Self::DoesNotFit => "does_not_fit",
            Self::Damaged => "damaged",
            Self::WrongItem => "wrong_item",
            Self::ChangedMind => "changed_mind",
            Self::Other => "other",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// The form as it was entered. All texts, so that nothing that a browser can send gets lost on the way to its error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnForm {
    /// Which return of the order this is, from 1: the same form sent twice makes one return.
    #[serde(default)]
    pub number: String,
    /// The reason's code.
    #[serde(default)]
    pub reason: String,
    /// What else there is to say.
    #[serde(default)]
    pub words: String,
    /// How many pieces of each line.
    #[serde(default)]
    pub pieces: Vec<EnteredPieces>,
}

/// How many pieces of a line, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredPieces {
    /// The line's position in its order, from 0.
    #[serde(default)]
    pub position: String,
    /// How many; empty for none.
    #[serde(default)]
    pub quantity: String,
}

/// A return that can be looked at: sound in itself, not yet compared with the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnRequest {
    /// Which return of the order this is, from 1.
    pub number: u32,
    /// Why.
    pub reason: ReturnReason,
    /// What else there is to say.
    pub words: String,
    /// What goes back; at least one piece.
    pub pieces: Vec<Pieces>,
}

/// The field of a line's quantity.
pub fn quantity_field(position: &str) -> String {
    format!("quantity-{position}")
}

impl ReturnForm {
    /// The request, or everything that is wrong with it. Whether there are so many pieces to send back is for the shop to say, under
    /// [`quantity_field`].
    pub fn checked(&self) -> Result<ReturnRequest, Vec<FieldError>> {
        let mut errors = Vec::new();
        let (mut pieces, mut is_empty) = (Vec::<Pieces>::new(), true);
        for entered in &self.pieces {
            let text = entered.quantity.trim();
            if text.is_empty() || text == "0" {
                continue;
            }
            is_empty = false;
            match (entered.position.trim().parse::<u32>(), text.parse::<u32>()) {
                (Ok(position), Ok(quantity)) if !pieces.iter().any(|known| known.position == position) => {
                    pieces.push(Pieces { position, quantity });
                }
                _ => errors.push(FieldError::malformed(&quantity_field(entered.position.trim()))),
            }
        }
        if is_empty {
            errors.push(FieldError::required("pieces"));
        }
        let reason = ReturnReason::from_code(self.reason.trim());
        if reason.is_none() {
            errors.push(if self.reason.trim().is_empty() { FieldError::required("reason") } else { FieldError::unknown("reason") });
        }
        let words = self.words.trim();
        if words.chars().count() > LONGEST_WORDS {
            errors.push(FieldError::too_long("words", LONGEST_WORDS));
        }
        // Made by the page and not by the buyer: without it the form counts as the first.
        let number = self.number.trim().parse().unwrap_or(1);
        match reason {
            Some(reason) if errors.is_empty() => Ok(ReturnRequest { number, reason, words: words.to_owned(), pieces }),
            _ => Err(errors),
        }
    }
}

/// A return as the order's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnView {
    /// Its id, for staff.
    pub id: Uuid,
    /// The first return of an order is 1.
    pub number: u32,
    /// Where it stands.
    pub state: ReturnState,
    /// Why.
    pub reason: ReturnReason,
    /// What the buyer has said.
    pub words: String,
    /// What staff have said when they accepted or refused it.
    pub answer: String,
    /// What goes back.
    pub pieces: Vec<Pieces>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(quantity: &str) -> ReturnForm {
        ReturnForm {
            number: "1".into(),
            reason: "damaged".into(),
            words: " Ein Sprung. ".into(),
            pieces: vec![EnteredPieces { position: "0".into(), quantity: quantity.into() }, EnteredPieces::default()],
        }
    }

    #[test]
    fn a_sound_form_is_read() {
        let request = form("2").checked().unwrap();
        assert_eq!((request.number, request.reason, request.words.as_str()), (1, ReturnReason::Damaged, "Ein Sprung."));
        assert_eq!(request.pieces, [Pieces { position: 0, quantity: 2 }]);
        for reason in ReturnReason::ALL {
            assert_eq!(ReturnReason::from_code(reason.code()), Some(reason));
        }
    }

    #[test]
    fn whatever_is_no_quantity_is_said_at_its_field() {
        for quantity in ["-1", "1.5", "zwei", "99999999999", "1e3", "²"] {
            assert_eq!(form(quantity).checked(), Err(vec![FieldError::malformed("quantity-0")]), "{quantity}");
        }
        for quantity in ["", "0", "  "] {
            assert_eq!(form(quantity).checked(), Err(vec![FieldError::required("pieces")]), "{quantity}");
        }
        let mut twice = form("1");
        twice.pieces[1] = twice.pieces[0].clone();
        assert_eq!(twice.checked(), Err(vec![FieldError::malformed("quantity-0")]));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = ReturnForm { reason: "because".into(), words: "x".repeat(LONGEST_WORDS + 1), ..ReturnForm::default() };
        let fields: Vec<_> = wrong.checked().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["pieces", "reason", "words"]);
    }
}
