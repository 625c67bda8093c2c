//! The check that IBAN (ISO 13616) and creditor reference (ISO 11649) share: ISO 7064, MOD 97-10.

/// The number that letters and digits make, modulo 97, with `A` as 10 to `Z` as 35; `None` when anything else is in it.
pub(super) fn modulo_97(characters: impl Iterator<Item = char>) -> Option<u32> {
    let mut rest = 0;
    for character in characters {
        let value = character.to_digit(36).filter(|_| !character.is_ascii_lowercase())?;
        rest = if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 };
    }
    Some(rest)
}

/// The remainder with the first four characters moved to the end, as both standards have it.
pub(super) fn modulo_97_rotated(text: &str) -> Option<u32> {
    let (head, tail) = (text.get(..4)?, text.get(4..)?);
    modulo_97(tail.chars().chain(head.chars()))
}

/// The text in upper case without white space, as people type and print it in groups; `None` when it is longer than `most` characters.
pub(super) fn compact(text: &str, most: usize) -> Option<String> {
    let mut compact = String::new();
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        if compact.len() >= most {
            return None;
        }
        compact.push(character.to_ascii_uppercase());
    }
    Some(compact)
}

/// Groups of four from the left.
pub(super) fn in_fours(text: &str) -> String {
    let mut grouped = String::with_capacity(text.len() + text.len() / 4);
    for (index, character) in text.chars().enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}
