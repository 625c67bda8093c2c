use domain::{cart::CartOwner, email::Email, language::Language, orders::CheckoutForm};
use uuid::Uuid;

use super::{
    place,
    quote::{Quote, quote},
    store::NewOrder,
};
use crate::{
    cart,
    error::{Error, Result},
    shop::Shop,
};

/// An order that has been read and priced and only has to be written, so that a measurement can time the transaction alone. The cart stays, and
/// the gateway hears nothing: no page uses this.
#[derive(Debug)]
pub struct Prepared {
    language: Language,
    email: Email,
    form: CheckoutForm,
    quote: Quote,
}

impl Prepared {
    /// Prices a guest's cart.
    pub async fn new(shop: &Shop, language: Language, guest: impl Into<CartOwner>, form: CheckoutForm) -> Result<Self> {
        let email = form.email.parse::<Email>().map_err(|error| Error::Data(error.to_string()))?;
        let cart = cart::contents(shop, guest.into()).await?;
        let quote = quote(shop, language, (&cart.entered.codes, &cart.lines), &email, &form).await?;
        Ok(Self { language, email, form, quote })
    }

    /// Writes the order as [`super::place()`] does, under a checkout key of its own; answers with the payment's id, unless nothing is to be paid.
    pub async fn commit(&self, shop: &Shop) -> Result<Option<Uuid>> {
        let token = shop.new_token();
        let address = serde_json::to_value(&self.form.address).map_err(|error| Error::Data(error.to_string()))?;
        let order = NewOrder {
            id: shop.new_id(),
            pending: None,
            token: &token,
            checkout_key: shop.new_key(),
            checkout_hash: &[],
            language: self.language,
            email: &self.email,
            address,
            payment_method: &self.form.payment_method,
            hold_seconds: shop.in_force().hold.as_secs_f64(),
        };
        place::commit(shop, &order, &self.quote).await
    }
}
