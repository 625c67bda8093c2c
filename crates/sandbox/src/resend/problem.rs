//! Refusals in Resend's form.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// What is answered instead of what was asked for.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    name: &'static str,
    message: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, name: &'static str, message: impl Into<String>) -> Self {
        Self { status, name, message: message.into() }
    }

    pub(super) fn missing(field: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "missing_required_field", format!("Missing `{field}` field."))
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "validation_error", message)
    }

    /// The refusal that a fault asks for.
    pub(super) fn fault(status: StatusCode) -> Self {
        let name = match status {
            StatusCode::TOO_MANY_REQUESTS => "rate_limit_exceeded",
            StatusCode::SERVICE_UNAVAILABLE => "service_unavailable",
            _ => "application_error",
        };
        Self::new(status, name, "A fault that was asked for.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({"statusCode": self.status.as_u16(), "name": self.name, "message": self.message});
        (self.status, Json(body)).into_response()
    }
}
