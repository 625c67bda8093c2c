//! Where the payment page sends the buyer back to.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::language::Language;
use services::{error::Error, payments};

use super::pages::Pages;

/// How long the buyer waits here for the gateway's answer. The order's page goes on asking, so nothing is lost by going there early.
const PATIENCE: Duration = Duration::from_secs(4);
/// Longest token that is taken; the shop's have 43 characters.
const LONGEST_TOKEN: usize = 64;

/// Settles the payment and sends the buyer to the order's page, whatever the gateway did: a way back that shows an error after somebody has paid
/// would be the worst page of the shop.
pub async fn settle_and_show(State(pages): State<Pages>, Path((language, token)): Path<(String, String)>, request: Request) -> Response {
    let Some(language) = Language::from_code(&language).filter(|_| is_token(&token)) else { return pages.not_found(request).await };
    let (shop, settled) = (Arc::clone(pages.shop()), token.clone());
    // On its own: it goes on when the buyer's browser does not wait.
    let settle = tokio::spawn(async move {
        match payments::settle_order(&shop, &settled).await {
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "payment not settled on return; the worker does it"),
        }
    });
    if tokio::time::timeout(PATIENCE, settle).await.is_err() {
        tracing::info!("the payment was not settled while the buyer came back");
    }
    Redirect::to(&format!("/{language}/orders/{token}")).into_response()
}

/// URL-safe base64: nothing that could lead elsewhere.
pub(super) fn is_token(token: &str) -> bool {
    (1..=LONGEST_TOKEN).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
