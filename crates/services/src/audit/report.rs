/// Something that is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about: an order's number, a variant's or payment's id.
    pub subject: String,
    /// What is wrong with it.
    pub detail: String,
}

/// An invariant that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// `<room>.<what>`, such as `stock.balance`.
    pub name: &'static str,
    /// What has to hold, in a sentence for people.
    pub rule: &'static str,
    /// Where it does not; empty when all is well.
    pub findings: Vec<Finding>,
}

/// All invariants, in the order of the rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The checks.
    pub checks: Vec<Check>,
}

impl Report {
    /// How many things are off.
    pub fn findings(&self) -> usize {
        self.checks.iter().map(|check| check.findings.len()).sum()
    }
}

/// A table for a terminal: a line for each check, and below it what is off.
impl std::fmt::Display for Report {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for Check { name, rule, findings } in &self.checks {
            let outcome = if findings.is_empty() { "ok".to_owned() } else { format!("{} off", findings.len()) };
            writeln!(formatter, "{name:<26} {outcome:>8}  {rule}")?;
            for Finding { subject, detail } in findings {
                writeln!(formatter, "{:<26} {:>8}  {subject}: {detail}", "", "")?;
            }
        }
        Ok(())
    }
}
