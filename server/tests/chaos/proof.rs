//! How long a proof runs and what came of it.

/// A number from the environment.
pub fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// How often a scenario that has no seeds is repeated.
pub fn rounds() -> u64 {
    number("ASTRIS_PROOF_ROUNDS", 1)
}

/// Prints the line that `cargo xtask chaos` reads, with every violation before it, and fails if there is one.
pub fn conclude(scenario: &str, attempts: u64, violations: &[String]) {
    for violation in violations {
        println!("violation: {violation}");
    }
    println!("proof: {scenario} attempts={attempts} violations={}", violations.len());
    assert!(violations.is_empty(), "{} violations in {attempts} attempts: {violations:#?}", violations.len());
}
