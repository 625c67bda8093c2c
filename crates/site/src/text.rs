//! The language that a page speaks, and texts with something to fill in. The tables themselves are made by the crates that have pages.

use domain::language::Language;
use leptos::prelude::use_context;

/// The page's language, which its frame provides.
pub fn use_language() -> Language {
    use_context().unwrap_or_default()
}

/// A template with its placeholders filled in.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Whether a count takes the singular; `zero_is_one` is the language's habit.
pub const fn is_one(zero_is_one: bool, count: u32) -> bool {
    count == 1 || (zero_is_one && count == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in() {
        assert_eq!(fill("a {x} b {y}", &[("x", "1"), ("y", "{x}")]), "a 1 b {x}");
        assert_eq!(fill("plain", &[]), "plain");
    }

    #[test]
    fn nothing_is_singular_where_the_language_says_so() {
        assert!(is_one(false, 1) && is_one(true, 0));
        assert!(!is_one(false, 0) && !is_one(true, 2));
    }
}
