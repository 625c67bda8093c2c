//! A buyer, as the tests of orders and payments need one.

use std::sync::Arc;

use domain::{
    ids::{GuestId, VariantId},
    language::Language,
    orders::{CheckoutForm, PlacedOrder},
};
use services::{cart, error::Result, orders};
use testkit::TestShop;

/// A guest with a filled cart.
pub struct Buyer {
    pub guest: GuestId,
}

impl Buyer {
    /// A new guest who puts these pieces into the cart.
    pub async fn with(test: &TestShop, lines: &[(VariantId, u32)]) -> Self {
        let guest = testkit::guest();
        for &(variant, quantity) in lines {
            Box::pin(cart::add(&test.shop, Language::De, guest, variant, quantity)).await.unwrap();
        }
        Self { guest }
    }

    /// The checkout form, filled in soundly, with the total that the page shows.
    pub async fn form(&self, test: &TestShop) -> CheckoutForm {
        CheckoutForm { email: format!("buyer-{}@example.ch", self.guest), ..Box::pin(test.form_of(self.guest)).await }
    }

    /// Places the order.
    pub async fn place(&self, test: &TestShop) -> Result<PlacedOrder> {
        let form = self.form(test).await;
        orders::place(Arc::clone(&test.shop), Language::De, self.guest, form).await
    }
}

/// Pieces available, held and sold.
pub async fn levels(test: &TestShop, variant: VariantId) -> (i32, i32, i32) {
    sqlx::query_as("SELECT available, held, sold FROM stock_levels WHERE variant_id = $1")
        .bind(variant.0)
        .fetch_one(&test.shop.pool)
        .await
        .unwrap()
}
