//! How many tests passed, read from what the test programs print.

use std::iter::Sum;
use std::ops::Add;

/// The result of a part of the tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Counts {
    pub const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    pub const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };

    /// Sums the `test result:` lines of cargo's test programs.
    pub fn of_cargo(output: &str) -> Self {
        output
            .lines()
            .filter(|line| line.starts_with("test result: "))
            .map(|line| Self { passed: before(line, "passed"), failed: before(line, "failed"), skipped: before(line, "ignored") })
            .sum()
    }

    /// Reads the summary at the end of Playwright's list reporter: lines such as `  12 passed (30.1s)`.
    pub fn of_playwright(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output.lines() {
            let mut words = line.split_whitespace();
            let (Some(Ok(number)), Some(kind)) = (words.next().map(str::parse::<u32>), words.next()) else {
                continue;
            };
            match kind {
                // Passed at the second try: it did pass, and the report says so.
                "passed" | "flaky" => counts.passed += number,
                "failed" | "interrupted" => counts.failed += number,
                "skipped" => counts.skipped += number,
                "did" if line.trim().ends_with("did not run") => counts.skipped += number,
                _ => {}
            }
        }
        counts
    }

    /// A program that failed has at least one failure, even if it was never counted (a crash, a compile error).
    pub fn with_exit(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed, skipped: self.skipped + other.skipped }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

/// The number before a word: `ok. 12 passed; 0 failed` has 12 before `passed`.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split([' ', ';']).filter(|word| !word.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_cargos_lines() {
        let output = "running 2 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n";
        assert_eq!(Counts::of_cargo(output), Counts { passed: 15, failed: 2, skipped: 1 });
    }

    #[test]
    fn reads_playwrights_summary() {
        let output = "  ok 1 [chromium] › buy.spec.ts:3:1 › buys (2.1s)\n\n  1 failed\n    [chromium] › x.spec.ts:9:1 › y\n  1 flaky\n    [chromium] › z\n  2 skipped\n  3 did not run\n  12 passed (30.1s)\n";
        assert_eq!(Counts::of_playwright(output), Counts { passed: 13, failed: 1, skipped: 5 });
    }

    #[test]
    fn a_crash_is_a_failure() {
        assert_eq!(Counts::default().with_exit(false).failed, 1);
        assert_eq!(Counts::default().with_exit(true).failed, 0);
    }
}
