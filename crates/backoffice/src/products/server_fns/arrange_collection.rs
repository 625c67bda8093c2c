use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::products::collections::StepFields;

/// Picks a product for a collection, takes one out, or gives one another place.
#[server(prefix = "/fn", endpoint = "backoffice/collections/arrange")]
pub async fn arrange_collection(
    collection: Uuid,
    version: i64,
    #[server(default)] fields: StepFields,
    #[server(default)] back: String,
) -> Result<(), AppFailure> {
    use crate::products::{collections::LIST, lead};

    let done = match fields.step.as_str() {
        "add" => "collected",
        "remove" => "taken-out",
        _ => "placed",
    };
    let back = if back.is_empty() { format!("{LIST}/{collection}") } else { back };
    lead::back_to(act(collection, version, &fields).await, &back, done, &[])
}

#[cfg(feature = "ssr")]
async fn act(collection: Uuid, version: i64, fields: &StepFields) -> Result<(), AppFailure> {
    use domain::{backoffice::ArrangeCollectionRequest, failure::Failure};

    let asker = crate::asker::staff()?;
    let step = fields.read().map_err(|error| AppFailure(Failure::Invalid(vec![error])))?;
    let request = ArrangeCollectionRequest { collection, version, step };
    site::failure::answer(services::backoffice::catalogue::collections::arrange(&asker.shop, asker.by, &request).await)
}
