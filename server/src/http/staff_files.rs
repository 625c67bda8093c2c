//! Files that staff bring and take: the file of an import, its errors, products and orders as CSV.

use std::{sync::Arc, time::Duration};

use app::{context::Who, problem_words, staff_texts, told};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Multipart, Path, Query, Request, State, multipart::Field},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    accounts::Proof,
    backoffice::{ImportKind, ImportRefusal, LARGEST_IMPORT, OrderQuery, OrderSort, ProductQuery, ProductStatus, StaffRefusal},
    csv::{Encoding, write_row},
    failure::{Failure, FieldError, Refusal},
    language::Language,
    orders::OrderState,
};
use futures_util::stream;
use serde::Deserialize;
use services::{
    accounts::Caller,
    backoffice::{catalogue, orders as order_screens},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};
use uuid::Uuid;

use super::{failed, pages::Pages, root::chosen_language};

/// Largest request with a file: the file, and the form around it.
pub const LARGEST_UPLOAD: usize = LARGEST_IMPORT + 64 * 1024;
/// Longest time that a file may take to come.
pub const PATIENCE: Duration = Duration::from_mins(10);

const IMPORTS: &str = "/backoffice/imports";
/// Longest plain field of the form.
const LONGEST_FIELD: usize = 200;

/// What a table is searched for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    category: String,
    status: String,
    state: String,
    sort: String,
}

/// Takes the file of an import in and leads to its screen. Who may not is told so before anything of the file is read.
pub async fn upload(State(pages): State<Pages>, request: Request) -> Response {
    let is_page = failed::is_page(&request);
    let begun = match acting(&request) {
        Ok(by) => catalogue::imports::may(by).map(|()| by).map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    let taken = match begun {
        Ok(by) => take(pages.shop(), by, request).await,
        Err(failure) => Err(failure),
    };
    match taken {
        Ok(import) => Redirect::to(&format!("{IMPORTS}/{import}")).into_response(),
        Err(failure) if is_page => Redirect::to(&told::address(IMPORTS, &failure)).into_response(),
        Err(failure) => failed::answer(failure),
    }
}

async fn take(shop: &Shop, by: Acting, request: Request) -> std::result::Result<Uuid, Failure> {
    let incomplete = |_| Failure::Refused(Refusal::Staff(StaffRefusal::Import(ImportRefusal::Empty)));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| malformed())?;
    let (mut key, mut kind, mut encoding) = (None, ImportKind::default(), Encoding::default());
    while let Some(field) = form.next_field().await.map_err(incomplete)? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "key" => key = plain(field).await?.parse::<Uuid>().ok(),
            "kind" => {
                kind = ImportKind::from_code(&plain(field).await?).ok_or_else(|| Failure::Invalid(vec![FieldError::unknown("kind")]))?;
            }
            "encoding" => {
                encoding =
                    Encoding::from_code(&plain(field).await?).ok_or_else(|| Failure::Invalid(vec![FieldError::unknown("encoding")]))?;
            }
            "file" => {
                let key = key.ok_or_else(|| Failure::Invalid(vec![FieldError::required("key")]))?;
                let name = field.file_name().unwrap_or_default().to_owned();
                return file(shop, by, field, key, (kind, &name, encoding)).await.map_err(Failure::from);
            }
            _ => {}
        }
    }
    Err(Failure::Invalid(vec![FieldError::required("file")]))
}

fn malformed() -> Failure {
    Failure::Invalid(vec![FieldError::malformed("file")])
}

/// A short field of the form.
async fn plain(mut field: Field<'_>) -> std::result::Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| malformed())? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_FIELD {
            return Err(malformed());
        }
    }
    String::from_utf8(bytes).map_err(|_| malformed())
}

async fn file(shop: &Shop, by: Acting, mut field: Field<'_>, key: Uuid, told: (ImportKind, &str, Encoding)) -> Result<Uuid> {
    let mut upload = catalogue::imports::begin(shop, by, key, told).await?;
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => upload.push(shop, &piece).await?,
            Ok(None) => return upload.finish(shop).await,
            // Whoever sent it went away, or it is larger than any file may be.
            Err(_) => return Err(upload.abandon(shop).await),
        }
    }
}

/// All errors of an import.
pub async fn errors(State(pages): State<Pages>, Path(import): Path<String>, request: Request) -> Response {
    let found = match (acting(&request), import.parse::<Uuid>()) {
        (Ok(by), Ok(import)) => {
            catalogue::imports::errors(pages.shop(), by, import, (0, 0)).await.map(|first| (by, import, first)).map_err(Failure::from)
        }
        (Ok(_), Err(_)) => Err(Failure::NotFound),
        (Err(failure), _) => Err(failure),
    };
    let (by, import, first) = match found {
        Ok(found) => found,
        Err(failure) => return refuse(&pages, failure, IMPORTS, request).await,
    };
    let (shop, language) = (Arc::clone(pages.shop()), chosen_language(request.headers()));
    let rows = stream::try_unfold((Some(first), true), move |(page, is_first)| {
        let shop = Arc::clone(&shop);
        async move {
            let Some((errors, next)) = page else { return Ok::<_, Error>(None) };
            let csv = error_rows(&errors, language, is_first);
            let page = match next {
                Some(after) => Some(catalogue::imports::errors(&shop, by, import, after).await?),
                None => None,
            };
            Ok(Some((Bytes::from(csv), (page, false))))
        }
    });
    csv_file("errors", Body::from_stream(rows))
}

fn error_rows(errors: &[domain::backoffice::RowError], language: Language, is_first: bool) -> String {
    let t = staff_texts(language);
    let mut csv = String::new();
    if is_first {
        write_row(&mut csv, [t.imports.line, t.imports.column, t.imports.problem, t.imports.value]);
    }
    for error in errors {
        let line = error.line.to_string();
        write_row(&mut csv, [line.as_str(), error.column.as_str(), problem_words(t, error.problem), error.value.as_str()]);
    }
    csv
}

/// The products that a table finds, in the columns that an import understands.
pub async fn products(State(pages): State<Pages>, Query(asked): Query<Asked>, request: Request) -> Response {
    let query = ProductQuery {
        search: asked.q,
        category: asked.category,
        status: ProductStatus::from_code(&asked.status),
        ..ProductQuery::default()
    };
    let export = match acting(&request) {
        Ok(by) => catalogue::exports::products(pages.shop(), by, &query).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    match export {
        Ok(export) => {
            let rows = stream::try_unfold((Arc::clone(pages.shop()), export), |(shop, mut export)| async move {
                Ok::<_, Error>(export.next(&shop).await?.map(|csv| (Bytes::from(csv), (shop, export))))
            });
            csv_file("products", Body::from_stream(rows))
        }
        Err(failure) => refuse(&pages, failure, "/backoffice/products", request).await,
    }
}

/// The orders that a search finds, a row for each line.
pub async fn orders(State(pages): State<Pages>, Query(asked): Query<Asked>, request: Request) -> Response {
    let query = OrderQuery {
        search: asked.q,
        states: asked.state.split(',').filter_map(OrderState::from_code).collect(),
        sort: OrderSort::from_code(&asked.sort).unwrap_or_default(),
        ..OrderQuery::default()
    };
    let export = match acting(&request) {
        Ok(by) => order_screens::export(pages.shop(), by, &query).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    match export {
        Ok(export) => {
            let rows = stream::try_unfold((Arc::clone(pages.shop()), export), |(shop, mut export)| async move {
                Ok::<_, Error>(export.next(&shop).await?.map(|csv| (Bytes::from(csv), (shop, export))))
            });
            csv_file("orders", Body::from_stream(rows))
        }
        Err(failure) => refuse(&pages, failure, "/backoffice/orders", request).await,
    }
}

/// Who is asking, and where from. What they may do is for the services to say.
fn acting(request: &Request) -> std::result::Result<Acting, Failure> {
    let who = match request.extensions().get::<Who>() {
        Some(Who::SignedIn(who)) => who.principal,
        Some(Who::Nobody) => return Err(Failure::Unauthenticated),
        Some(Who::Unknown) | None => return Err(Failure::Unavailable),
    };
    let caller = request.extensions().get::<Caller>().ok_or(Failure::Unavailable)?;
    Ok(Acting::staff(who, caller.address))
}

/// Kept by nobody in between: it may hold addresses.
fn csv_file(name: &str, body: Body) -> Response {
    let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"astris-{name}.csv\"")) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, body).into_response()
}

/// What keeps somebody from a file: where a proof is missing, the way to it and back to the screen.
async fn refuse(pages: &Pages, failure: Failure, screen: &str, request: Request) -> Response {
    match failure {
        Failure::NotFound => pages.not_found(request).await,
        Failure::Unproven(Proof::StepUp) if failed::is_page(&request) => {
            let language = chosen_language(request.headers());
            Redirect::to(&told::with_query(&format!("/{language}/account/step-up"), &[("to", screen)])).into_response()
        }
        failure => StatusCode::from_u16(app::failure::status(&failure)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}
