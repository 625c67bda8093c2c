//! Files: what the build made below `/pkg`, pictures below `/media`, and public files such as robots.txt beside the pages.

use std::path::Path;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header::CACHE_CONTROL},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::config::Site;

/// The name holds a hash of the content, so the content never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The name stays while the content may change: keep it, and ask whether it is still right.
const ASK: HeaderValue = HeaderValue::from_static("public, no-cache");
/// Pictures and files whose name stays and that change with a release at most.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// Least digits of a hash in a picture's name.
const SHORTEST_HASH: usize = 12;

/// `/pkg` and `/media`.
pub fn routes(site: &Site) -> Router {
    let build = if site.hash_files { FOR_EVER } else { ASK };
    let pkg = directory(&site.root.join(&site.pkg_dir));
    let media = directory(&site.media_dir);
    Router::new()
        .nest_service(&format!("/{}", site.pkg_dir), pkg)
        .layer(middleware::from_fn_with_state(build, keep))
        .merge(Router::new().nest_service("/media", media).layer(middleware::from_fn(keep_picture)))
}

/// The request for a public file, if this can be one. Without the body, so that the request itself is left for the page.
pub fn file_request(request: &Request) -> Option<Request> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let mut copy = Request::new(Body::empty());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}

/// The public file that a request names, if there is one.
pub async fn public_file(root: &Path, request: Request) -> Option<Response> {
    // Fonts have their version in their name.
    let rule = if request.uri().path().starts_with("/fonts/") { FOR_EVER } else { AN_HOUR };
    let mut response = directory(root).oneshot(request).await.ok()?.map(Body::new);
    let status = response.status();
    if !status.is_success() && !matches!(status, StatusCode::NOT_MODIFIED | StatusCode::RANGE_NOT_SATISFIABLE) {
        return None;
    }
    response.headers_mut().insert(CACHE_CONTROL, rule);
    Some(response)
}

/// A folder whose files may lie beside compressed copies (`.br`, `.gz`), which the build makes once.
fn directory(path: &Path) -> ServeDir {
    ServeDir::new(path).append_index_html_on_directories(false).precompressed_br().precompressed_gzip()
}

async fn keep(State(rule): State<HeaderValue>, request: Request, next: Next) -> Response {
    with_rule(next.run(request).await, rule)
}

/// Pictures of products are named by their content; the demo's large ones are not.
async fn keep_picture(request: Request, next: Next) -> Response {
    let rule = if is_hashed(request.uri().path()) { FOR_EVER } else { AN_HOUR };
    with_rule(next.run(request).await, rule)
}

/// The rule is for what is there; that something is missing can be over in a moment.
fn with_rule(mut response: Response, rule: HeaderValue) -> Response {
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    if !is_there && response.status() == StatusCode::NOT_FOUND {
        return (StatusCode::NOT_FOUND, [(CACHE_CONTROL, HeaderValue::from_static("no-store"))], "not found\n").into_response();
    }
    response.headers_mut().insert(CACHE_CONTROL, if is_there { rule } else { HeaderValue::from_static("no-store") });
    response
}

/// `wool-blanket-3f9ac01b77de-640.avif`: a part of the name has hexadecimal digits only, and enough of them.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    stem.split('-').any(|part| part.len() >= SHORTEST_HASH && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn hashed_names() {
        assert!(is_hashed("/media/3f9ac01b77de40aa-640.avif"));
        assert!(is_hashed("/media/wool-blanket-3f9ac01b77de-320.webp"));
        assert!(!is_hashed("/media/hero-2000.jpg"));
        assert!(!is_hashed("/media/beaded-cafe-640.jpg"));
    }
}
