//! How good a password is.

use domain::accounts::{PasswordAdvice, PasswordStrength, PasswordWeakness};
use zxcvbn::{
    feedback::{Feedback, Suggestion, Warning},
    zxcvbn,
};

/// Characters that are looked at: what comes behind makes a password better in any case, and looking costs with the square of the length.
const LOOKED_AT: usize = 72;

/// How soon somebody would find the password who tries the likely ones first, and who knows the address and where it is for.
pub(super) fn strength(password: &str, email: &str) -> PasswordStrength {
    let looked_at: String = password.chars().take(LOOKED_AT).collect();
    let (local, host) = email.split_once('@').unwrap_or((email, ""));
    let names: Vec<&str> =
        local.split(['.', '-', '_', '+']).chain(host.split('.')).chain([email, local, "astris"]).filter(|name| name.len() > 2).collect();
    let found = zxcvbn(&looked_at, &names);
    let feedback = found.feedback();
    let mut advice: Vec<PasswordAdvice> = Vec::new();
    for suggestion in feedback.map(Feedback::suggestions).unwrap_or_default() {
        let next = advice_of(*suggestion);
        if !advice.contains(&next) {
            advice.push(next);
        }
    }
    PasswordStrength { score: found.score().into(), weakness: feedback.and_then(Feedback::warning).map(weakness), advice }
}

fn weakness(warning: Warning) -> PasswordWeakness {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => PasswordWeakness::KeyboardPattern,
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => PasswordWeakness::Repetition,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => PasswordWeakness::Common,
        Warning::SequencesLikeAbcAreEasyToGuess => PasswordWeakness::Sequence,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => PasswordWeakness::Date,
        Warning::AWordByItselfIsEasyToGuess => PasswordWeakness::Word,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess => PasswordWeakness::Name,
    }
}

fn advice_of(suggestion: Suggestion) -> PasswordAdvice {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases | Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => PasswordAdvice::FewWords,
        Suggestion::AddAnotherWordOrTwo | Suggestion::UseALongerKeyboardPatternWithMoreTurns => PasswordAdvice::AnotherWord,
        Suggestion::CapitalizationDoesntHelpVeryMuch | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => {
            PasswordAdvice::CapitalsHelpLittle
        }
        Suggestion::ReversedWordsArentMuchHarderToGuess | Suggestion::PredictableSubstitutionsDontHelpVeryMuch => {
            PasswordAdvice::SubstitutesHelpLittle
        }
        Suggestion::AvoidRepeatedWordsAndCharacters | Suggestion::AvoidSequences => PasswordAdvice::NoRepetitions,
        Suggestion::AvoidRecentYears
        | Suggestion::AvoidYearsThatAreAssociatedWithYou
        | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => PasswordAdvice::NoDates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likely_ones_are_weak() {
        for password in ["passwort123", "qwertzuiop", "1234567890", "anna.muster1", "astrisastris", "aaaaaaaaaaaa"] {
            assert!(!strength(password, "anna.muster@example.ch").is_enough(), "{password}");
        }
        assert_eq!(strength("password", "").weakness, Some(PasswordWeakness::Common));
    }

    #[test]
    fn words_that_have_nothing_to_do_with_each_other_are_enough() {
        for password in ["velo zitrone gletscher", "kQ7!vpz2Lm0w", "長い合言葉を使うのが一番安全です"] {
            assert!(strength(password, "anna.muster@example.ch").is_enough(), "{password}");
        }
    }

    #[test]
    fn what_an_outsider_knows_counts_for_nothing() {
        let (stranger, owner) = (strength("mustermann-annelies", ""), strength("mustermann-annelies", "annelies.mustermann@example.ch"));
        assert!(owner.score < stranger.score, "{owner:?} {stranger:?}");
    }

    #[test]
    fn the_longest_one_is_judged_in_time() {
        let begun = std::time::Instant::now();
        strength(&"aB3$".repeat(5_000), "x@y.ch");
        assert!(begun.elapsed().as_secs() < 5);
    }
}
