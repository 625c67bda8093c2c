use documents::invoice::{self, Kind, Settlement};
use domain::language::Language;
use sqlx::PgConnection;

use super::{
    describe::{Frame, describe, swiss_day},
    store,
};
use crate::{
    error::{Error, Result},
    orders::{id_of_token, load},
    payments,
    settings::{self, Seller},
    shop::Shop,
};

/// A file for the buyer.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name, in letters, digits, dots and hyphens.
    pub file_name: String,
    /// A PDF.
    pub bytes: Vec<u8>,
}

/// Contents stay out of logs.
impl std::fmt::Debug for Document {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Document").field("file_name", &self.file_name).field("bytes", &self.bytes.len()).finish()
    }
}

/// An order's invoice, for whoever has the order's token. Not found before the order is paid, and in a shop that has not configured who sells.
pub async fn pdf(shop: &Shop, token: &str) -> Result<Document> {
    let order = id_of_token(&shop.pool, token).await?;
    let mut connection = shop.pool.acquire().await?;
    let row = store::invoice(&mut connection, order).await?.ok_or(Error::NotFound)?;
    let seller = seller(&mut connection, shop, &row).await?;
    let language = load(&mut connection, order).await?.language;
    let paid = payments::paid_by(&mut connection, order).await?;
    let method = paid.as_ref().map_or_else(|| gift_card(language).to_owned(), |paid| payments::method_name(&paid.method, language));
    let issued_on = swiss_day(row.issued_at);
    let frame = Frame {
        kind: Kind::Invoice,
        number: Some(row.number()),
        issued_on,
        settlement: Settlement::Paid { on: issued_on, method },
        due: paid.map_or(0, |paid| paid.amount),
    };
    let described = describe(&mut connection, &seller, order, frame).await?;
    drop(connection);
    Ok(Document { file_name: format!("{}.pdf", row.number()), bytes: invoice::pdf(&described)? })
}

/// Who sold when the invoice was issued.
async fn seller(connection: &mut PgConnection, shop: &Shop, row: &store::InvoiceRow) -> Result<Seller> {
    if let Some(seller) = &row.seller {
        return settings::seller_of(seller);
    }
    let former = settings::former(connection).await?.seller;
    former.or_else(|| shop.in_force().seller.clone()).ok_or(Error::NotFound)
}

/// What paid an order for which no payment was needed.
const fn gift_card(language: Language) -> &'static str {
    match language {
        Language::De => "Geschenkkarte",
        Language::Fr => "carte cadeau",
        Language::It => "carta regalo",
        Language::En => "gift card",
    }
}
