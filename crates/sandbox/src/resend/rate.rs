//! Resend's rate limit: so many requests in each whole second, without burst.

use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, Utc};

/// The requests of the present second.
#[derive(Debug, Default)]
pub(crate) struct Window {
    second: i64,
    used: u32,
}

impl Window {
    /// Counts a request; what is left after it, or `None` if it is one too many.
    pub(super) fn take(&mut self, now: DateTime<Utc>, limit: u32) -> Option<u32> {
        if self.second != now.timestamp() {
            *self = Self { second: now.timestamp(), used: 0 };
        }
        self.used = self.used.saturating_add(1);
        limit.checked_sub(self.used)
    }
}

/// Writes the limit's headers. The second that runs is over in one second at most.
pub(super) fn describe(headers: &mut HeaderMap, limit: u32, left: Option<u32>) {
    headers.insert("ratelimit-limit", limit.into());
    headers.insert("ratelimit-remaining", left.unwrap_or_default().into());
    headers.insert("ratelimit-reset", HeaderValue::from_static("1"));
    if left.is_none() {
        headers.insert("retry-after", HeaderValue::from_static("1"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_second_starts_anew() {
        let (mut window, second) = (Window::default(), |second| DateTime::from_timestamp(second, 0).unwrap());
        let taken: Vec<_> = (0..3).map(|_| window.take(second(7), 2)).collect();
        assert_eq!(taken, [Some(1), Some(0), None]);
        assert_eq!(window.take(second(8), 2), Some(1));
    }
}
