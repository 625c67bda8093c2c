//! What an order would cost now, by the database's numbers alone.

use chrono::NaiveDate;
use domain::{
    cart::MOST_PIECES,
    ids::VariantId,
    language::Language,
    orders::{DeliveryMethodView, OrderRefusal},
    vat::{BasisPoints, VatClass, VatShare, shares},
};
use uuid::Uuid;

use super::delivery;
use crate::{
    cart::CartLine,
    error::{Error, Result},
    shop::Shop,
};

/// A line with today's price and texts.
#[derive(Debug)]
pub(super) struct QuotedLine {
    pub variant: VariantId,
    pub product_slug: String,
    pub sku: String,
    pub name: String,
    pub options: String,
    pub picture: Option<serde_json::Value>,
    pub vat_class: VatClass,
    pub vat_rate: BasisPoints,
    pub unit_price: i64,
    pub quantity: u32,
    pub total: i64,
}

/// An order's numbers before it is placed, in rappen.
#[derive(Debug)]
pub(super) struct Quote {
    pub lines: Vec<QuotedLine>,
    pub items_total: i64,
    pub delivery: DeliveryMethodView,
    pub total: i64,
    pub vat: Vec<VatShare>,
}

/// Prices a cart's lines for a delivery method. The cart's snapshots say what is wanted, never what it costs.
pub(super) async fn quote(shop: &Shop, language: Language, wanted: &[CartLine], delivery_method: &str) -> Result<Quote> {
    if wanted.is_empty() {
        return Err(Error::refused(OrderRefusal::CartEmpty));
    }
    let wanted: Vec<(VariantId, u32)> = wanted.iter().map(|line| (line.variant, line.quantity.min(MOST_PIECES))).collect();
    let lines = price(shop, language, &wanted).await?;
    let items_total = sum(lines.iter().map(|line| line.total))?;
    let delivery = delivery::methods(shop, language, items_total)
        .await?
        .into_iter()
        .find(|method| method.code == delivery_method)
        .ok_or(Error::Invalid(vec![domain::failure::FieldError::unknown("delivery_method")]))?;
    let goods: Vec<_> = lines.iter().map(|line| (line.vat_rate, line.total)).collect();
    let vat = shares(&goods, delivery.fee);
    let total = sum([items_total, delivery.fee])?;
    Ok(Quote { lines, items_total, delivery, total, vat })
}

async fn price(shop: &Shop, language: Language, wanted: &[(VariantId, u32)]) -> Result<Vec<QuotedLine>> {
    let variants: Vec<Uuid> = wanted.iter().map(|(variant, _)| variant.0).collect();
    let rows = super::store::for_sale(&shop.pool, language, &variants).await?;
    let today = today_in_zurich(shop);
    wanted
        .iter()
        .map(|&(variant, quantity)| {
            let row = rows.iter().find(|row| row.variant_id == variant.0).ok_or_else(|| {
                // Gone from the range since it was put in: the cart's page says which line it is.
                Error::refused(OrderRefusal::OutOfStock { variant, name: String::new(), left: 0 })
            })?;
            let vat_class = VatClass::from_code(&row.vat_class).ok_or_else(|| Error::Data(format!("VAT class {}", row.vat_class)))?;
            let total = row.price.checked_mul(i64::from(quantity)).ok_or_else(|| Error::Data("price beyond the range".into()))?;
            Ok(QuotedLine {
                variant,
                product_slug: row.product_slug.clone(),
                sku: row.sku.clone(),
                name: row.name.clone(),
                options: row.options.clone(),
                picture: row.picture.clone(),
                vat_class,
                vat_rate: vat_class.rate_on(today),
                unit_price: row.price,
                quantity,
                total,
            })
        })
        .collect()
}

fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<i64> {
    amounts.into_iter().try_fold(0_i64, i64::checked_add).ok_or_else(|| Error::Data("sum beyond the range".into()))
}

/// The day of supply, which decides the tax rate.
fn today_in_zurich(shop: &Shop) -> NaiveDate {
    shop.clock.now().with_timezone(&chrono_tz::Europe::Zurich).date_naive()
}
