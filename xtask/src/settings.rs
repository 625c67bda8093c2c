//! The developer's own settings: the environment, and below it the file `.env`.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::ErrorKind;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};

/// What the developer set; the environment wins over the file.
#[derive(Debug, Default)]
pub struct Settings {
    file: BTreeMap<String, String>,
}

impl Settings {
    pub fn load(checkout: &Checkout) -> Result<Self> {
        let path = checkout.root.join(".env");
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self { file: parse(&text)? }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Failure::io("read", &path, &error)),
        }
    }

    /// A setting, unless it is missing or empty.
    pub fn get(&self, name: &str) -> Option<String> {
        env::var(name).ok().or_else(|| self.file.get(name).cloned()).filter(|value| !value.is_empty())
    }

    /// What the file sets and the environment does not: servers are given these, the environment they inherit.
    pub fn file_only(&self) -> impl Iterator<Item = (&str, &str)> {
        self.file.iter().filter(|(name, _)| env::var_os(name.as_str()).is_none()).map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Reads `KEY=VALUE` lines. Empty lines and lines that begin with `#` are skipped, `export ` before the key is
/// allowed, and one pair of quotes around the value is taken off.
fn parse(text: &str) -> Result<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (name, value) = line
            .split_once('=')
            .filter(|(name, _)| !name.trim().is_empty())
            .ok_or_else(|| Failure::new(format!("Line {} of .env is not KEY=VALUE: correct it.", number + 1)))?;
        values.insert(name.trim().to_owned(), unquote(value.trim()).to_owned());
    }
    Ok(values)
}

fn unquote(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_shapes() {
        let values = parse("# keys\n\nA=1\nexport B = \"two words\"\nC='x=y'\nD=\n").unwrap();
        assert_eq!(values["A"], "1");
        assert_eq!(values["B"], "two words");
        assert_eq!(values["C"], "x=y");
        assert_eq!(values["D"], "");
    }

    #[test]
    fn a_line_without_a_value_is_named() {
        let failure = parse("A=1\nnonsense\n").unwrap_err();
        assert!(failure.to_string().contains("Line 2"));
    }
}
