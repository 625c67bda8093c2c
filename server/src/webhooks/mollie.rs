//! Mollie's classic webhook: a form with a payment's id, unsigned. The payment is fetched with our key afterwards.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    http::StatusCode,
};
use serde::Deserialize;
use services::{payments, shop::Shop};

/// The longest id that is taken; Mollie's have 13 characters and are announced to grow.
const LONGEST_ID: usize = 64;

/// What Mollie sends.
#[derive(Deserialize)]
pub(super) struct Notice {
    id: String,
}

/// Stores the id and answers. 200 also for ids that nobody knows, so that nothing can be learned here; 5xx only if it could not be stored, since
/// that makes Mollie try again (ten times in 26 hours).
pub(super) async fn notice(State(shop): State<Arc<Shop>>, form: Result<Form<Notice>, FormRejection>) -> StatusCode {
    let notice = match form {
        Ok(Form(notice)) if is_payment_id(&notice.id) => notice,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => return StatusCode::PAYLOAD_TOO_LARGE,
        Ok(_) | Err(_) => return StatusCode::BAD_REQUEST,
    };
    match payments::record_notice(&shop, "mollie", &notice.id).await {
        Ok(()) => {
            shop.work.notify_one();
            StatusCode::OK
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a notice could not be stored; Mollie will repeat it");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

fn is_payment_id(id: &str) -> bool {
    id.len() <= LONGEST_ID
        && id
            .strip_prefix("tr_")
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

#[cfg(test)]
mod tests {
    use super::is_payment_id;

    #[test]
    fn ids() {
        assert!(is_payment_id("tr_7UhSN1zuXS"));
        for id in ["", "tr_", "ord_8wmqcHMN4U", "tr_a b", "tr_'--", &format!("tr_{}", "a".repeat(70))] {
            assert!(!is_payment_id(id), "{id}");
        }
    }
}
