//! Failures on the wire: what a server function answers when it does not work, and with which HTTP status.

use domain::failure::Failure;
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// A [`Failure`] as the error of server functions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppFailure(pub Failure);

/// What the transport itself reports. Its texts are for developers and go nowhere.
impl FromServerFnError for AppFailure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let failure = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Failure::Invalid(Vec::new()),
            ServerFnErrorErr::Registration(_) => Failure::NotFound,
            ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Request(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => Failure::Unavailable,
        };
        // A browser that sent a form by itself is led back to its page by the framework.
        #[cfg(feature = "ssr")]
        if !crate::plain_form::is_plain() {
            set_status(&failure);
        }
        Self(failure)
    }
}

/// The HTTP status of a failure.
pub const fn status(failure: &Failure) -> u16 {
    match failure {
        Failure::NotFound => 404,
        Failure::Forbidden | Failure::Unproven(_) => 403,
        Failure::Unauthenticated => 401,
        Failure::Invalid(_) => 422,
        Failure::Refused(_) => 409,
        Failure::TooMany { .. } => 429,
        Failure::Unavailable => 503,
        Failure::Internal { .. } => 500,
    }
}

/// A service's answer as a server function's, by [`told`].
#[cfg(feature = "ssr")]
pub fn answer<T>(result: services::error::Result<T>) -> Result<T, AppFailure> {
    result.map_err(|error| told(error.into()))
}

/// A failure as a server function's, with the HTTP status set where the request is for the server function itself. While a page renders, the page
/// decides: it shows the failure in its own way.
#[cfg(feature = "ssr")]
pub fn told(failure: Failure) -> AppFailure {
    let is_direct = leptos::prelude::use_context::<axum::http::request::Parts>().is_some_and(|parts| parts.uri.path().starts_with("/fn/"));
    if is_direct {
        set_status(&failure);
    }
    AppFailure(failure)
}

/// Gives the answer under way the failure's HTTP status.
#[cfg(feature = "ssr")]
pub fn set_status(failure: &Failure) {
    let status = axum::http::StatusCode::from_u16(status(failure)).unwrap_or(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status);
        if let Failure::TooMany { retry_after_seconds } = failure {
            response.insert_header(axum::http::header::RETRY_AFTER, axum::http::HeaderValue::from(*retry_after_seconds));
        }
    }
}
