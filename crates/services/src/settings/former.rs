use domain::payments::Iban;
use sqlx::PgConnection;

use super::{Seller, seller_of};
use crate::error::{Error, Result};

/// Who sold, and to which account was paid, before either was changed on the screen for the first time; none where nothing was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Former {
    pub seller: Option<Seller>,
    pub account: Option<Iban>,
}

/// For documents that were made before they kept it themselves.
pub(crate) async fn former(connection: &mut PgConnection) -> Result<Former> {
    let row = sqlx::query!("SELECT former_seller, former_account FROM settings").fetch_one(connection).await?;
    let account = row.former_account.map(|account| account.parse::<Iban>());
    Ok(Former {
        seller: row.former_seller.as_ref().map(seller_of).transpose()?,
        account: account.transpose().map_err(|error| Error::Data(format!("former account: {error}")))?,
    })
}
