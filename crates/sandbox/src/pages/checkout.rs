//! The page that replaces Mollie's hosted checkout in test mode.

use std::sync::Arc;

use askama::Template;
use axum::{
    Form,
    extract::{Path, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::payments::PaymentState;
use serde::Deserialize;

use super::layout::{missing, page};
use crate::{mollie, state::State};

/// The five ways to end of Mollie's test screen.
const OUTCOMES: [(&str, &str); 5] =
    [("paid", "Paid"), ("failed", "Failed"), ("canceled", "Canceled"), ("expired", "Expired"), ("open", "Open")];

#[derive(Template)]
#[template(path = "checkout.html")]
struct Checkout<'a> {
    id: &'a str,
    description: &'a str,
    amount: String,
    /// Empty while none is chosen.
    method: &'a str,
    /// Codes and names to choose from; empty once one is chosen.
    methods: Vec<(&'static str, &'static str)>,
    outcomes: &'static [(&'static str, &'static str)],
    payable: bool,
    status: &'static str,
    way_back: &'a str,
}

pub(super) async fn show(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Response {
    let books = state.books();
    let Some(payment) = books.payments.iter().find(|payment| payment.id == id) else {
        return missing("There is no such payment.");
    };
    let locale = payment.locale.as_deref().unwrap_or("en_GB");
    let offered = mollie::offered(payment.amount, &payment.choice);
    let name = |code: &str| offered.iter().find(|method| method.id == code).map(|method| method.name(locale));
    let checkout = Checkout {
        id: &payment.id,
        description: &payment.description,
        amount: payment.amount.to_string(),
        method: payment.method.as_deref().and_then(name).unwrap_or_default(),
        methods: if payment.method.is_some() {
            Vec::new()
        } else {
            offered.iter().map(|method| (method.id, method.name(locale))).collect()
        },
        outcomes: &OUTCOMES,
        payable: !payment.status.is_final(),
        status: payment.status.code(),
        way_back: payment.way_back(),
    };
    page(StatusCode::OK, &checkout)
}

#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    status: String,
    method: Option<String>,
}

/// Does as chosen, calls the webhook and leads back to the shop. A payment that is final already stays as it is.
pub(super) async fn submit(Shared(state): Shared<Arc<State>>, Path(id): Path<String>, Form(choice): Form<Choice>) -> Response {
    let known = OUTCOMES.iter().any(|(code, _)| *code == choice.status);
    let Some(status) = PaymentState::from_code(&choice.status).filter(|_| known) else {
        return (StatusCode::UNPROCESSABLE_ENTITY, "unknown status").into_response();
    };
    let mut books = state.books();
    let Some(payment) = books.payments.iter_mut().find(|payment| payment.id == id) else {
        return missing("There is no such payment.");
    };
    if payment.method.is_none() {
        let offered = mollie::offered(payment.amount, &payment.choice);
        let chosen = offered.iter().find(|method| Some(method.id) == choice.method.as_deref()).or(offered.first());
        payment.method = chosen.map(|method| method.id.to_owned());
    }
    if !payment.status.is_final() && status != PaymentState::Open {
        mollie::set_status(&state, &mut books, &id, status);
    }
    match books.payments.iter().find(|payment| payment.id == id) {
        Some(payment) => Redirect::to(payment.way_back()).into_response(),
        None => missing("There is no such payment."),
    }
}
