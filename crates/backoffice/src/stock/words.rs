//! What moves pieces, in words.

use domain::stock::MovementKind;

use crate::text::Texts;

/// Why pieces moved.
pub const fn kind_words(t: &'static Texts, kind: MovementKind) -> &'static str {
    match kind {
        MovementKind::GoodsIn => t.stock.receive,
        MovementKind::Correction => t.stock.correction,
        MovementKind::Hold => t.stock.hold,
        MovementKind::Release => t.stock.release,
        MovementKind::Sale | MovementKind::SaleAfterRelease => t.stock.sale,
        MovementKind::Return => t.stock.given_back,
    }
}

/// How many pieces more or fewer can be bought by it; where it changes nothing of that, how many it is about.
pub fn change_words(change: i32, quantity: i32) -> String {
    match change {
        0 => quantity.to_string(),
        1.. => format!("+{change}"),
        _ => format!("−{}", change.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_and_fewer_are_told_apart() {
        assert_eq!([change_words(5, 5), change_words(-4, 4), change_words(0, 4), change_words(-6, -6)], ["+5", "−4", "4", "−6"]);
    }
}
