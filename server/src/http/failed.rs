//! Failures of what is answered here and by no server function: for scripts and programs as server functions tell them.

use app::failure::{AppFailure, status};
use axum::{
    Json,
    extract::Request,
    http::{
        HeaderValue, StatusCode,
        header::{ACCEPT, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use domain::failure::Failure;

/// Whether a browser asks that shows what it gets; scripts and programs ask for something else.
pub fn is_page(request: &Request) -> bool {
    request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// The failure as a value, with its status.
pub fn answer(failure: Failure) -> Response {
    let status = StatusCode::from_u16(status(&failure)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let wait = if let Failure::TooMany { retry_after_seconds } = failure { Some(retry_after_seconds) } else { None };
    let mut response = (status, Json(AppFailure(failure))).into_response();
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
