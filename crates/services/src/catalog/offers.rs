use domain::{ids::VariantId, vat::VatClass};

use super::{Measure, Picture, Texts, store};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// A variant as it stands now, with what a cart keeps of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Which one.
    pub variant: VariantId,
    /// The product's name in URLs.
    pub product_slug: String,
    /// Stock keeping unit.
    pub sku: String,
    /// The product's name.
    pub name: Texts,
    /// The values of its options, joined; empty without options.
    pub options: Texts,
    /// The main picture.
    pub picture: Option<Picture>,
    /// The tax class.
    pub vat_class: VatClass,
    /// The gross price of one piece, in rappen.
    pub price: i64,
    /// Pieces that can be bought now.
    pub available: u32,
    /// Whether neither the variant nor its product is archived, and the product is published.
    pub for_sale: bool,
    /// Its weight and category.
    pub measure: Measure,
}

/// Those of the variants that exist, in no particular order, archived ones and drafts included.
pub(crate) async fn offers(shop: &Shop, variants: &[VariantId]) -> Result<Vec<Offer>> {
    if variants.is_empty() {
        return Ok(Vec::new());
    }
    store::offers(&shop.pool, variants)
        .await?
        .into_iter()
        .map(|row| {
            let variant = VariantId(row.id);
            Ok(Offer {
                variant,
                product_slug: row.product_slug,
                sku: row.sku,
                name: row.name.0,
                options: Texts::joined(&row.options, ", "),
                picture: row.picture.map(|picture| picture.0),
                vat_class: VatClass::from_code(&row.vat_class).ok_or_else(|| Error::Data(format!("VAT class {}", row.vat_class)))?,
                price: row.price,
                available: u32::try_from(row.available).unwrap_or(0),
                for_sale: row.for_sale,
                measure: Measure { variant, weight_grams: row.weight_grams, category: row.category_id },
            })
        })
        .collect()
}
