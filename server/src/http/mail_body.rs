//! What a mail looks like, for staff: a page of its own that may do nothing but show it.

use axum::{
    extract::{Path, Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    },
    response::{Html, IntoResponse, Response},
};
use domain::{failure::Failure, language::Language};
use services::mail::staff;

use super::{pages::Pages, staff_documents::acting};

/// Mails carry their styles in themselves. No script, no form and no frame: what is in a mail stays in it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);

/// The mail's HTML.
pub async fn show(State(pages): State<Pages>, Path(mail): Path<String>, request: Request) -> Response {
    let html = match (acting(&request), mail.parse()) {
        (Ok(by), Ok(mail)) => staff::html(pages.shop(), by, mail).await.map_err(Failure::from),
        (Ok(_), Err(_)) => Err(Failure::NotFound),
        (Err(failure), _) => Err(failure),
    };
    answer(&pages, html, request).await
}

/// The HTML of a mail with example data.
pub async fn show_example(State(pages): State<Pages>, Path((kind, language)): Path<(String, String)>, request: Request) -> Response {
    let html = match (acting(&request), Language::from_code(&language)) {
        (Ok(by), Some(language)) => staff::preview_html(pages.shop(), by, &kind, language).map_err(Failure::from),
        (Ok(_), None) => Err(Failure::NotFound),
        (Err(failure), _) => Err(failure),
    };
    answer(&pages, html, request).await
}

async fn answer(pages: &Pages, html: Result<String, Failure>, request: Request) -> Response {
    match html {
        Ok(html) => {
            let headers = [(CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, HeaderValue::from_static("private, no-store"))];
            (headers, Html(html)).into_response()
        }
        Err(Failure::NotFound) => pages.not_found(request).await,
        Err(failure) => StatusCode::from_u16(app::failure::status(&failure)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}
