//! Bounds on what requests may take.

use std::time::Duration;

use axum::{
    BoxError,
    body::Body,
    http::{HeaderValue, Response, StatusCode, header::RETRY_AFTER},
};
use domain::backoffice::{LARGEST_UPLOAD_MIB, MOST_UPLOADS};

/// Largest body of a form or a call: the checkout with everything filled in to its limits is a tenth of it.
pub const LARGEST_BODY: usize = 64 * 1024;

/// Largest body of a form with pictures: as many files as may be sent at once, each as large as it may be, and what stands between them.
pub const LARGEST_UPLOADS: usize = (MOST_UPLOADS * LARGEST_UPLOAD_MIB as usize + 1) * 1024 * 1024;
/// Longest time that pictures may take: to come over a slow line, and to be made ready one after the other.
pub const UPLOAD_TIME: Duration = Duration::from_mins(5);
/// Forms with pictures that are answered at once. Each may hold a whole file in memory.
pub const UPLOADS_AT_ONCE: usize = 4;
/// Most files that come in at once: each holds a connection to the database again and again.
pub const UPLOADS: usize = 4;

/// The answer when as many requests as allowed are running: come back soon, instead of waiting in a queue that only grows.
pub async fn overloaded(_: BoxError) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    response
}
