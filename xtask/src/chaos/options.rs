//! What the command line asks for.

use crate::failure::{Failure, Result};

/// How to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Minutes instead of an hour.
    pub quick: bool,
    /// Where the random ones begin; another one each time if it is not said.
    pub seed: Option<u64>,
    /// Only scenarios whose name contains this.
    pub filter: Option<String>,
}

impl Options {
    /// Reads `[NAME] [--quick] [--seed N]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = arguments.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word.split_once('=').unwrap_or((word, "")) {
                ("--quick", "") => options.quick = true,
                ("--seed", "") => options.seed = Some(seed(words.next().unwrap_or_default())?),
                ("--seed", number) => options.seed = Some(seed(number)?),
                _ if word.starts_with('-') => {
                    return Err(Failure::new(format!("`{word}` is not known here: `cargo xtask --help` tells what is.")));
                }
                _ if options.filter.is_none() => options.filter = Some(word.to_owned()),
                _ => return Err(Failure::new("Give one NAME only.")),
            }
        }
        Ok(options)
    }
}

fn seed(text: &str) -> Result<u64> {
    text.parse().map_err(|_| Failure::new(format!("`{text}` is not a seed: give a number.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(text: &str) -> Result<Options> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn reads_the_words() {
        assert_eq!(options("").unwrap(), Options::default());
        assert_eq!(options("--quick --seed 7 crash").unwrap(), Options { quick: true, seed: Some(7), filter: Some("crash".into()) });
        assert_eq!(options("--seed=7").unwrap().seed, Some(7));
        assert!(options("--seed").is_err());
        assert!(options("--quik").is_err());
        assert!(options("a b").is_err());
    }
}
