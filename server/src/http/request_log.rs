//! A request's id and its line in the log. The line has the route and never the path: paths hold tokens that open orders, and searches hold what
//! people look for.

use std::{net::IpAddr, sync::Arc, time::Instant};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use services::shop::Shop;
use tracing::Instrument;

use crate::config::Http;

/// Carries the id inward to the application and outward to the client, so that both can be found in the log.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest id that is taken from a proxy.
const LONGEST_ID: usize = 64;
/// Routes whose requests are logged for the curious only.
const QUIET: [&str; 5] = ["/healthz", "/readyz", "/media/", "/pkg/", "/favicon"];

/// What the log needs to know.
#[derive(Clone)]
pub struct Desk {
    shop: Arc<Shop>,
    trusted: Arc<[IpAddr]>,
}

impl Desk {
    /// A desk that believes the configured proxies.
    pub fn new(shop: Arc<Shop>, http: &Http) -> Self {
        Self { shop, trusted: http.trusted_proxies.clone().into() }
    }

    /// The id that a trusted proxy gave, else a new one: ids from strangers would let them hide in each other's traces.
    fn id(&self, request: &Request) -> HeaderValue {
        let peer = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let given = request.headers().get(REQUEST_ID).filter(|_| peer.is_some_and(|peer| self.trusted.contains(&peer)));
        let sound = |id: &&HeaderValue| {
            let bytes = id.as_bytes();
            (1..=LONGEST_ID).contains(&bytes.len()) && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        given.filter(sound).cloned().unwrap_or_else(|| {
            let id = self.shop.new_key().simple().to_string();
            HeaderValue::from_str(&id).unwrap_or_else(|_| HeaderValue::from_static("none"))
        })
    }
}

/// Gives the request an id, lets it be answered, and logs how that went.
pub async fn write(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = desk.id(&request);
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default(), method = %request.method(), route);
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let mut response = next.run(request).instrument(span.clone()).await;
    response.headers_mut().insert(REQUEST_ID, id);
    let _entered = span.enter();
    let (status, milliseconds) = (response.status().as_u16(), u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX));
    if status < 500 && QUIET.iter().any(|start| route.starts_with(start)) {
        tracing::debug!(status, milliseconds, "answered");
    } else {
        tracing::info!(status, milliseconds, "answered");
    }
    response
}
