//! An order's papers, for whoever has its token.

use axum::{
    extract::{Path, Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{failure::Failure, language::Language};
use services::{
    error::Result,
    orders::{self, invoices::Document},
    payments,
};

use super::{order_return::is_token, pages::Pages};

/// The invoice of a paid order.
pub async fn invoice(State(pages): State<Pages>, Path((language, token)): Path<(String, String)>, request: Request) -> Response {
    if !is_address(&language, &token) {
        return pages.not_found(request).await;
    }
    let document = orders::invoices::pdf(pages.shop(), &token).await;
    answer(&pages, document, request).await
}

/// The QR-bill of an order that is to be paid by transfer.
pub async fn payment_slip(State(pages): State<Pages>, Path((language, token)): Path<(String, String)>, request: Request) -> Response {
    if !is_address(&language, &token) {
        return pages.not_found(request).await;
    }
    let document = payments::payment_slip(pages.shop(), &token).await;
    answer(&pages, document, request).await
}

fn is_address(language: &str, token: &str) -> bool {
    Language::from_code(language).is_some() && is_token(token)
}

async fn answer(pages: &Pages, document: Result<Document>, request: Request) -> Response {
    match document.map_err(Failure::from) {
        Ok(document) => file(document),
        Err(Failure::NotFound) => pages.not_found(request).await,
        Err(failure) => StatusCode::from_u16(app::failure::status(&failure)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

/// Shown in the browser, kept by nobody in between: it holds an address.
pub fn file(document: Document) -> Response {
    let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{}\"", document.file_name)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, document.bytes).into_response()
}
