//! Who answers what.

use std::sync::Arc;

use axum::{Router, middleware};
use services::shop::Shop;
use tower_http::catch_panic::CatchPanicLayer;

use super::{files, headers, health, leftovers, page_threads::PageThreads, pages, request_log, sorry};
use crate::{start::Door, webhooks};

/// Everything the shop answers.
///
/// From the outside in: the request's id and its line in the log, who reads what is left of a form, the security headers, the net below panics; then the pages with all their
/// layers, the files, the webhooks and the health checks, which need none of those.
pub fn router(door: &Door, shop: &Arc<Shop>, threads: PageThreads) -> Router {
    let desk = request_log::Desk::new(Arc::clone(shop), &door.http);
    pages::routes(door, shop, threads)
        .merge(files::routes(&door.site))
        .merge(webhooks::routes(Arc::clone(shop)))
        .merge(health::routes(Arc::clone(shop)))
        .layer(CatchPanicLayer::custom(sorry::after_panic))
        .layer(middleware::from_fn(sorry::dress))
        .layer(middleware::from_fn_with_state(headers::Headers::new(&door.http), headers::add))
        .layer(middleware::from_fn(leftovers::read))
        .layer(middleware::from_fn_with_state(desk, request_log::write))
}
