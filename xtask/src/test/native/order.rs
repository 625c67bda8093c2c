//! Which test program runs when: the longest first, and those that need a quiet machine by themselves at the end.

use std::cmp::Reverse;
use std::time::Duration;

use crate::test::native::times::Times;

/// Programs that run while no other does, each with the reason.
const ALONE: [(&str, &str); 0] = [];

/// Without the times of an earlier run: the programs of these packages have databases and servers, and take longest.
const SLOW: [&str; 2] = ["server.", "services."];

/// Whether nothing may run beside this program.
pub fn is_alone(name: &str) -> bool {
    ALONE.iter().any(|(alone, _)| *alone == name)
}

/// The programs' names in the order in which they begin.
pub fn sort<T>(programs: &mut [T], name: impl Fn(&T) -> &str, times: &Times) {
    programs.sort_by_key(|program| {
        let name = name(program);
        (is_alone(name), Reverse(expected(name, times)))
    });
}

/// How long it will take, or the longest or shortest time there is when nobody knows.
fn expected(name: &str, times: &Times) -> Duration {
    let is_slow = SLOW.iter().any(|package| name.starts_with(package));
    times.of(name).unwrap_or(if is_slow { Duration::MAX } else { Duration::ZERO })
}
