use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::stock::bulk::StockBulkFields;

/// Books the same for many articles, as somebody saw it.
#[server(prefix = "/fn", endpoint = "backoffice/stock/bulk-apply")]
pub async fn book_several(
    key: Uuid,
    #[server(default)] fields: StockBulkFields,
    #[server(default)] items: String,
    #[server(default)] back: String,
) -> Result<u32, AppFailure> {
    use site::{plain_form, told::with_query};

    use crate::stock::query::TABLE;

    let answer = book(key, &fields, &items).await.map_err(|AppFailure(failure)| site::failure::told(failure));
    plain_form::lead(answer, &crate::back::ours(&back), |_| with_query(TABLE, &[("done", "stock-booked")]))
}

#[cfg(feature = "ssr")]
async fn book(key: Uuid, fields: &StockBulkFields, items: &str) -> Result<u32, AppFailure> {
    use domain::{
        backoffice::StockBulkRequest,
        failure::{Failure, FieldError},
    };

    let asker = crate::asker::staff()?;
    let invalid = |errors| AppFailure(Failure::Invalid(errors));
    let act = fields.act().map_err(invalid)?;
    let items = crate::stock::bulk::items(items).ok_or_else(|| invalid(vec![FieldError::malformed("items")]))?;
    let request = StockBulkRequest { key, act, reason: fields.reason.clone(), items };
    site::failure::answer(services::stock::bulk::apply(&asker.shop, asker.by, &request).await)
}
