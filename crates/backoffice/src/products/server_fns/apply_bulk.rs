use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::bulk::BulkFields;

/// Does the same to many products, as somebody saw it.
#[server(prefix = "/fn", endpoint = "backoffice/products/bulk-apply")]
pub async fn apply_bulk(
    key: Uuid,
    #[server(default)] fields: BulkFields,
    #[server(default)] products: String,
    #[server(default)] back: String,
) -> Result<u32, AppFailure> {
    use site::told::with_query;

    use crate::products::{lead, query::TABLE};

    let answer = apply(key, &fields, &products).await;
    lead::on_to(answer, &crate::back::ours(&back), |_| with_query(TABLE, &[("done", "changed")]))
}

#[cfg(feature = "ssr")]
async fn apply(key: Uuid, fields: &BulkFields, products: &str) -> Result<u32, AppFailure> {
    use domain::{
        backoffice::BulkRequest,
        failure::{Failure, FieldError},
    };

    let asker = crate::asker::staff()?;
    let invalid = |error| AppFailure(Failure::Invalid(vec![error]));
    let act = fields.act().map_err(invalid)?;
    let products = crate::products::bulk::products(products).ok_or_else(|| invalid(FieldError::malformed("products")))?;
    site::failure::answer(services::backoffice::catalogue::bulk::apply(&asker.shop, asker.by, &BulkRequest { key, act, products }).await)
}
