//! The shop's four languages.

use serde::{Deserialize, Serialize};

/// A language that pages and mails are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German, in its Swiss spelling (no ß).
    #[default]
    De,
    /// French.
    Fr,
    /// Italian.
    It,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which a switch shows them.
    pub const ALL: [Self; 4] = [Self::De, Self::Fr, Self::It, Self::En];

    /// The code in URLs, in the database and in `hreflang`: `de`, `fr`, `it`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::Fr => "fr",
            Self::It => "it",
            Self::En => "en",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::Fr => "Français",
            Self::It => "Italiano",
            Self::En => "English",
        }
    }

    /// The language of a code, if it is one of the four.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The best match for an `Accept-Language` header (RFC 9110, 12.5.4), by weight, then by order; German when nothing fits.
    pub fn negotiate(header: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            if let Some(language) = Self::from_code(&primary)
                && weight > best.map_or(0.0, |(weight, _)| weight)
            {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language).unwrap_or_default()
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_wins() {
        assert_eq!(Language::negotiate("fr-CH, fr;q=0.9, en;q=0.8"), Language::Fr);
        assert_eq!(Language::negotiate("es, en;q=0.5, it;q=0.7"), Language::It);
        assert_eq!(Language::negotiate("it;q=0, en;q=0.1"), Language::En);
    }

    #[test]
    fn nonsense_gives_german() {
        for header in ["", ";;;", "q=1", "zh", "de;q=abc", "\u{fffd}"] {
            assert_eq!(Language::negotiate(header), Language::De, "{header}");
        }
    }
}
