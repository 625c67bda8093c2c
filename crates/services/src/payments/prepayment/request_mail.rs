use domain::{money::Money, payments::PaymentReference};
use sqlx::PgConnection;

use super::{
    slip::{Asked, document},
    store,
};
use crate::{
    error::{Error, Result},
    mail::{self, PaymentRequest},
    orders::{self, invoices::swiss_day},
    payments::store::Payment,
    shop::Shop,
};

/// Tells the buyer how to pay, once per order: in the transaction that writes down that the payment is open. The slip is attached, if the shop can make
/// one; account, reference and amount stand in the mail in any case.
pub(in crate::payments) async fn announce(connection: &mut PgConnection, shop: &Shop, payment: &Payment, reference: &str) -> Result<()> {
    let view = orders::load(connection, payment.order_id).await?;
    let slip = match document(connection, shop, &view, Asked { order: payment.order_id, payment, reference }).await {
        Ok(slip) => Some(slip),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let (payable_to, account) = match store::payee(connection, shop, reference).await? {
        Some((seller, account)) => (seller.party.name, account.to_string()),
        None => (String::new(), String::new()),
    };
    let request = PaymentRequest {
        order: payment.order_id,
        account,
        payable_to,
        reference: PaymentReference::parse(reference).map_or_else(|| reference.to_owned(), |reference| reference.to_string()),
        amount: Money { minor: payment.amount, currency: payment.currency }.to_string(),
        by: view.held_until.map(|until| swiss_day(until).format("%d.%m.%Y").to_string()).unwrap_or_default(),
        slip: slip.map(|slip| (slip.file_name, slip.bytes)),
    };
    mail::enqueue_payment_request(connection, shop, &view, &request).await
}
