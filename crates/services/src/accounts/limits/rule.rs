use std::{fmt, str::FromStr, time::Duration};

/// Most tries that a rule can allow, and its longest window in minutes.
const MOST: u64 = 1_000_000;
const LONGEST_MINUTES: u64 = 24 * 60;

/// How many tries are allowed within a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Tries within a window, at least 1.
    pub most: u64,
    /// The window.
    pub window: Duration,
}

/// The text is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of tries and of minutes, such as 50/10")]
pub struct NoRule;

/// As the operator writes it: tries and minutes, `50/10`.
impl FromStr for Rule {
    type Err = NoRule;

    fn from_str(text: &str) -> Result<Self, NoRule> {
        let (most, minutes) = text.split_once('/').ok_or(NoRule)?;
        let number = |text: &str| text.trim().parse::<u64>().map_err(|_| NoRule);
        let (most, minutes) = (number(most)?, number(minutes)?);
        if !(1..=MOST).contains(&most) || !(1..=LONGEST_MINUTES).contains(&minutes) {
            return Err(NoRule);
        }
        Ok(Self { most, window: Duration::from_secs(minutes * 60) })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.most, self.window.as_secs() / 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read() {
        assert_eq!("50/10".parse(), Ok(Rule { most: 50, window: Duration::from_mins(10) }));
        assert_eq!(" 3 / 60 ".parse(), Ok(Rule { most: 3, window: Duration::from_hours(1) }));
    }

    #[test]
    fn what_would_let_nobody_or_everybody_in_is_none() {
        for text in ["", "50", "0/10", "50/0", "-1/10", "50/2000", "many/10", "50/10/1", "2000000/1"] {
            assert_eq!(text.parse::<Rule>(), Err(NoRule), "{text}");
        }
    }
}
