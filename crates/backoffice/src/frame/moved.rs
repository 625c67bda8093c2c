//! That something was done to an order, for the lists that show it.

use leptos::prelude::*;

/// Counts what was done on this screen. Lists are loaded anew when it grows.
#[derive(Clone, Copy)]
pub struct Moved(pub RwSignal<u32>);

impl Moved {
    /// The screen's.
    pub fn of_screen() -> Self {
        expect_context()
    }

    /// Something was done.
    pub fn note(self) {
        self.0.update(|count| *count += 1);
    }
}
