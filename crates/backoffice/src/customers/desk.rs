//! What the panel of a customer works with: the customer as they are, and what the last act was answered.

use leptos::prelude::*;
use site::failure::AppFailure;

use super::CustomerScreen;
use crate::{
    frame::Moved,
    orders::{Answer, Entered, Said, show_telling},
};

/// The panel's state.
#[derive(Clone, Copy)]
pub struct CustomerDesk {
    /// The customer.
    pub screen: RwSignal<CustomerScreen>,
    /// What the last act was answered, and what had been entered.
    pub answer: Answer,
    moved: Moved,
}

impl CustomerDesk {
    /// For a customer who was read.
    pub fn new(screen: CustomerScreen) -> Self {
        Self { screen: RwSignal::new(screen), answer: Answer::of_address(), moved: Moved::of_screen() }
    }

    /// Shows what an act was answered; the table beside it is read anew.
    pub fn take(self, answer: Result<CustomerScreen, AppFailure>, done: &str) {
        match answer {
            Ok(screen) => {
                self.answer.entered.set(Entered::default());
                self.answer.said.set(Some(Said::Done(done.to_owned())));
                self.screen.set(screen);
                self.moved.note();
            }
            Err(AppFailure(failure)) => self.answer.said.set(Some(Said::Failed(failure))),
        }
        show_telling();
    }
}
