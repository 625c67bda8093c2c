//! What the panel of a variant works with: its pieces as they stand, and what the last act was answered.

use domain::stock::StockRefusal;
use leptos::prelude::*;
use site::failure::AppFailure;

use super::StockScreen;
use crate::{
    frame::Moved,
    orders::{Answer, Entered, Said, show_telling},
};

/// The panel's state.
#[derive(Clone, Copy)]
pub struct Counter {
    /// The variant.
    pub screen: RwSignal<StockScreen>,
    /// What the last act was answered, and what had been entered.
    pub answer: Answer,
    /// How many pieces more there will be when the shop says yes to what was sent.
    pub expected: RwSignal<i32>,
    moved: Moved,
}

impl Counter {
    /// For a variant that was read.
    pub fn new(screen: StockScreen) -> Self {
        Self { screen: RwSignal::new(screen), answer: Answer::of_address(), expected: RwSignal::new(0), moved: Moved::of_screen() }
    }

    /// Shows what an act was answered; the table beside it is read anew.
    pub fn take(self, answer: Result<StockScreen, AppFailure>, done: &str) {
        match answer {
            Ok(screen) => {
                self.answer.entered.set(Entered::default());
                self.screen.set(screen);
                self.answer.said.set(Some(Said::Done(done.to_owned())));
                self.moved.note();
            }
            Err(AppFailure(failure)) => self.answer.said.set(Some(Said::Failed(failure))),
        }
        self.expected.set(0);
        show_telling();
    }

    /// How many pieces a correction of this form could have taken away, if it took too many.
    pub fn too_many(self, form: &str) -> Option<i32> {
        match self.answer.refused(form) {
            Some(domain::failure::Refusal::Stock(StockRefusal::BelowZero { available })) => Some(available),
            _ => None,
        }
    }
}
