use domain::{ids::OrderId, orders::ReturnEvent};
use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::OrderScreen;

/// Lets a return go on: `words` are for the buyer, `restock` says whether goods that are here are for sale again.
#[server(prefix = "/fn", endpoint = "backoffice/orders/return")]
pub async fn step_return(
    order: OrderId,
    version: i64,
    goods: Uuid,
    event: ReturnEvent,
    #[server(default)] words: String,
    #[server(default)] restock: bool,
    back: String,
) -> Result<OrderScreen, AppFailure> {
    use domain::backoffice::{ReturnStep, ReturnStepRequest};

    let fields = [("words", words.as_str()), ("restock", if restock { "true" } else { "" })];
    let name = crate::orders::return_steps::form(event, goods);
    let form = crate::orders::lead::Form { name: &name, done: "returned", back: &back, fields: &fields };
    let step = match event {
        ReturnEvent::Accept => ReturnStep::Accept(words.clone()),
        ReturnEvent::Refuse => ReturnStep::Refuse(words.clone()),
        ReturnEvent::Receive => ReturnStep::Receive { restock },
        ReturnEvent::Close => ReturnStep::Close,
    };
    form.lead(take(&ReturnStepRequest { order, version, goods, step }).await)
}

#[cfg(feature = "ssr")]
async fn take(request: &domain::backoffice::ReturnStepRequest) -> Result<OrderScreen, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::backoffice::orders::step_return(&asker.shop, asker.by, request).await)?;
    crate::orders::lead::screen(&asker, request.order).await
}
