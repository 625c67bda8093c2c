use std::sync::Arc;

use axum::{Router, routing::post};
use services::shop::Shop;
use tower_http::limit::RequestBodyLimitLayer;

use super::mollie;

/// A notice is an id; anything longer is none.
const LARGEST_NOTICE: usize = 4 * 1024;

/// Everything below `/webhooks`. No CSRF protection: providers are no browsers, and notices carry no authority.
pub fn routes(shop: Arc<Shop>) -> Router {
    Router::new().route("/webhooks/mollie", post(mollie::notice)).with_state(shop).layer(RequestBodyLimitLayer::new(LARGEST_NOTICE))
}
