//! Where a form about a product leads.

use domain::ids::ProductId;
use site::{failure::AppFailure, plain_form, told::with_query};

use super::query::TABLE;
use crate::back;

/// A product's screen.
pub fn page(product: ProductId) -> String {
    format!("{TABLE}/{product}")
}

/// Leads back to the screen that the form was on, with what was done; or with the failure and these pairs.
///
/// # Errors
/// As of the answer.
pub fn back_to<T>(answer: Result<T, AppFailure>, screen: &str, done: &str, kept: &[(&str, &str)]) -> Result<T, AppFailure> {
    let screen = back::ours(screen);
    on_to(answer, &with_query(&screen, kept), |_| with_query(&screen, &[("done", done)]))
}

/// Leads on, or to the first address with the failure.
///
/// # Errors
/// As of the answer.
pub fn on_to<T>(answer: Result<T, AppFailure>, failed: &str, on: impl FnOnce(&T) -> String) -> Result<T, AppFailure> {
    let answer = answer.map_err(|AppFailure(failure)| site::failure::told(failure));
    plain_form::lead(answer, failed, on)
}

/// Leads back to the screen of a product's options, with what was done; or with the failure and these pairs.
///
/// # Errors
/// As of the answer.
pub fn to_options<T>(answer: Result<T, AppFailure>, product: ProductId, done: &str, kept: &[(String, String)]) -> Result<T, AppFailure> {
    to_screen(answer, &format!("{}/options", page(product)), done, kept)
}

/// Leads back to the screen of a product's pictures, in the same way.
///
/// # Errors
/// As of the answer.
pub fn to_pictures<T>(answer: Result<T, AppFailure>, product: ProductId, done: &str, kept: &[(String, String)]) -> Result<T, AppFailure> {
    to_screen(answer, &format!("{}/pictures", page(product)), done, kept)
}

fn to_screen<T>(answer: Result<T, AppFailure>, screen: &str, done: &str, kept: &[(String, String)]) -> Result<T, AppFailure> {
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    on_to(answer, &with_query(screen, &kept), |_| with_query(screen, &[("done", done)]))
}
