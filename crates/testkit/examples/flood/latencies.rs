//! How long answers took, in order.

use std::time::Duration;

/// Times, shortest first.
#[derive(Clone, Debug, Default)]
pub struct Latencies(Vec<Duration>);

impl FromIterator<Duration> for Latencies {
    fn from_iter<All: IntoIterator<Item = Duration>>(all: All) -> Self {
        let mut times: Vec<Duration> = all.into_iter().collect();
        times.sort_unstable();
        Self(times)
    }
}

impl Latencies {
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// The shortest time within which so many of a hundred were answered (nearest rank); none of none.
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).or(self.0.last()).copied().unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    pub fn longest(&self) -> Duration {
        self.percentile(100)
    }
}

/// In milliseconds.
pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// How many times as long.
pub fn ratio(time: Duration, beside: Duration) -> f64 {
    time.as_secs_f64() / beside.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(most: u64) -> Latencies {
        (1..=most).rev().map(Duration::from_millis).collect()
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let hundred = up_to(100);
        assert_eq!([1, 50, 99, 100].map(|percent| hundred.percentile(percent).as_millis()), [1, 50, 99, 100]);
        let seven = up_to(750);
        assert_eq!((seven.median().as_millis(), seven.percentile(99).as_millis(), seven.longest().as_millis()), (375, 743, 750));
        assert_eq!((up_to(3).median().as_millis(), up_to(3).percentile(99).as_millis()), (2, 3), "of few, the last");
        assert_eq!((up_to(1).median().as_millis(), up_to(0).longest().as_millis(), up_to(4).count()), (1, 0, 4));
    }

    #[test]
    fn times_are_compared() {
        assert!((milliseconds(Duration::from_micros(2_500)) - 2.5).abs() < 1e-9);
        assert!((ratio(Duration::from_millis(12), Duration::from_millis(10)) - 1.2).abs() < 1e-9);
    }
}
