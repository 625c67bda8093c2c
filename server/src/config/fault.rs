//! What is wrong with the configuration.

use std::fmt;

/// One thing that is wrong: which setting, what about it, and what to do. Never holds the value of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The setting: its name in the environment, or its key if only the file has it.
    pub name: String,
    /// What is wrong with it.
    pub problem: String,
    /// The next step.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}. {}.", self.name, self.problem, self.remedy)
    }
}

/// Everything that is wrong, in the order in which the rooms are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, noun) = (self.0.len(), if self.0.len() == 1 { "error" } else { "errors" });
        write!(formatter, "the configuration has {count} {noun}:")?;
        self.0.iter().try_for_each(|fault| write!(formatter, "\n  - {fault}"))
    }
}

impl std::error::Error for Faults {}
