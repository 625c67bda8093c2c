//! Refusals in Mollie's form.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::wire::HAL;

/// What is answered instead of what was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
    field: Option<String>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), field: None }
    }

    /// 422, naming the field.
    pub(super) fn field(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, detail: detail.into(), field: Some(field.into()) }
    }

    pub(super) fn unknown_payment(id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("No payment exists with token {id}."))
    }

    fn title(&self) -> &'static str {
        match self.status {
            StatusCode::UNAUTHORIZED => "Unauthorized Request",
            StatusCode::UNPROCESSABLE_ENTITY => "Unprocessable Entity",
            status => status.canonical_reason().unwrap_or("Error"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "status": self.status.as_u16(),
            "title": self.title(),
            "detail": self.detail,
            "_links": {"documentation": {"href": "https://docs.mollie.com/overview/handling-errors", "type": "text/html"}},
        });
        if let Some(field) = self.field {
            body["field"] = field.into();
        }
        (self.status, [(CONTENT_TYPE, HeaderValue::from_static(HAL))], Json(body)).into_response()
    }
}
