//! Reading settings one by one, collecting what is wrong instead of stopping at the first.

use std::{collections::BTreeSet, fmt::Display, ops::RangeInclusive, str::FromStr, time::Duration};

use secrecy::SecretString;

use super::{
    address::{self, Address},
    fault::Fault,
    source::Source,
    variable::Variable,
};

/// Reads settings and collects faults. A faulty setting yields its default, which nobody will use: a configuration with faults is not handed
/// out.
#[derive(Debug)]
pub struct Reader<'a> {
    source: &'a Source,
    known: BTreeSet<&'static str>,
    faults: Vec<Fault>,
    /// Whether the rules of production apply.
    pub production: bool,
}

impl<'a> Reader<'a> {
    /// A reader of these settings.
    pub fn new(source: &'a Source) -> Self {
        Self { source, known: BTreeSet::new(), faults: Vec::new(), production: false }
    }

    /// Notes that something is wrong.
    pub fn fault(&mut self, variable: Variable, problem: impl Into<String>, remedy: impl Into<String>) {
        self.faults.push(Fault { name: variable.name.to_owned(), problem: problem.into(), remedy: remedy.into() });
    }

    /// The text, if it is set.
    pub fn text(&mut self, variable: Variable) -> Option<&'a str> {
        self.known.insert(variable.key);
        self.source.text(variable)
    }

    /// The value, or `default` if it is not set. `expected` finishes the sentence "Set it to …".
    pub fn parsed<T: FromStr>(&mut self, variable: Variable, default: T, expected: &str) -> T {
        let Some(text) = self.text(variable) else { return default };
        text.parse().unwrap_or_else(|_| {
            self.fault(variable, format!("is '{text}', which is not understood"), format!("Set it to {expected}"));
            default
        })
    }

    /// A whole number within bounds.
    pub fn number<T: FromStr + PartialOrd + Display + Copy>(&mut self, variable: Variable, default: T, range: RangeInclusive<T>) -> T {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let number = self.parsed(variable, default, &expected);
        if range.contains(&number) {
            return number;
        }
        self.fault(variable, format!("is {number}, which is out of bounds"), format!("Set it to {expected}"));
        default
    }

    /// Whole seconds within bounds.
    pub fn seconds(&mut self, variable: Variable, default: u64, range: RangeInclusive<u64>) -> Duration {
        Duration::from_secs(self.number(variable, default, range))
    }

    /// A switch: `on`/`off`, `true`/`false`, `yes`/`no`, `1`/`0`.
    pub fn switch(&mut self, variable: Variable, default: bool) -> bool {
        let Some(text) = self.text(variable) else { return default };
        match text.to_ascii_lowercase().as_str() {
            "on" | "true" | "yes" | "1" => true,
            "off" | "false" | "no" | "0" => false,
            _ => {
                self.fault(variable, format!("is '{text}', which is not understood"), "Set it to on or off");
                default
            }
        }
    }

    /// A secret that must be set. Its value never enters a fault.
    pub fn secret(&mut self, variable: Variable, remedy: &str) -> Option<SecretString> {
        let text = self.text(variable);
        if text.is_none() {
            self.fault(variable, "is not set", remedy);
        }
        text.map(SecretString::from)
    }

    /// An address (`http` or `https`) without a trailing slash.
    pub fn address(&mut self, variable: Variable, default: &str) -> Address {
        let text = self.text(variable).unwrap_or(default);
        address::parse(text).unwrap_or_else(|problem| {
            self.fault(variable, format!("is '{text}': {problem}"), format!("Write it like {default}"));
            Address::default()
        })
    }

    /// Everything that was wrong, and keys of the file that no room knows.
    pub fn finish(mut self) -> Vec<Fault> {
        for key in self.source.file_keys().filter(|key| !self.known.contains(key)) {
            let (problem, remedy) =
                ("is no setting, though the file has it", "Correct or delete the line; astris.example.toml lists all settings");
            self.faults.push(Fault { name: key.to_owned(), problem: problem.to_owned(), remedy: remedy.to_owned() });
        }
        self.faults
    }
}
