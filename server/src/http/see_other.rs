//! After a form, the next page is fetched with GET.

use axum::{
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};

/// Turns 302 answers to a POST into 303. Leptos writes 302, for which browsers do the same by habit; RFC 9110 (15.4.3) allows them to repeat the
/// POST instead, and an order must not be posted twice.
pub async fn after_post(request: Request, next: Next) -> Response {
    let is_post = request.method() == Method::POST;
    let mut response = next.run(request).await;
    if is_post && response.status() == StatusCode::FOUND {
        *response.status_mut() = StatusCode::SEE_OTHER;
    }
    response
}
