use domain::{accounts::Permission, backoffice::VatRatesDetail};

use crate::{
    error::Result,
    orders::Acting,
    shop::Shop,
    vat::today::{day_of, known},
};

/// All rates, past and coming ones too.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>) -> Result<VatRatesDetail> {
    by.into().may(Permission::SetVatRates)?;
    let rates = known(&shop.pool).await?;
    Ok(VatRatesDetail { today: day_of(shop.clock.now()), earliest: super::earliest(shop)?, rates })
}
