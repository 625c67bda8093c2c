//! All that the shop knows of somebody, handed out by staff who were asked for it.

use app::{staff_screen, told};
use axum::{
    Form,
    extract::{FromRequest, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{failure::Failure, ids::AccountId};
use serde::Deserialize;
use services::accounts::customers;

use super::{failed, own_data::file, pages::Pages, staff_documents::acting};

/// What the form says: why, and the screen that a failure leads to.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    back: String,
}

/// A ZIP file, or the way back to the screen with the failure.
pub async fn export(State(pages): State<Pages>, Path(account): Path<String>, request: Request) -> Response {
    let is_page = failed::is_page(&request);
    let by = acting(&request);
    let Ok(Form(Asked { reason, back })) = Form::from_request(request, &()).await else {
        return failed::answer(Failure::Invalid(Vec::new()));
    };
    let archive = match (by, account.parse()) {
        (Ok(by), Ok(account)) => Box::pin(customers::export(pages.shop(), by, AccountId(account), &reason)).await.map_err(Failure::from),
        (Ok(_), Err(_)) => Err(Failure::NotFound),
        (Err(failure), _) => Err(failure),
    };
    match archive {
        Ok(archive) => file(archive),
        Err(failure) if is_page => {
            let screen = staff_screen(&back);
            let screen = told::with_query(&screen, &[("form", "export"), ("e.reason", &reason)]);
            Redirect::to(&told::address(&screen, &failure)).into_response()
        }
        Err(failure) => failed::answer(failure),
    }
}
