//! Protection against forms on other sites: what changes something must come from the shop's own pages.

use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::config::Http;

type Rejection = fn(ProtectionError) -> Response<Body>;

/// Looks at `Sec-Fetch-Site` and, where a browser is too old for it, compares `Origin` with the host. The shop's public address counts as its own
/// in any case, since a proxy may have changed `Host`.
pub fn layer(http: &Http) -> CsrfLayer<Rejection> {
    let layer = CsrfLayer::new();
    let layer = layer.clone().add_trusted_origin(&http.base_url.origin).unwrap_or_else(|error| {
        tracing::warn!(%error, "the shop's address cannot be an origin; requests are compared with their Host only");
        layer
    });
    layer.with_rejection_response(refuse as Rejection)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands its error over")]
fn refuse(error: ProtectionError) -> Response<Body> {
    tracing::warn!(reason = %error, "a request from another site was refused");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}
