//! The whole shop against a model: random sequences of its verbs over a real database, for several buyers, orders and payments at once. The model
//! says beforehand what each verb answers and what the books look like afterwards; both are compared after every step, along with what must hold
//! whatever happens.
//!
//! `ASTRIS_PROOF_TRANSITIONS` sets how many steps are taken, `ASTRIS_PROOF_SEED` which ones (the seed of a failure is printed). A failing sequence
//! is shortened before it is shown. A new verb is a file in `steps/` and a line in its table; what it does to the books is written in `model/`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod books;
mod ground;
mod model;
mod run;
mod said;
mod shrink;
mod steps;
mod world;

/// A number from the environment.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn the_shop_does_what_the_model_says() {
    let (transitions, seed) = (number("ASTRIS_PROOF_TRANSITIONS", 2_800), number("ASTRIS_PROOF_SEED", 1));
    println!("{transitions} transitions from seed {seed}");
    let outcome = run::run(seed, transitions);
    println!("proof: lifecycle attempts={} violations={}", outcome.transitions, outcome.failures.len());
    for (verb, times) in &outcome.verbs {
        println!("  {times:>8} {verb}");
    }
    println!("reached:");
    for (what, times) in &outcome.reached {
        println!("  {times:>8} {what}");
    }
    assert!(outcome.failures.is_empty(), "{}", outcome.failures.join("\n\n"));
}
