//! The last page: for answers that no page was made for, because the application panicked, was too slow, or was not asked at all.

use std::{any::Any, sync::LazyLock};

use axum::{
    body::Body,
    extract::Request,
    http::{
        HeaderValue, StatusCode,
        header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::language::Language;
use sha2::{Digest, Sha256};

const STYLE: &str = "body{font:1.125rem/1.6 system-ui,sans-serif;color-scheme:light dark;max-width:34rem;margin:18vh auto;padding:0 1.5rem}h1{font-size:1.75rem;line-height:1.2}";

/// The page's own policy: its style by its hash, and nothing else.
static POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    HeaderValue::from_str(&format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ))
    .ok()
});

/// A page can be made for it by [`dress`].
pub fn after_panic(_: Box<dyn Any + Send + 'static>) -> Response {
    // The panic itself is logged by the hook, with its place.
    bare(StatusCode::INTERNAL_SERVER_ERROR)
}

fn bare(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Gives error answers without content a page, for clients that show pages.
pub async fn dress(request: Request, next: Next) -> Response {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let shows_pages = accept.contains("text/html");
    let language = language(&request);
    let response = next.run(request).await;
    let status = response.status();
    let is_bare = (status.is_client_error() || status.is_server_error()) && !response.headers().contains_key(CONTENT_TYPE);
    if is_bare && shows_pages { page(response, language) } else { response }
}

fn language(request: &Request) -> Language {
    let first = request.uri().path().split('/').nth(1).unwrap_or_default();
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Language::from_code(first).unwrap_or_else(|| Language::negotiate(accepted))
}

fn page(response: Response, language: Language) -> Response {
    let (mut parts, _) = response.into_parts();
    let (title, text, link) = words(parts.status, language);
    let code = language.code();
    let page = format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1><p>{text}</p><p><a href=\"/{code}\">{link}</a></p></main></body></html>"
    );
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(policy) = POLICY.as_ref() {
        parts.headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
    }
    Response::from_parts(parts, Body::from(page))
}

fn words(status: StatusCode, language: Language) -> (&'static str, &'static str, &'static str) {
    if status.is_client_error() {
        return match language {
            Language::De => (
                "Das ging nicht",
                "Die Anfrage wurde nicht angenommen. Bitte gehen Sie zurück und versuchen Sie es noch einmal.",
                "Zur Startseite",
            ),
            Language::Fr => {
                ("Cela n’a pas marché", "La demande n’a pas été acceptée. Revenez en arrière et réessayez.", "Vers la page d’accueil")
            }
            Language::It => ("Non ha funzionato", "La richiesta non è stata accettata. Torni indietro e riprovi.", "Alla pagina iniziale"),
            Language::En => ("That did not work", "The request was not accepted. Please go back and try again.", "To the home page"),
        };
    }
    match language {
        Language::De => (
            "Es liegt an uns",
            "Die Seite kann gerade nicht gezeigt werden. Bitte versuchen Sie es in einem Augenblick noch einmal. Was Sie bestellt haben, ist bestellt.",
            "Zur Startseite",
        ),
        Language::Fr => (
            "C’est de notre faute",
            "La page ne peut pas être affichée pour le moment. Réessayez dans un instant. Ce que vous avez commandé est commandé.",
            "Vers la page d’accueil",
        ),
        Language::It => (
            "È colpa nostra",
            "In questo momento la pagina non può essere mostrata. Riprovi tra un attimo. Ciò che ha ordinato è ordinato.",
            "Alla pagina iniziale",
        ),
        Language::En => (
            "It is our fault",
            "The page cannot be shown right now. Please try again in a moment. What you have ordered is ordered.",
            "To the home page",
        ),
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::to_bytes, middleware, routing::get};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    async fn ask(accept: &str) -> (StatusCode, Option<HeaderValue>, String) {
        // Panics with a text that must not reach the client.
        let broken = get(async || -> &'static str { panic!("secret") });
        let router = Router::new().route("/{lang}", broken).layer(CatchPanicLayer::custom(after_panic)).layer(middleware::from_fn(dress));
        let request = Request::builder().uri("/fr").header(ACCEPT, accept).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 100_000).await.unwrap();
        (parts.status, parts.headers.get(CONTENT_SECURITY_POLICY).cloned(), String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_becomes_a_page_in_the_visitors_language() {
        let (status, policy, page) = ask("text/html,*/*").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.contains("C’est de notre faute") && page.contains("href=\"/fr\"") && !page.contains("secret"), "{page}");
        let policy = policy.unwrap();
        let policy = policy.to_str().unwrap();
        assert!(policy.contains("style-src 'sha256-") && !policy.contains("unsafe-inline"), "{policy}");
    }

    #[tokio::test]
    async fn programs_get_the_status_alone() {
        let (status, _, body) = ask("application/json").await;
        assert_eq!((status, body.as_str()), (StatusCode::INTERNAL_SERVER_ERROR, ""));
    }
}
