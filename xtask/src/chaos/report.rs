//! The table at the end.

use std::time::Duration;

use crate::step::human;
use crate::test::Counts;

/// What came of a scenario.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proof {
    pub attempts: u64,
    pub violations: u64,
}

impl Proof {
    /// Sums the `proof:` lines of the tests; those that print none count as an attempt each. A program that failed has at least one violation.
    pub fn of(output: &str, success: bool) -> Self {
        let lines = output.lines().filter_map(|line| line.trim_start().strip_prefix("proof: "));
        let mut proof = lines.fold(Self::default(), |sum, line| Self {
            attempts: sum.attempts + number(line, "attempts="),
            violations: sum.violations + number(line, "violations="),
        });
        let counts = Counts::of_cargo(output);
        if proof.attempts == 0 {
            proof.attempts = u64::from(counts.passed + counts.failed);
        }
        if !success || proof.attempts == 0 {
            proof.violations = proof.violations.max(1);
        }
        proof
    }
}

fn number(line: &str, name: &str) -> u64 {
    line.split_whitespace().find_map(|word| word.strip_prefix(name)?.parse().ok()).unwrap_or(0)
}

/// All scenarios of a run.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<(&'static str, Proof, Duration)>,
}

impl Report {
    pub fn add(&mut self, name: &'static str, proof: Proof, took: Duration) {
        self.rows.push((name, proof, took));
    }

    pub fn violations(&self) -> u64 {
        self.rows.iter().map(|(_, proof, _)| proof.violations).sum()
    }

    /// Prints the table and, as the very last line, the sum.
    pub fn print(&self) {
        println!("\n  {:<28} {:>10} {:>12} {:>14}", "scenario", "attempts", "violations", "time");
        for (name, proof, took) in &self.rows {
            println!("  {name:<28} {:>10} {:>12} {:>14}", proof.attempts, proof.violations, human(*took));
        }
        println!("\n{} violations in {} scenarios", self.violations(), self.rows.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_tests_print() {
        let output = "running 2 tests\nproof: crash attempts=200 violations=0\ntest a ... proof: x attempts=9 violations=9\n\
            proof: races attempts=20 violations=1\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n";
        assert_eq!(Proof::of(output, true), Proof { attempts: 220, violations: 1 });
    }

    #[test]
    fn a_failure_is_a_violation_even_if_nobody_counted_it() {
        assert_eq!(Proof::of("", false), Proof { attempts: 0, violations: 1 });
        assert_eq!(Proof::of("", true).violations, 1, "nothing was tried");
        let output = "test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured\n";
        assert_eq!(Proof::of(output, true), Proof { attempts: 4, violations: 0 });
        assert_eq!(Proof::of("proof: crash attempts=7 violations=3\n", false), Proof { attempts: 7, violations: 3 });
    }
}
