//! Where a form about an order leads, when a browser sends it by itself.

use domain::backoffice::OrderDetail;
use site::{
    failure::AppFailure,
    plain_form,
    told::with_query,
};

use super::{OrderScreen, entered::pairs};
use crate::{asker::Staff, back};

/// A form.
pub struct Form<'a> {
    /// Its name.
    pub name: &'static str,
    /// The name of what is done by it.
    pub done: &'static str,
    /// The screen that it was on.
    pub back: &'a str,
    /// What was entered, for the form to begin with when it is not accepted.
    pub fields: &'a [(&'a str, &'a str)],
}

impl Form<'_> {
    /// Answers it: a script gets the order, a browser goes back to the screen, with what was done or with the failure and what was entered.
    ///
    /// # Errors
    /// As of the answer.
    pub fn lead(&self, answer: Result<OrderScreen, AppFailure>) -> Result<OrderScreen, AppFailure> {
        let screen = back::ours(self.back);
        let entered = pairs(self.name, self.fields);
        let entered: Vec<(&str, &str)> = entered.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = answer.map_err(|AppFailure(failure)| site::failure::told(failure));
        plain_form::lead(answer, &with_query(&screen, &entered), |_| with_query(&screen, &[("done", self.done)]))
    }
}

/// An order, ready for the screen.
pub fn screen(asker: &Staff, order: OrderDetail) -> OrderScreen {
    OrderScreen { order, key: asker.shop.new_key() }
}
