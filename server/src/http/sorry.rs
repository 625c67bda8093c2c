//! The last page: for answers that no page was made for, because the application panicked, was too slow, or was not asked at all.

use std::{any::Any, sync::LazyLock};

use app::context::THEME_COOKIE;
use axum::{
    body::Body,
    extract::Request,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, RETRY_AFTER},
    },
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::language::Language;
use sha2::{Digest, Sha256};

/// The shop's look in a few lines, with the values of style/tokens.css: the style sheet's name changes with every build, and what is wrong may be
/// that it cannot be read.
const STYLE: &str = r#"@font-face{font-family:"Hanken Grotesk";src:url("/fonts/hanken-grotesk-5.3.0.woff2") format("woff2");font-weight:100 900;font-display:swap}
:root{color-scheme:light dark;--paper:light-dark(oklch(98.2% .006 85),oklch(19.5% .012 262));--ink:light-dark(oklch(22% .01 70),oklch(94% .008 85));--muted:light-dark(oklch(47% .018 70),oklch(75% .014 80));--hairline:light-dark(oklch(87.5% .014 76),oklch(34% .016 262));--accent:light-dark(oklch(50% .13 39),oklch(76% .1 44));--on-accent:light-dark(oklch(99% .004 85),oklch(20% .02 40))}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;background:var(--paper);color:var(--ink);font:400 1rem/1.55 "Hanken Grotesk",system-ui,sans-serif}
header{border-bottom:1px solid var(--hairline);padding:0 1.25rem}
header a,main{display:block;max-width:90rem;margin:0 auto}
header a{padding:1.25rem 0;font-size:1.75rem;font-weight:640;letter-spacing:-.045em;line-height:1;color:inherit;text-decoration:none}
main{padding:14vh 1.25rem}
h1{font-size:2.5rem;font-weight:530;line-height:1.1;letter-spacing:-.02em;max-width:20ch}
p{margin:1.5rem 0 2rem;max-width:42rem;font-size:1.25rem;line-height:1.4;color:var(--muted)}
.main{display:inline-flex;min-height:3rem;align-items:center;padding:0 1.5rem;border-radius:.1875rem;background:var(--accent);color:var(--on-accent);font-weight:530;text-decoration:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}"#;

/// The page's own policy: its style by its hash, the typeface and the icon, and nothing else.
static POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    HeaderValue::from_str(&format!(
        "default-src 'none'; style-src 'sha256-{hash}'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
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
    let (language, theme) = (language(&request), theme(&request));
    let response = next.run(request).await;
    let status = response.status();
    let is_bare = (status.is_client_error() || status.is_server_error()) && !response.headers().contains_key(CONTENT_TYPE);
    if is_bare && shows_pages { page(response, language, theme) } else { response }
}

fn language(request: &Request) -> Language {
    let first = request.uri().path().split('/').nth(1).unwrap_or_default();
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Language::from_code(first).unwrap_or_else(|| Language::negotiate(accepted))
}

/// The theme that was chosen, if one was.
fn theme(request: &Request) -> Option<&'static str> {
    let cookies = request.headers().get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let chosen = cookies.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == THEME_COOKIE)?.1;
    ["light", "dark"].into_iter().find(|theme| *theme == chosen)
}

fn page(response: Response, language: Language, theme: Option<&'static str>) -> Response {
    let (mut parts, _) = response.into_parts();
    let (title, text, link) = match retry_minutes(&parts.headers) {
        Some(minutes) if parts.status == StatusCode::TOO_MANY_REQUESTS => too_many(minutes, language),
        Some(_) | None => {
            let (title, text, link) = words(parts.status, language);
            (title, text.to_owned(), link)
        }
    };
    let code = language.code();
    let theme = theme.map(|theme| format!(" data-theme=\"{theme}\"")).unwrap_or_default();
    let page = format!(
        "<!doctype html><html lang=\"{code}\"{theme}><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title} · Astris</title><link rel=\"icon\" href=\"/favicon.svg\"><style>{STYLE}</style></head>\
         <body><header><a href=\"/{code}\">Astris</a></header><main><h1>{title}</h1><p>{text}</p><a class=\"main\" href=\"/{code}\">{link}</a></main></body></html>"
    );
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(policy) = POLICY.as_ref() {
        parts.headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
    }
    Response::from_parts(parts, Body::from(page))
}

/// When to come back, in whole minutes.
fn retry_minutes(headers: &HeaderMap) -> Option<u64> {
    let seconds: u64 = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(seconds.div_ceil(60))
}

/// For who has tried something too often.
fn too_many(minutes: u64, language: Language) -> (&'static str, String, &'static str) {
    let (title, before, after, link) = match language {
        Language::De => (
            "Zu viele Versuche",
            "Das wurde von hier aus zu oft versucht. In",
            "min geht es weiter; so schützen wir Konten.",
            "Zur Startseite",
        ),
        Language::Fr => (
            "Trop de tentatives",
            "Il y a eu trop de tentatives depuis cet endroit. Réessayez dans",
            "min ; nous protégeons ainsi les comptes.",
            "Vers la page d’accueil",
        ),
        Language::It => (
            "Troppi tentativi",
            "Ci sono stati troppi tentativi da qui. Riprovi fra",
            "min; così proteggiamo i conti.",
            "Alla pagina iniziale",
        ),
        Language::En => (
            "Too many tries",
            "This was tried too often from here. It works again in",
            "min; that is how we protect accounts.",
            "To the home page",
        ),
    };
    (title, format!("{before} {minutes} {after}"), link)
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
        let request =
            Request::builder().uri("/fr").header(ACCEPT, accept).header(COOKIE, "lang=fr; theme=dark").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 100_000).await.unwrap();
        (parts.status, parts.headers.get(CONTENT_SECURITY_POLICY).cloned(), String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_becomes_a_page_in_the_visitors_language() {
        let (status, policy, page) = ask("text/html,*/*").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(
            page.contains("C’est de notre faute")
                && page.contains("href=\"/fr\"")
                && page.contains("data-theme=\"dark\"")
                && !page.contains("secret"),
            "{page}"
        );
        let policy = policy.unwrap();
        let policy = policy.to_str().unwrap();
        assert!(policy.contains("style-src 'sha256-") && !policy.contains("unsafe-inline"), "{policy}");
    }

    #[tokio::test]
    async fn who_has_tried_too_often_is_told_when_to_come_back() {
        let turned_away = get(async || (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "541")]));
        let router = Router::new().route("/fn/x", turned_away).layer(middleware::from_fn(dress));
        let request =
            Request::builder().uri("/fn/x").header(ACCEPT, "text/html").header(ACCEPT_LANGUAGE, "it").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        assert_eq!((response.status(), response.headers()[RETRY_AFTER].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "541"));
        let page = String::from_utf8(to_bytes(response.into_body(), 100_000).await.unwrap().to_vec()).unwrap();
        assert!(page.contains("Riprovi fra 10 min"), "{page}");
    }

    #[tokio::test]
    async fn programs_get_the_status_alone() {
        let (status, _, body) = ask("application/json").await;
        assert_eq!((status, body.as_str()), (StatusCode::INTERNAL_SERVER_ERROR, ""));
    }
}
