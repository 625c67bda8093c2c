//! Keeping the sessions of visitors who come back.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use services::shop::Shop;
use tower_sessions::Session;

use super::cache::has_cookie;

/// The day of the last renewal, in the session.
const DAY: &str = "day";
const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// What renewal needs to know.
#[derive(Clone)]
pub struct Renewal {
    /// The shop, for its clock.
    pub shop: Arc<Shop>,
    /// The session's cookie.
    pub cookie: &'static str,
}

/// A session lives 30 days from its last save, and it is saved only when it changes. So once a day a visit changes it: it notes the day.
pub async fn renew(State(renewal): State<Renewal>, session: Session, request: Request, next: Next) -> Response {
    let has_session = has_cookie(request.headers(), renewal.cookie);
    let response = next.run(request).await;
    // A session that changed is saved anyway; noting the day then spares the next request a save.
    if has_session || session.is_modified() {
        note_day(&session, renewal.shop.clock.now().timestamp().div_euclid(SECONDS_A_DAY)).await;
    }
    response
}

/// Errors are the store's, which pages meet and tell by themselves; a renewal can wait.
async fn note_day(session: &Session, today: i64) {
    let Ok(day) = session.get::<i64>(DAY).await else { return };
    // An id that the store does not know has no session to be kept, and must not become one.
    if day != Some(today) && (session.id().is_some() || session.is_modified()) {
        let _ = session.insert(DAY, today).await;
    }
}
