//! What a process has read and keeps, so that not every request reads it by itself.

use std::sync::{Mutex, PoisonError};

/// The value that was kept last.
#[derive(Debug)]
pub(crate) struct Kept<T>(Mutex<Option<T>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Kept<T> {
    /// What is kept.
    pub fn get(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps a value from now on, unless the one that is kept is newer; answers what was kept before it.
    pub fn keep_unless(&self, value: T, is_newer: impl FnOnce(&T) -> bool) -> Option<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_some_and(is_newer) { kept.clone() } else { kept.replace(value) }
    }
}
