//! Pieces of a file.

/// A piece of a file, in bytes of text.
pub(super) const PIECE: usize = 256 * 1024;

/// Cuts what is full off a text, at the end of a character.
pub(super) fn full(text: &mut String) -> Option<String> {
    if text.len() < PIECE {
        return None;
    }
    let mut end = PIECE;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = text.split_off(end);
    Some(std::mem::replace(text, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stay_whole() {
        let mut text = format!("a{}", "é".repeat(PIECE));
        let mut pieces = String::new();
        while let Some(piece) = full(&mut text) {
            assert!(piece.len() <= PIECE);
            pieces.push_str(&piece);
        }
        pieces.push_str(&text);
        assert_eq!(pieces, format!("a{}", "é".repeat(PIECE)));
    }
}
