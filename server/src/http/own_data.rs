//! All that the shop knows of somebody, as a file for them.

use app::{context::Who, told};
use axum::{
    Form,
    extract::{FromRequest, Path, Request, State},
    http::{
        HeaderValue,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    accounts::{Password, Proof},
    failure::Failure,
    language::Language,
};
use serde::Deserialize;
use services::accounts;

use super::{failed, pages::Pages};

/// What the form says: the password of those who have no second factor.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    password: Password,
}

/// A ZIP file, or the way back to the page with the failure: a form that leads to a file is always sent by the browser itself.
pub async fn export(State(pages): State<Pages>, Path(language): Path<String>, request: Request) -> Response {
    let Some(language) = Language::from_code(&language) else { return pages.not_found(request).await };
    let is_page = failed::is_page(&request);
    match archive(&pages, request).await {
        Ok(archive) => file(archive),
        Err(failure) if is_page => Redirect::to(&back(language, &failure)).into_response(),
        Err(failure) => failed::answer(failure),
    }
}

/// The page with the failure; or the one where it is proved who asks, which leads back.
fn back(language: Language, failure: &Failure) -> String {
    let page = format!("/{language}/account/data");
    match failure {
        Failure::Unproven(Proof::StepUp) => told::with_query(&format!("/{language}/account/step-up"), &[("to", &page)]),
        failure => told::address(&page, failure),
    }
}

async fn archive(pages: &Pages, request: Request) -> Result<Vec<u8>, Failure> {
    let who = match request.extensions().get::<Who>().cloned() {
        Some(Who::SignedIn(who)) => who.principal,
        Some(Who::Nobody) => return Err(Failure::Unauthenticated),
        Some(Who::Unknown) | None => return Err(Failure::Unavailable),
    };
    let Ok(Form(Asked { password })) = Form::from_request(request, &()).await else { return Err(Failure::Invalid(Vec::new())) };
    Ok(Box::pin(accounts::export(pages.shop(), &who, &password)).await?)
}

pub(super) fn file(archive: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"astris-data.zip\"")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, archive).into_response()
}
