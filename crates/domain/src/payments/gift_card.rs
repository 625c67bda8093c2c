//! Gift cards: their codes and what is shown of them.

use serde::{Deserialize, Serialize};

/// Crockford's base 32: no letter that looks like a digit, and no U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a code: 100 bits.
const LENGTH: usize = 20;

/// Random bytes that a code is made of; of the last one half is used.
pub const GIFT_CARD_ENTROPY: usize = 13;

/// The code of a gift card. Whoever has it has the money, so it is stored nowhere and its `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct GiftCardCode(String);

impl GiftCardCode {
    /// The code of random bytes.
    pub fn of(random: [u8; GIFT_CARD_ENTROPY]) -> Self {
        let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let character = |place: usize| char::from(ALPHABET[usize::try_from(bits >> (5 * place) & 31).unwrap_or(0)]);
        Self((0..LENGTH).map(character).collect())
    }

    /// The code that people write, tidied by [`crate::orders::tidy_code`] before; letters that look like digits are read as those.
    pub fn read(tidied: &str) -> Option<Self> {
        let code: String = tidied
            .chars()
            .map(|character| match character {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        (code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte))).then_some(Self(code))
    }

    /// The characters without hyphens, to be hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four characters, by which people recognise a card.
    pub fn ending(&self) -> &str {
        &self.0[LENGTH - 4..]
    }
}

/// In four groups of five, for people.
impl std::fmt::Display for GiftCardCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, second) = self.0.split_at(LENGTH / 2);
        let ((one, two), (three, four)) = (first.split_at(5), second.split_at(5));
        write!(formatter, "{one}-{two}-{three}-{four}")
    }
}

impl std::fmt::Debug for GiftCardCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "GiftCardCode(…{})", self.ending())
    }
}

/// Why a card's balance moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiftCardMovementKind {
    /// It was issued.
    Issue,
    /// An order was paid with it.
    Redeem,
    /// An order gave back what it had taken.
    GiveBack,
    /// Staff corrected it, for a reason.
    Correct,
}

impl GiftCardMovementKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Issue, Self::Redeem, Self::GiveBack, Self::Correct];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Redeem => "redeem",
            Self::GiveBack => "give_back",
            Self::Correct => "correct",
        }
    }

    /// The kind of a word in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A gift card in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardView {
    /// The last four characters of its code.
    pub ending: String,
    /// What is left on it, in rappen.
    pub balance: i64,
}

impl GiftCardView {
    /// What it pays of a total, in rappen.
    pub fn pays(&self, total: i64) -> i64 {
        self.balance.clamp(0, total.max(0))
    }
}

#[cfg(test)]
mod tests {
    use crate::orders::tidy_code;

    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_shown() {
        let code = GiftCardCode::of([0x5a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0xff]);
        let shown = code.to_string();
        assert_eq!((shown.len(), shown.matches('-').count()), (LENGTH + 3, 3));
        for text in [shown.clone(), shown.to_lowercase(), format!("  {} ", shown.replace('-', " "))] {
            assert_eq!(GiftCardCode::read(&tidy_code(&text).unwrap()), Some(code.clone()), "{text}");
        }
        assert!(shown.ends_with(code.ending()));
        assert!(!format!("{code:?}").contains(&shown[..10]));
    }

    #[test]
    fn every_bit_of_the_randomness_makes_another_code() {
        let of = |place: usize| {
            let mut random = [0; GIFT_CARD_ENTROPY];
            random[GIFT_CARD_ENTROPY - 1 - place / 8] = 1 << (place % 8);
            GiftCardCode::of(random).as_str().to_owned()
        };
        let codes: std::collections::HashSet<_> = (0..LENGTH * 5).map(of).collect();
        assert_eq!(codes.len(), 100);
    }

    #[test]
    fn letters_that_look_like_digits_are_digits() {
        assert_eq!(GiftCardCode::read("OOOOOIIIIILLLLL00000").unwrap().as_str(), "00000111111111100000");
        assert_eq!(GiftCardCode::read("UUUUUIIIIILLLLL00000"), None);
        assert_eq!(GiftCardCode::read("WILLKOMMEN10"), None);
    }

    #[test]
    fn words_are_read_back() {
        for kind in GiftCardMovementKind::ALL {
            assert_eq!(GiftCardMovementKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(GiftCardMovementKind::from_code("theft"), None);
    }

    #[test]
    fn a_card_never_pays_more_than_it_has_or_than_is_asked() {
        let card = GiftCardView { ending: "1111".into(), balance: 500 };
        assert_eq!((card.pays(300), card.pays(900), card.pays(0), card.pays(-5)), (300, 500, 0, 0));
    }
}
