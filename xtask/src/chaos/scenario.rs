//! What is played, and for how long. Each is a test that also runs, shortly, in `cargo xtask test`.

/// A test with a length.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    /// What the table calls it.
    pub name: &'static str,
    /// The test program.
    pub program: &'static str,
    /// The tests of it.
    pub filter: &'static str,
    /// The variable that sets its length, with the long and the quick value.
    pub length: Option<(&'static str, &'static str, &'static str)>,
}

const TRANSITIONS: &str = "ASTRIS_PROOF_TRANSITIONS";
const SEEDS: &str = "ASTRIS_PROOF_SEEDS";
const ROUNDS: &str = "ASTRIS_PROOF_ROUNDS";

/// All of them, in their order.
pub const SCENARIOS: [Scenario; 13] = [
    Scenario {
        name: "the shop against its model",
        program: "lifecycle",
        filter: "the_shop_does_what_the_model_says",
        length: Some((TRANSITIONS, "100000", "1000")),
    },
    Scenario { name: "every failpoint is met", program: "chaos", filter: "crash::every_point", length: None },
    // As many seeds as there are failpoints: each comes once.
    Scenario { name: "killed at a failpoint", program: "chaos", filter: "crash::whatever_the_moment", length: Some((SEEDS, "360", "30")) },
    Scenario { name: "one checkout form ×100", program: "shop", filter: "races::one_checkout_form", length: Some((ROUNDS, "20", "2")) },
    Scenario { name: "one key, many forms", program: "shop", filter: "races::different_forms", length: Some((ROUNDS, "20", "2")) },
    Scenario { name: "webhooks ×50 and return", program: "shop", filter: "races::fifty_webhooks", length: Some((ROUNDS, "20", "2")) },
    Scenario { name: "calling off while paying", program: "shop", filter: "races::calling_off", length: Some((ROUNDS, "20", "2")) },
    Scenario { name: "PostgreSQL stopped hard", program: "chaos", filter: "outage::", length: Some((ROUNDS, "10", "1")) },
    Scenario { name: "Redis stopped hard", program: "chaos", filter: "without_redis::", length: Some((ROUNDS, "10", "1")) },
    Scenario { name: "two nodes, one database", program: "chaos", filter: "nodes::", length: Some((ROUNDS, "10", "1")) },
    Scenario { name: "many nodes, one table", program: "services", filter: "nodes::", length: None },
    // 960 answers a round.
    Scenario { name: "two people's pages", program: "shop", filter: "mixing::two_people", length: Some((ROUNDS, "105", "1")) },
    Scenario { name: "wrong clocks", program: "services", filter: "time::", length: None },
];

impl Scenario {
    /// The variable and its value for this run.
    pub fn variable(&self, quick: bool) -> Option<(&'static str, &'static str)> {
        self.length.map(|(name, long, short)| (name, if quick { short } else { long }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_numbers_and_quick_is_shorter() {
        for scenario in SCENARIOS {
            if let Some((_, long, quick)) = scenario.length {
                assert!(quick.parse::<u64>().unwrap() < long.parse::<u64>().unwrap(), "{}", scenario.name);
            }
        }
    }
}
