use domain::accounts::Permission;
use serde_json::json;
use uuid::Uuid;

use super::{gateway::METHOD, store};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    payments::settle::settle,
    shop::Shop,
};

/// Staff say that they have sent money back through the bank: the refund it belongs to is done then. Saying it again changes nothing.
///
/// # Errors
/// As of [`Actor::may`](crate::orders::Actor::may) with [`Permission::BookPayments`]; [`Error::NotFound`] if no money is to go back under this id.
pub async fn mark_sent_back(shop: &Shop, by: impl Into<Acting>, id: Uuid) -> Result<()> {
    let by = by.into();
    by.may(Permission::BookPayments)?;
    let reference = note(shop, by, id).await?;
    settle(shop, METHOD, &reference).await?;
    Ok(())
}

/// Writes it down, once; answers under which reference the money was asked for.
async fn note(shop: &Shop, by: Acting, id: Uuid) -> Result<String> {
    let mut transaction = shop.begin().await?;
    let Some(reference) = store::sent_back(&mut transaction, id).await? else {
        return store::reference_of_back(&mut transaction, id).await?.ok_or(Error::NotFound);
    };
    let (before, after) = (json!({ "sent": false }), json!({ "sent": true, "transfer": id }));
    audit_log::write(&mut transaction, by, Entry { action: "payment.sent_back", subject: &reference, before, after }).await?;
    transaction.commit().await?;
    Ok(reference)
}
