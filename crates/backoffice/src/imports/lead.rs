//! Where a form about an import leads: to its screen.

use site::{failure::AppFailure, plain_form};
use uuid::Uuid;

use super::TABLE;

/// Leads to the import's screen, with the failure if there is one.
///
/// # Errors
/// As of the answer.
pub fn to_import<T>(answer: Result<T, AppFailure>, id: Uuid) -> Result<T, AppFailure> {
    let screen = format!("{TABLE}/{id}");
    let answer = answer.map_err(|AppFailure(failure)| site::failure::told(failure));
    plain_form::lead(answer, &screen, |_| screen.clone())
}
