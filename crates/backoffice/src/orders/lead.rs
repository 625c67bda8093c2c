//! Where a form leads, when a browser sends it by itself.

use domain::ids::OrderId;
use site::{
    failure::{AppFailure, answer},
    plain_form,
    told::with_query,
};

use super::{OrderScreen, entered::pairs};
use crate::{asker::Staff, back};

/// A form.
pub struct Form<'a> {
    /// Its name.
    pub name: &'a str,
    /// The name of what is done by it.
    pub done: &'static str,
    /// The screen that it was on.
    pub back: &'a str,
    /// What was entered, for the form to begin with when it is not accepted.
    pub fields: &'a [(&'a str, &'a str)],
}

impl Form<'_> {
    /// Answers it: a script gets the answer, a browser goes back to the screen, with what was done or with the failure and what was entered.
    ///
    /// # Errors
    /// As of the answer.
    pub fn lead<T>(&self, answer: Result<T, AppFailure>) -> Result<T, AppFailure> {
        self.lead_on(answer, |_| back::ours(self.back))
    }

    /// As [`Self::lead`]; when it is done, on to another screen.
    ///
    /// # Errors
    /// As of the answer.
    pub fn lead_on<T>(&self, answer: Result<T, AppFailure>, on: impl FnOnce(&T) -> String) -> Result<T, AppFailure> {
        let screen = back::ours(self.back);
        let entered = pairs(self.name, self.fields);
        let entered: Vec<(&str, &str)> = entered.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = answer.map_err(|AppFailure(failure)| site::failure::told(failure));
        plain_form::lead(answer, &with_query(&screen, &entered), |value| with_query(&on(value), &[("done", self.done)]))
    }
}

/// An order as it stands now, with a new key.
///
/// # Errors
/// As of [`services::backoffice::orders::detail`].
pub async fn screen(asker: &Staff, order: OrderId) -> Result<OrderScreen, AppFailure> {
    let order = answer(services::backoffice::orders::detail(&asker.shop, asker.by, order).await)?;
    Ok(OrderScreen { order, key: asker.shop.new_key() })
}
