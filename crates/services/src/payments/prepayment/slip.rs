use documents::{
    DocumentError,
    invoice::{self, Kind, Settlement},
    qr_bill::{Bill, BillInformation, swico},
};
use domain::{
    language::Language,
    money::Currency,
    orders::{OrderState, OrderView},
    payments::{PaymentReference, PaymentState},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{gateway::METHOD, store as prepayment};
use crate::{
    error::{Error, Result},
    orders::{
        self,
        invoices::{Document, Frame, describe, swiss_day},
    },
    payments::store::{self, Payment},
    shop::Shop,
};

/// The request to pay with its QR-bill, for whoever has the order's token, as long as the transfer is awaited; else not found.
pub async fn payment_slip(shop: &Shop, token: &str) -> Result<Document> {
    let order = orders::id_of_token(&shop.pool, token).await?;
    let mut connection = shop.pool.acquire().await?;
    let payment = store::newest(&mut connection, order).await?.filter(|payment| payment.gateway == METHOD).ok_or(Error::NotFound)?;
    let view = orders::load(&mut connection, order).await?;
    let reference = payment.gateway_payment_id.clone().ok_or(Error::NotFound)?;
    if view.state != OrderState::AwaitingPayment || payment.state != PaymentState::Open {
        return Err(Error::NotFound);
    }
    document(&mut connection, shop, &view, Asked { order, payment: &payment, reference: &reference }).await
}

/// What is asked for.
pub(super) struct Asked<'a> {
    pub order: Uuid,
    pub payment: &'a Payment,
    pub reference: &'a str,
}

/// The document. The same order makes the same bytes: account and seller are those that the bill was made with.
pub(super) async fn document(connection: &mut PgConnection, shop: &Shop, view: &OrderView, asked: Asked<'_>) -> Result<Document> {
    let (seller, account) = prepayment::payee(connection, shop, asked.reference).await?.ok_or(Error::NotFound)?;
    let by = view.held_until.ok_or(Error::NotFound)?;
    let issued_on = swiss_day(view.placed_at);
    let information = BillInformation {
        number: &view.number,
        issued_on,
        vat_digits: seller.vat_number.as_ref().map(domain::vat_number::VatNumber::digits),
        vat: &view.vat,
        days: u32::try_from((swiss_day(by) - issued_on).num_days()).ok(),
    };
    let bill = Bill {
        account,
        creditor: seller.party.clone(),
        amount: Some(asked.payment.amount),
        currency: Currency::Chf,
        debtor: Some((&view.address).into()),
        reference: Some(PaymentReference::parse(asked.reference).ok_or(Error::Document(DocumentError::ReferenceForAccount))?),
        message: message(view.language, &view.number),
        information: Some(swico(&information)),
    };
    let frame = Frame {
        kind: Kind::PaymentRequest,
        number: None,
        issued_on,
        settlement: Settlement::Due { by: swiss_day(by), bill: Box::new(bill) },
        due: asked.payment.amount,
    };
    let described = describe(connection, &seller, asked.order, frame).await?;
    Ok(Document { file_name: format!("{}-payment.pdf", view.number), bytes: invoice::pdf(&described)? })
}

fn message(language: Language, number: &str) -> String {
    let word = match language {
        Language::De => "Bestellung",
        Language::Fr => "Commande",
        Language::It => "Ordine",
        Language::En => "Order",
    };
    format!("{word} {number}")
}
