//! Passwords: what may be one, and how good one is.

use serde::{Deserialize, Serialize};

use crate::failure::FieldError;

/// Fewest characters of a password. Its strength is asked as well, so this is what can be said before anything is typed.
pub const SHORTEST_PASSWORD: usize = 10;

/// Most characters of a password (NIST SP 800-63B asks for 64 at least); beyond, hashing would cost whoever pays for it.
pub const LONGEST_PASSWORD: usize = 200;

/// A password as it was typed. It is never shown, logged or stored.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// What was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can be a new password by its length alone; `field` names it in the errors.
    pub fn check_length(&self, field: &str) -> Result<(), FieldError> {
        match self.0.chars().count() {
            0 => Err(FieldError::required(field)),
            length if length < SHORTEST_PASSWORD => Err(FieldError::too_short(field, SHORTEST_PASSWORD)),
            length if length > LONGEST_PASSWORD => Err(FieldError::too_long(field, LONGEST_PASSWORD)),
            _ => Ok(()),
        }
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("…")
    }
}

/// How good a password is, as somebody would find who tries the likely ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordStrength {
    /// From 0 (among the first thousand tried) to 4 (not among the first ten billion).
    pub score: u8,
    /// What makes it weak, if one thing does.
    pub weakness: Option<PasswordWeakness>,
    /// What would make it better.
    pub advice: Vec<PasswordAdvice>,
}

impl PasswordStrength {
    /// The lowest score that a new password may have: safe unless somebody guesses at it away from the shop.
    pub const LEAST: u8 = 3;

    /// Whether it is good enough.
    pub const fn is_enough(&self) -> bool {
        self.score >= Self::LEAST
    }
}

/// What makes a password easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasswordWeakness {
    /// Keys that lie side by side.
    KeyboardPattern,
    /// Something repeated.
    Repetition,
    /// A sequence such as `abc` or `6543`.
    Sequence,
    /// It is, or nearly is, one that many people use.
    Common,
    /// A single word.
    Word,
    /// A name.
    Name,
    /// A date or a year.
    Date,
}

/// What would make a password harder to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasswordAdvice {
    /// A few words that have nothing to do with each other; neither digits nor signs are needed.
    FewWords,
    /// One or two more words.
    AnotherWord,
    /// Capital letters help little.
    CapitalsHelpLittle,
    /// Writing it backwards or with digits for letters helps little.
    SubstitutesHelpLittle,
    /// No repetitions and sequences.
    NoRepetitions,
    /// No dates and years, least one's own.
    NoDates,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::FieldProblem;

    #[test]
    fn lengths_are_counted_in_characters() {
        let problem = |text: &str| Password::from(text).check_length("password").map_err(|error| error.problem);
        assert_eq!(problem(""), Err(FieldProblem::Required));
        assert_eq!(problem("neun zei."), Err(FieldProblem::TooShort { least: 10 }));
        assert_eq!(problem("zehn zeich"), Ok(()));
        assert_eq!(problem(&"ü".repeat(200)), Ok(()));
        assert_eq!(problem(&"ü".repeat(201)), Err(FieldProblem::TooLong { most: 200 }));
    }

    #[test]
    fn debug_hides_it() {
        assert_eq!(format!("{:?}", Some(Password::from("Kennwort-42"))), "Some(…)");
    }
}
