//! What load balancers ask.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::State,
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use services::shop::Shop;

/// Longest time that the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/healthz`: the process is up. `/readyz`: it can do its work, that is, the database answers.
pub fn routes(shop: Arc<Shop>) -> Router {
    Router::new().route("/healthz", get(async || plain(StatusCode::OK, "up\n"))).route("/readyz", get(ready)).with_state(shop)
}

async fn ready(State(shop): State<Arc<Shop>>) -> Response {
    let answer = tokio::time::timeout(PATIENCE, sqlx::query_scalar::<_, i32>("SELECT 1").fetch_one(&shop.pool)).await;
    match answer {
        Ok(Ok(_)) => return plain(StatusCode::OK, "ready\n"),
        Ok(Err(error)) => tracing::warn!(error = &error as &dyn std::error::Error, "not ready: the database"),
        Err(_) => tracing::warn!("not ready: the database does not answer in time"),
    }
    plain(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")), (CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, headers, text).into_response()
}
