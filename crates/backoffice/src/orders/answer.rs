//! What the last form of a panel was answered, and what had been entered into it.

use domain::failure::{Failure, FieldError, Refusal};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use site::told::told;

use super::entered::Entered;
use crate::{failure::field_words, text::use_texts};

/// What the forms of a panel share.
#[derive(Clone, Copy)]
pub struct Answer {
    /// What the last act was answered.
    pub said: RwSignal<Option<Said>>,
    /// Whether an answer is under way.
    pub busy: RwSignal<bool>,
    /// What was entered into the last form that was not accepted.
    pub entered: RwSignal<Entered>,
    /// The screen's address.
    pub here: Memo<String>,
}

/// What an act was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is done: what.
    Done(String),
    /// It is not.
    Failed(Failure),
}

impl Answer {
    /// For a panel that was opened. What its address tells, where a plain form has led back, counts as the last answer.
    pub fn of_address() -> Self {
        let done = use_query_map().with_untracked(|query| query.get("done"));
        let said = told().map(Said::Failed).or(done.map(Said::Done));
        let place = use_location();
        let here = Memo::new(move |_| {
            let (path, search) = (place.pathname.get(), place.search.get());
            let search = search.trim_start_matches('?');
            if search.is_empty() { path } else { format!("{path}?{search}") }
        });
        Self { said: RwSignal::new(said), busy: RwSignal::new(false), entered: RwSignal::new(Entered::of_address()), here }
    }

    /// What is wrong with the fields of a form.
    pub fn errors(self, form: &str) -> Vec<FieldError> {
        match self.said.get() {
            Some(Said::Failed(Failure::Invalid(errors))) if self.entered.with(|entered| entered.is(form)) => errors,
            _ => Vec::new(),
        }
    }

    /// Why the shop said no to a form, if it did.
    pub fn refused(self, form: &str) -> Option<Refusal> {
        match self.said.get() {
            Some(Said::Failed(Failure::Refused(refusal))) if self.entered.with(|entered| entered.is(form)) => Some(refusal),
            _ => None,
        }
    }

    /// What is wrong with a field of a form, for a field with this label.
    pub fn error(self, form: impl Into<String>, field: impl Into<String>, label: impl Into<String>) -> Signal<Option<String>> {
        let (t, form, field, label) = (use_texts(), form.into(), field.into(), label.into());
        Signal::derive(move || self.errors(&form).iter().find(|error| error.field == field).map(|error| field_words(t, &label, error)))
    }

    /// What a field of a form begins with: what was entered before, else what fits.
    pub fn value(self, form: &str, field: &str, else_this: impl Into<String>) -> String {
        self.entered.with_untracked(|entered| entered.get(form, field)).unwrap_or_else(|| else_this.into())
    }
}
