//! Shortening a sequence that fails, until nothing can be left out.

use std::fmt::Write as _;

use crate::{run::play, steps::Step};

/// How often a shorter sequence is tried.
const TRIES: u32 = 60;

/// The shortest sequence found that fails, as a text to read.
pub async fn shrink(seed: u64, mut steps: Vec<Step>, mut why: String) -> String {
    let (mut tries, mut size) = (0, steps.len() / 2);
    while size > 0 && tries < TRIES {
        let mut at = 0;
        while at < steps.len() && tries < TRIES {
            let shorter: Vec<Step> = steps.iter().take(at).chain(steps.iter().skip(at + size)).cloned().collect();
            tries += 1;
            // What comes after the failure has no part in it.
            if let Some((last, reason)) = play(seed, &shorter).await.failure {
                steps = shorter.into_iter().take(last + 1).collect();
                why = reason;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    let mut text = format!("ASTRIS_PROOF_SEED={seed}: {why}\nafter these {} steps:", steps.len());
    for step in &steps {
        let _ = write!(text, "\n  {step:?}");
    }
    text
}
