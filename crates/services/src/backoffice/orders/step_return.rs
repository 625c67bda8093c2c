use domain::backoffice::{ReturnStep, ReturnStepRequest};

use crate::{
    error::Result,
    orders::{Acting, returns},
    shop::Shop,
};

/// Lets a return go on, for somebody who saw the order as it is.
///
/// # Errors
/// As of [`returns::accept`], [`returns::refuse`], [`returns::receive`] and [`returns::close`];
/// [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has moved on.
pub async fn step_return(shop: &Shop, by: impl Into<Acting>, request: &ReturnStepRequest) -> Result<()> {
    let by = by.into().who_saw(request.order, request.version);
    match &request.step {
        ReturnStep::Accept(words) => returns::accept(shop, by, request.goods, words).await,
        ReturnStep::Refuse(words) => returns::refuse(shop, by, request.goods, words).await,
        ReturnStep::Receive { restock } => returns::receive(shop, by, request.goods, *restock).await.map(drop),
        ReturnStep::Close => returns::close(shop, by, request.goods).await,
    }
}
