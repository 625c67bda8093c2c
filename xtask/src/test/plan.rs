//! Which parts of the tests a command asks for.

use crate::failure::{Failure, Result};

/// A part of `cargo xtask test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Fmt,
    Clippy,
    Graph,
    Deny,
    Queries,
    Rust,
    Browser,
}

impl Part {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Fmt, "fmt"),
        (Self::Clippy, "clippy"),
        (Self::Graph, "graph"),
        (Self::Deny, "deny"),
        (Self::Queries, "queries"),
        (Self::Rust, "rust"),
        (Self::Browser, "browser"),
    ];

    fn named(name: &str) -> Result<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(part, _)| *part).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|(_, name)| *name).collect();
            Failure::new(format!("`{name}` is not a part of the tests: choose from {}.", names.join(", ")))
        })
    }
}

/// What to run.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    parts: Vec<Part>,
    /// Only tests whose name contains this.
    pub filter: Option<String>,
    /// How often each browser test runs: a race shows itself in one run of many.
    pub repeat: u16,
}

impl Plan {
    /// Reads `[NAME] [--only PART]… [--repeat N]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let (mut parts, mut filter, mut repeat) = (Vec::new(), None, 1);
        let mut words = arguments.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word {
                "--only" => parts.push(Part::named(words.next().unwrap_or_default())?),
                _ if word.starts_with("--only=") => parts.push(Part::named(&word["--only=".len()..])?),
                "--repeat" => repeat = times(words.next().unwrap_or_default())?,
                _ if word.starts_with("--repeat=") => repeat = times(&word["--repeat=".len()..])?,
                _ if word.starts_with('-') => {
                    return Err(Failure::new(format!("`{word}` is not known here: `cargo xtask --help` tells what is.")));
                }
                _ if filter.is_none() => filter = Some(word.to_owned()),
                _ => return Err(Failure::new("Give one NAME only.")),
            }
        }
        if parts.is_empty() {
            parts = if filter.is_some() {
                // A name matches tests; the other parts have none.
                vec![Part::Rust, Part::Browser]
            } else {
                Part::ALL.iter().map(|(part, _)| *part).collect()
            };
        }
        Ok(Self { parts, filter, repeat })
    }

    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

fn times(word: &str) -> Result<u16> {
    word.parse().ok().filter(|times| *times > 0).ok_or_else(|| Failure::new("`--repeat` wants a number of at least 1."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str) -> Result<Plan> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        Plan::parse(&words)
    }

    #[test]
    fn all_parts_by_default() {
        let plan = plan("").unwrap();
        assert!(Part::ALL.iter().all(|(part, _)| plan.has(*part)));
    }

    #[test]
    fn only_some() {
        let plan = plan("--only fmt --only=deny").unwrap();
        assert!(plan.has(Part::Fmt) && plan.has(Part::Deny) && !plan.has(Part::Rust));
    }

    #[test]
    fn a_name_selects_tests() {
        let plan = plan("cart").unwrap();
        assert_eq!(plan.filter.as_deref(), Some("cart"));
        assert!(plan.has(Part::Rust) && plan.has(Part::Browser) && !plan.has(Part::Clippy));
    }

    #[test]
    fn again_and_again() {
        assert_eq!(plan("cart").unwrap().repeat, 1);
        assert_eq!(plan("cart --repeat 40").unwrap().repeat, 40);
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(plan("--only everything").is_err());
        assert!(plan("--fast").is_err());
        assert!(plan("a b").is_err());
        assert!(plan("a --repeat").is_err());
        assert!(plan("a --repeat=0").is_err());
    }
}
