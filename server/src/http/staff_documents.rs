//! Papers about orders for staff: what goes into a parcel, and what has to be taken from the shelves.

use app::{context::Who, staff_screen, told};
use axum::{
    extract::{Path, Query, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{failure::Failure, ids::OrderId};
use services::{
    accounts::Caller,
    backoffice::orders as screens,
    orders::{Acting, invoices::Document},
};

use super::{failed, order_documents::file, pages::Pages, root::chosen_language};

/// The note that lies in a parcel.
pub async fn delivery_note(State(pages): State<Pages>, Path(parcel): Path<String>, request: Request) -> Response {
    let document = match (acting(&request), parcel.parse()) {
        (Ok(by), Ok(parcel)) => screens::delivery_note(pages.shop(), by, parcel).await.map_err(Failure::from),
        (Ok(_), Err(_)) => Err(Failure::NotFound),
        (Err(failure), _) => Err(failure),
    };
    answer(&pages, document, "", request).await
}

/// What has to be taken from the shelves for the orders that the query names: `order=<id>`, as often as there are orders. A table's boxes are named
/// `orders[]`, and what they say begins with the id and goes on behind a dot. `back` is the screen that a failure leads to.
pub async fn picking_list(State(pages): State<Pages>, Query(pairs): Query<Vec<(String, String)>>, request: Request) -> Response {
    let ids = pairs.iter().filter(|(name, _)| matches!(name.as_str(), "order" | "orders[]")).map(|(_, value)| value);
    let ids: Vec<OrderId> = ids.filter_map(|value| value.split('.').next()?.parse().ok().map(OrderId)).collect();
    let back = pairs.iter().find(|(name, _)| name == "back").map(|(_, value)| value.as_str()).unwrap_or_default();
    let document = match acting(&request) {
        Ok(by) => {
            let language = chosen_language(request.headers());
            screens::picking_list(pages.shop(), by, language, &ids).await.map_err(Failure::from)
        }
        Err(failure) => Err(failure),
    };
    answer(&pages, document, back, request).await
}

/// Who is asking, and where from. What they may do is for the services to say.
pub(super) fn acting(request: &Request) -> Result<Acting, Failure> {
    let who = match request.extensions().get::<Who>() {
        Some(Who::SignedIn(who)) => who.principal,
        Some(Who::Nobody) => return Err(Failure::Unauthenticated),
        Some(Who::Unknown) | None => return Err(Failure::Unavailable),
    };
    let caller = request.extensions().get::<Caller>().ok_or(Failure::Unavailable)?;
    Ok(Acting::staff(who, caller.address))
}

/// The file; or what keeps people from it: on the screen that they came from where that can be helped there, else by its status.
async fn answer(pages: &Pages, document: Result<Document, Failure>, back: &str, request: Request) -> Response {
    match document {
        Ok(document) => file(document),
        Err(Failure::NotFound) => pages.not_found(request).await,
        Err(failure @ (Failure::Refused(_) | Failure::Invalid(_))) if failed::is_page(&request) => {
            let screen = if back.is_empty() { "/backoffice/orders".to_owned() } else { staff_screen(back) };
            Redirect::to(&told::address(&screen, &failure)).into_response()
        }
        Err(failure) => StatusCode::from_u16(app::failure::status(&failure)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}
