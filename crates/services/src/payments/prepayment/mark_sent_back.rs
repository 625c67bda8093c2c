use domain::accounts::Permission;
use uuid::Uuid;

use super::{gateway::METHOD, store};
use crate::{
    error::{Error, Result},
    orders::Actor,
    payments::settle::settle,
    shop::Shop,
};

/// Staff say that they have sent money back through the bank: the refund it belongs to is done then. Saying it again changes nothing.
///
/// # Errors
/// As of [`Actor::may`] with [`Permission::BookPayments`]; [`Error::NotFound`] if no money is to go back under this id.
pub async fn mark_sent_back(shop: &Shop, actor: Actor, id: Uuid) -> Result<()> {
    actor.may(Permission::BookPayments)?;
    let reference = match store::sent_back(&shop.pool, id).await? {
        Some(reference) => reference,
        None => store::reference_of_back(&shop.pool, id).await?.ok_or(Error::NotFound)?,
    };
    settle(shop, METHOD, &reference).await?;
    Ok(())
}
