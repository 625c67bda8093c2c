//! Compression of what is made for each request. Files of the build are compressed once, when they are built.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header::CONTENT_TYPE};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{And, Predicate, SizeAbove},
    },
};

/// brotli at 4 is as fast as gzip and a fifth smaller; higher levels cost more time than the smaller page saves.
const LEVEL: i32 = 4;
/// Below this many bytes the frame costs more than it saves.
const SMALLEST: u64 = 512;

type Worthwhile = And<SizeAbove, fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool>;

/// brotli or gzip for texts, as the browser likes.
pub fn layer() -> CompressionLayer<Worthwhile> {
    let predicate: Worthwhile = SizeAbove::new(SMALLEST).and(is_text);
    CompressionLayer::new().br(true).gzip(true).quality(CompressionLevel::Precise(LEVEL)).compress_when(predicate)
}

fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    ["text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml"]
        .iter()
        .any(|start| kind.starts_with(start))
}
