//! The pages' addresses.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::{checkout, faults, inbox, index, layout};
use crate::state::State;

/// The routes of all pages.
pub(crate) fn routes() -> Router<Arc<State>> {
    Router::new()
        .route("/", get(index::show))
        .route("/mollie/checkout/{id}", get(checkout::show).post(checkout::submit))
        .route("/inbox", get(inbox::list))
        .route("/inbox/{id}", get(inbox::show))
        .route("/faults", get(faults::show).post(faults::set))
        .fallback(|| async { layout::missing("There is no such page.") })
}
