//! What is here.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State as Shared, http::StatusCode, response::Response};

use super::layout::page;
use crate::{
    control::{Control, PaymentRecord},
    faults::Knob,
    settings::{MOLLIE_TEST_KEY, RESEND_KEY},
    state::State,
};

/// How many payments are listed.
const LATEST: usize = 10;

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    base_url: &'a str,
    mollie_key: &'static str,
    resend_key: &'static str,
    payments: usize,
    open: usize,
    mails: usize,
    faults: usize,
    latest: Vec<PaymentRecord>,
}

pub(super) async fn show(Shared(state): Shared<Arc<State>>) -> Response {
    let control = Control::new(Arc::clone(&state));
    let payments = control.payments();
    let index = Index {
        base_url: &state.base_url,
        mollie_key: MOLLIE_TEST_KEY,
        resend_key: RESEND_KEY,
        payments: payments.len(),
        open: payments.iter().filter(|payment| !payment.status.is_final()).count(),
        mails: state.books().mails.len(),
        faults: Knob::ALL.into_iter().filter(|knob| state.faults.get(*knob).is_some()).count(),
        latest: payments.into_iter().rev().take(LATEST).collect(),
    };
    page(StatusCode::OK, &index)
}
