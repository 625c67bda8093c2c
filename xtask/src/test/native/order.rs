//! Which test program runs when: the longest first, and those that need a quiet machine by themselves at the end.

use std::cmp::Reverse;
use std::time::Duration;

use crate::test::native::times::Times;

/// Programs that run while no other does, each with the reason.
const ALONE: [(&str, &str); 2] = [
    (
        "services.test.accounts_timing",
        "compares times within their noise: what others take of the machine is noise that hides a difference",
    ),
    ("server.test.chaos", "measures how soon a shop serves again after its database is back"),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&'static str], times: &Times) -> Vec<&'static str> {
        let mut names = names.to_vec();
        sort(&mut names, |name| name, times);
        names
    }

    #[test]
    fn the_longest_begins_first() {
        let mut times = Times::default();
        times.set("domain.lib.domain", Duration::from_secs(1));
        times.set("services.test.stock", Duration::from_secs(20));
        times.set("server.test.shop", Duration::from_mins(1));
        let names = ["domain.lib.domain", "services.test.stock", "server.test.shop", "services.test.new"];
        assert_eq!(sorted(&names, &times), ["services.test.new", "server.test.shop", "services.test.stock", "domain.lib.domain"]);
    }

    #[test]
    fn without_times_those_with_servers_begin() {
        let names = ["domain.lib.domain", "server.test.shop", "ui.lib.ui", "services.test.stock"];
        assert_eq!(sorted(&names, &Times::default()), ["server.test.shop", "services.test.stock", "domain.lib.domain", "ui.lib.ui"]);
    }

    #[test]
    fn those_that_need_a_quiet_machine_come_last() {
        let mut times = Times::default();
        for (name, reason) in ALONE {
            assert!(!reason.is_empty());
            times.set(name, Duration::from_mins(10));
        }
        let names = ["server.test.chaos", "domain.lib.domain", "services.test.accounts_timing", "server.test.shop"];
        assert_eq!(sorted(&names, &times)[..2], ["server.test.shop", "domain.lib.domain"]);
    }
}
