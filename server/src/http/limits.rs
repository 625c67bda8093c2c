//! Bounds on what requests may take.

use axum::{
    BoxError,
    body::Body,
    http::{HeaderValue, Response, StatusCode, header::RETRY_AFTER},
};

/// Largest body of a form or a call: the checkout with everything filled in to its limits is a tenth of it.
pub const LARGEST_BODY: usize = 64 * 1024;

/// Most files that come in at once: each holds a connection to the database again and again.
pub const UPLOADS: usize = 4;

/// The answer when as many requests as allowed are running: come back soon, instead of waiting in a queue that only grows.
pub async fn overloaded(_: BoxError) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    response
}
