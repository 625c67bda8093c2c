//! Whether Redis is worth a try. Nobody waits for one that has just failed.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Pauses before the first probe after a failure, and the longest one.
const PAUSES: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(2));

/// Closed while Redis answers.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    open: Mutex<Option<Open>>,
}

#[derive(Debug)]
struct Open {
    since: Instant,
    pause: Duration,
    probe_at: Instant,
    probing: bool,
}

/// What a caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// Ask Redis.
    Ask,
    /// Do without Redis, and see in the background whether it is back: this caller and no other.
    Probe,
    /// Do without Redis.
    Pass,
}

impl Breaker {
    pub(super) fn leave(&self, now: Instant) -> Leave {
        match &mut *self.lock() {
            None => Leave::Ask,
            Some(open) if open.probing || now < open.probe_at => Leave::Pass,
            Some(open) => {
                open.probing = true;
                Leave::Probe
            }
        }
    }

    /// Redis failed; tells whether that is news.
    pub(super) fn failed(&self, now: Instant) -> bool {
        let mut lock = self.lock();
        let news = lock.is_none();
        let (least, most) = PAUSES;
        let pause = lock.as_ref().map_or(least, |open| if open.probing { (open.pause * 2).min(most) } else { open.pause });
        let since = lock.as_ref().map_or(now, |open| open.since);
        *lock = Some(Open { since, pause, probe_at: now + pause, probing: false });
        news
    }

    /// Redis answered a probe; tells how long it was away.
    pub(super) fn answered(&self, now: Instant) -> Option<Duration> {
        self.lock().take().map(|open| now.saturating_duration_since(open.since))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_probe_at_a_time_and_ever_more_seldom() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        assert_eq!(breaker.leave(start), Leave::Ask);
        assert!(breaker.failed(start), "the first failure is news");
        assert!(!breaker.failed(start), "those that were under way are not");
        assert_eq!(breaker.leave(start), Leave::Pass);

        let mut now = start;
        for pause in [250, 500, 1_000, 2_000, 2_000] {
            now += Duration::from_millis(pause - 1);
            assert_eq!(breaker.leave(now), Leave::Pass);
            now += Duration::from_millis(1);
            assert_eq!(breaker.leave(now), Leave::Probe);
            assert_eq!(breaker.leave(now), Leave::Pass, "one probe is enough");
            assert!(!breaker.failed(now));
        }
        now += Duration::from_secs(2);
        assert_eq!(breaker.leave(now), Leave::Probe);
        assert_eq!(breaker.answered(now), Some(now - start));
        assert_eq!(breaker.leave(now), Leave::Ask);
        assert_eq!(breaker.answered(now), None);
    }
}
