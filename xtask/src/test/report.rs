//! The table at the end.

use std::time::Duration;

use crate::step::human;
use crate::test::counts::Counts;

/// What came of each part.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<(&'static str, Counts, Duration)>,
}

impl Report {
    pub fn add(&mut self, name: &'static str, counts: Counts, took: Duration) {
        self.rows.push((name, counts, took));
    }

    pub fn total(&self) -> Counts {
        self.rows.iter().map(|(_, counts, _)| *counts).sum()
    }

    /// Prints the table and, as the very last line, the sum.
    pub fn print(&self) {
        println!("\n  {:<28} {:>8} {:>8} {:>8} {:>14}", "", "passed", "failed", "skipped", "time");
        for (name, counts, took) in &self.rows {
            println!("  {name:<28} {:>8} {:>8} {:>8} {:>14}", counts.passed, counts.failed, counts.skipped, human(*took));
        }
        println!("\n{}", summary(self.total()));
    }
}

fn summary(total: Counts) -> String {
    let skipped = if total.skipped > 0 { format!(", {} skipped", total.skipped) } else { String::new() };
    format!("{} passed, {} failed{skipped}", total.passed, total.failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_plain() {
        assert_eq!(summary(Counts { passed: 140, failed: 0, skipped: 0 }), "140 passed, 0 failed");
        assert_eq!(summary(Counts { passed: 1, failed: 2, skipped: 3 }), "1 passed, 2 failed, 3 skipped");
    }
}
