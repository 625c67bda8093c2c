use domain::{ids::GuestId, language::Language, orders::CheckoutForm};
use uuid::Uuid;

use super::{
    place,
    quote::{Quote, quote},
    store::NewOrder,
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// An order that has been read and priced and only has to be written, so that a measurement can time the transaction alone. The cart stays, and
/// the gateway hears nothing: no page uses this.
#[derive(Debug)]
pub struct Prepared {
    language: Language,
    form: CheckoutForm,
    quote: Quote,
}

impl Prepared {
    /// Prices the guest's cart.
    pub async fn new(shop: &Shop, language: Language, guest: GuestId, form: CheckoutForm) -> Result<Self> {
        let quote = quote(shop, language, guest, &form.delivery_method).await?;
        Ok(Self { language, form, quote })
    }

    /// Writes the order as [`super::place`] does, under a checkout key of its own; answers with the payment's id.
    pub async fn commit(&self, shop: &Shop) -> Result<Uuid> {
        let token = shop.new_token();
        let address = serde_json::to_value(&self.form.address).map_err(|error| Error::Data(error.to_string()))?;
        let order = NewOrder {
            id: shop.new_id(),
            token: &token,
            checkout_key: shop.new_key(),
            checkout_hash: &[],
            language: self.language,
            email: &self.form.email,
            address,
            payment_method: &self.form.payment_method,
            hold_seconds: shop.settings.hold.as_secs_f64(),
        };
        place::commit(shop, &order, &self.quote).await
    }
}
