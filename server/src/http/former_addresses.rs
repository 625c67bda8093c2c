//! Pages of products, categories and collections that have another address now.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, LOCATION},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{catalog::is_slug, language::Language};
use services::{
    catalog::{Paged, moved_to},
    shop::Shop,
};

/// How long a browser keeps where something is now: it may move back.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Leads on for good where a page is not there and what it showed is elsewhere. Nothing is asked for pages that are there.
pub async fn lead_on(State(shop): State<Arc<Shop>>, request: Request, next: Next) -> Response {
    let page = matches!(*request.method(), Method::GET | Method::HEAD).then(|| page(request.uri().path())).flatten();
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let response = next.run(request).await;
    let Some((before, what, slug)) = page.filter(|_| response.status() == StatusCode::NOT_FOUND) else { return response };
    match moved_to(&shop, what, &slug).await {
        Ok(Some(slug)) => match HeaderValue::from_str(&format!("{before}{slug}{query}")) {
            Ok(location) => (StatusCode::MOVED_PERMANENTLY, [(LOCATION, location), (CACHE_CONTROL, AN_HOUR)]).into_response(),
            Err(_) => response,
        },
        Ok(None) => response,
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "former addresses cannot be looked up");
            response
        }
    }
}

/// `/de/p/tasse`: what comes before the slug, what it is of, and the slug.
fn page(path: &str) -> Option<(String, Paged, String)> {
    let (language, rest) = path.strip_prefix('/')?.split_once('/')?;
    let (kind, slug) = rest.split_once('/')?;
    Language::from_code(language)?;
    let what = match kind {
        "p" => Paged::Product,
        "c" => Paged::Category,
        "collections" => Paged::Collection,
        _ => return None,
    };
    is_slug(slug).then(|| (format!("/{language}/{kind}/"), what, slug.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_catalogue_move() {
        assert_eq!(page("/fr/p/tasse-aare"), Some(("/fr/p/".to_owned(), Paged::Product, "tasse-aare".to_owned())));
        assert_eq!(page("/de/c/tisch"), Some(("/de/c/".to_owned(), Paged::Category, "tisch".to_owned())));
        assert_eq!(page("/it/collections/neu"), Some(("/it/collections/".to_owned(), Paged::Collection, "neu".to_owned())));
        for path in ["/", "/de", "/de/p", "/de/p/", "/xx/p/a", "/de/x/a", "/de/p/a/b", "/de/p/%2e%2e", "/backoffice/p/a"] {
            assert_eq!(page(path), None, "{path}");
        }
    }
}
