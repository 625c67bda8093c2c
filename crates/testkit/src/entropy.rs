use std::sync::{Mutex, PoisonError};

use rand::{RngCore, SeedableRng, rngs::StdRng};
use services::shop::Entropy;

/// Randomness that is the same for the same seed, as long as it is asked for in the same order.
#[derive(Debug)]
pub struct SeededEntropy {
    source: Mutex<StdRng>,
}

impl SeededEntropy {
    /// The randomness of a seed.
    pub fn new(seed: u64) -> Self {
        Self { source: Mutex::new(StdRng::seed_from_u64(seed)) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        self.source.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(buffer);
    }
}
