//! The characters that documents are made of: those that a QR-bill may carry since version 2.3 of its guidelines ("Extended Latin"), which are also
//! those that the embedded font has. Whatever else a buyer writes is put into Latin letters, so that a bank's clerk and a postman can read it.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// Stands for a character that nothing is known of.
const UNKNOWN: char = '.';

/// Whether a QR-bill may carry the character.
pub const fn is_payable(character: char) -> bool {
    matches!(character, '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{20ac}')
}

/// Whether the embedded font has the character: also the marks of good typesetting.
pub const fn is_printable(character: char) -> bool {
    is_payable(character) || matches!(character, '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…' | '−')
}

/// The text as a QR-bill may carry it: composed, on one line, in at most `most` characters.
pub fn payable(text: &str, most: usize) -> String {
    let cleaned = clean(text, is_payable);
    let cut: String = cleaned.chars().take(most).collect();
    cut.trim_end().to_owned()
}

/// The text as the embedded font can show it.
pub fn printable(text: &str) -> String {
    clean(text, is_printable)
}

fn clean(text: &str, allowed: fn(char) -> bool) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.nfc() {
        if character.is_control() || (character.is_whitespace() && character != '\u{a0}') {
            clean.push(' ');
        } else if allowed(character) {
            clean.push(character);
        } else if !unicode_normalization::char::is_combining_mark(character) {
            match deunicode_char(character) {
                Some(latin) => clean.extend(latin.chars().filter(|latin| allowed(*latin))),
                None => clean.push(UNKNOWN),
            }
        }
    }
    // Runs of spaces, which transliteration makes, are one.
    clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn european_names_stay_as_they_are() {
        for name in ["Žižkova Ödön", "Łukasz Ñuñez-Çelik", "Ștefan Țîrlea", "d’Aosta".replace('’', "'").as_str(), "5 € & <b>"]
        {
            assert_eq!(payable(name, 70), name);
        }
        assert_eq!(payable("Zu\u{308}rich", 70), "Zürich", "composed");
    }

    #[test]
    fn other_scripts_become_latin() {
        assert_eq!(payable("山田 太郎", 70), "Shan Tian Tai Lang");
        assert_eq!(payable("Ελένη", 70), "Elene");
        assert_eq!(payable("Чехов", 70), "Chekhov");
        assert_eq!(payable("d’Aosta – “Casa”", 70), "d'Aosta - \"Casa\"");
        assert_eq!(payable("a\r\nEPD\tb\u{0}c", 70), "a EPD b c", "no line can be smuggled in");
        assert_eq!(printable("d’Aosta – “Casa”"), "d’Aosta – “Casa”");
    }

    proptest! {
        #[test]
        fn any_text_becomes_payable(text in any::<String>(), most in 0_usize..80) {
            let payable = payable(&text, most);
            prop_assert!(payable.chars().count() <= most);
            prop_assert!(payable.chars().all(is_payable));
            prop_assert!(printable(&text).chars().all(is_printable));
        }
    }
}
