//! Security headers on every answer. The pages' own content security policy, with its nonce, is set by the application's shell and stays.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS},
    },
    middleware::Next,
    response::Response,
};

use crate::config::Http;

/// For everything that is no page: nothing may be loaded, run, framed or sent from it.
const STRICT_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
/// A year. Without subdomains and preload: those are the domain owner's to decide.
const TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");
/// What the shop never asks a browser for.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
);

/// The headers that are added where an answer has none of its own.
#[derive(Clone)]
pub struct Headers(Arc<HeaderMap>);

impl Headers {
    /// The headers of a shop at this address.
    pub fn new(http: &Http) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_SECURITY_POLICY, STRICT_POLICY);
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // Tokens in addresses of orders must not travel to other sites.
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        headers.insert(HeaderName::from_static("permissions-policy"), PERMISSIONS);
        headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
        if http.base_url.is_https() {
            headers.insert(STRICT_TRANSPORT_SECURITY, TRANSPORT);
        }
        Self(Arc::new(headers))
    }
}

/// Adds what the answer lacks.
pub async fn add(State(headers): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in headers.0.iter() {
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    response
}
