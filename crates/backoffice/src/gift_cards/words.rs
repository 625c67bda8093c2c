//! Gift cards in words.

use domain::{backoffice::GiftCardState, money::Money, payments::GiftCardMovementKind};
use ui::Tone;

use crate::text::Texts;

/// Where a card stands.
pub const fn state_words(t: &'static Texts, state: GiftCardState) -> (&'static str, Tone) {
    match state {
        GiftCardState::Usable => (t.cards.usable, Tone::Good),
        GiftCardState::Empty => (t.cards.empty, Tone::Quiet),
        GiftCardState::Expired => (t.cards.expired, Tone::Quiet),
        GiftCardState::Blocked => (t.cards.blocked, Tone::Bad),
    }
}

/// Why a balance moved.
pub const fn kind_words(t: &'static Texts, kind: GiftCardMovementKind) -> &'static str {
    match kind {
        GiftCardMovementKind::Issue => t.cards.kind_issue,
        GiftCardMovementKind::Redeem => t.cards.kind_redeem,
        GiftCardMovementKind::GiveBack => t.cards.kind_give_back,
        GiftCardMovementKind::Correct => t.cards.kind_correct,
    }
}

/// A card by the end of its code.
pub fn card_words(ending: &str) -> String {
    format!("…{ending}")
}

/// By how much a balance moved: `+50.00`, `−41.90`.
pub fn change_words(amount: i64) -> String {
    let digits = Money::rappen(amount.saturating_abs()).digits();
    if amount < 0 { format!("−{digits}") } else { format!("+{digits}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_and_less_are_told_apart() {
        assert_eq!([change_words(5_000), change_words(-4_190), change_words(5)], ["+50.00", "−41.90", "+0.05"]);
    }
}
