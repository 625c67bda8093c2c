//! What a visitor searches for, taken apart.

/// Most words that a search looks at; more make it slower, not better.
const MOST_WORDS: usize = 6;

/// Most characters of a word that a search looks at.
const LONGEST_WORD: usize = 32;

/// Most characters of a phrase that are read at all.
const LONGEST_PHRASE: usize = 200;

/// The words of a phrase: letters and digits only, so that nothing in them means something to `LIKE`.
///
/// Empty when the phrase holds nothing that can be searched for.
pub(super) fn words(phrase: &str) -> Vec<String> {
    let phrase: String = phrase.chars().take(LONGEST_PHRASE).collect();
    phrase
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_lose_their_meaning() {
        assert_eq!(words("100% _a\\b"), ["100", "a", "b"]);
        assert!(words(" %_\\' -- ").is_empty());
    }

    #[test]
    fn length_and_number_are_bounded() {
        assert_eq!(words(&"a ".repeat(1_000)).len(), MOST_WORDS);
        assert_eq!(words(&"é".repeat(10_000))[0].chars().count(), LONGEST_WORD);
    }
}
