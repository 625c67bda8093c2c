//! Pictures that staff send for a product: files in a form, taken one after the other, so that never more than one of a form is in memory.

use app::{staff_screen, told};
use axum::{
    Json,
    extract::{
        FromRequest, Multipart, Path, Request, State,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    backoffice::{LARGEST_UPLOAD_MIB, LONGEST_FILE_NAME, MOST_UPLOADS, PictureFault, Upload, UploadReport},
    failure::{Failure, FieldError},
    ids::ProductId,
};
use services::{
    backoffice::catalogue::pictures::{self, NewPicture},
    orders::Acting,
    shop::Shop,
};

use super::{failed, pages::Pages, staff_documents::acting};

/// The field that the files are in.
const FIELD: &str = "pictures";

/// Makes pictures of files. Scripts are answered with what became of each, a browser is led to the screen that says so. What came before a file that is
/// unsound, or before the line broke, stays.
pub async fn receive(State(pages): State<Pages>, Path(product): Path<String>, request: Request) -> Response {
    let is_page = failed::is_page(&request);
    let screen = staff_screen(&format!("/backoffice/products/{product}/pictures"));
    match Box::pin(take(pages.shop(), &product, request, is_page)).await {
        Ok(_) if is_page => Redirect::to(&told::with_query(&screen, &[("form", "upload")])).into_response(),
        Ok(report) => Json(report).into_response(),
        Err(failure @ (Failure::Refused(_) | Failure::Invalid(_))) if is_page => {
            Redirect::to(&told::address(&screen, &failure)).into_response()
        }
        // Without content it gets a page of its own on the way out.
        Err(failure) if is_page => {
            StatusCode::from_u16(app::failure::status(&failure)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
        Err(failure) => failed::answer(failure),
    }
}

/// Nothing of the body is read before it is known that the sender may send pictures for this product.
async fn take(shop: &Shop, product: &str, request: Request, is_page: bool) -> Result<UploadReport, Failure> {
    let by = acting(&request)?;
    let product: ProductId = product.parse().map_err(|_| Failure::NotFound)?;
    pictures::admit(shop, by, product).await?;
    let nothing = || Failure::Invalid(vec![FieldError::required(FIELD)]);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| nothing())?;
    let mut report = UploadReport::default();
    while let Some(file) = next(shop, (by, product), &mut form, report.files.len()).await? {
        let is_cut = file.fault == Some(PictureFault::Damaged) && file.name.is_empty();
        report.files.push(file);
        if is_cut {
            break;
        }
    }
    if report.files.is_empty() {
        return Err(nothing());
    }
    if is_page {
        pictures::keep_report(shop, by, product, &report).await;
    }
    Ok(report)
}

/// What became of the form's next file; none at its end. A form that breaks off is a damaged file without a name.
async fn next(shop: &Shop, (by, product): (Acting, ProductId), form: &mut Multipart, before: usize) -> Result<Option<Upload>, Failure> {
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(None),
            Err(_) => return Ok(Some(Upload { name: String::new(), fault: Some(PictureFault::Damaged) })),
        };
        let name: String = field.file_name().unwrap_or_default().chars().take(LONGEST_FILE_NAME).collect();
        // A browser sends an empty file without a name where none was chosen.
        if field.name() != Some(FIELD) || name.is_empty() {
            continue;
        }
        let fault = match read(&mut field).await {
            Ok(_) if before >= MOST_UPLOADS => Some(PictureFault::TooMany),
            Ok(Some(bytes)) => pictures::add(shop, by, product, NewPicture { bytes }).await?.err(),
            Ok(None) => Some(PictureFault::TooLarge),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Some(PictureFault::TooLarge),
            Err(_) => Some(PictureFault::Damaged),
        };
        return Ok(Some(Upload { name, fault }));
    }
}

/// The bytes of a file; none when they are too many, of which no more are kept than may be.
async fn read(field: &mut Field<'_>) -> Result<Option<Vec<u8>>, MultipartError> {
    let (mut bytes, mut is_too_large) = (Vec::new(), false);
    while let Some(chunk) = field.chunk().await? {
        is_too_large |= bytes.len() + chunk.len() > LARGEST_UPLOAD_MIB as usize * 1024 * 1024;
        if is_too_large {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_too_large).then_some(bytes))
}
