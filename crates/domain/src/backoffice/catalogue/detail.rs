//! A product with all that its screen shows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CollectionLink, ProductStatus};
use crate::{
    catalog::{CategoryLink, PictureView, Texts},
    ids::{ProductId, VariantId},
    vat::VatClass,
};

/// A product as it is stored now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDetail {
    /// Its id.
    pub id: ProductId,
    /// What somebody has to have seen to change it.
    pub version: i64,
    /// The name in the shop's addresses.
    pub slug: String,
    /// The category's slug.
    pub category: String,
    /// The tax class.
    pub vat_class: VatClass,
    /// How far it is.
    pub status: ProductStatus,
    /// From when on it is for shoppers, UTC; none for a draft.
    pub published_at: Option<DateTime<Utc>>,
    /// The name.
    pub name: Texts,
    /// One sentence.
    pub summary: Texts,
    /// Plain text, paragraphs parted by blank lines.
    pub description: Texts,
    /// Its variants in their order, archived ones included.
    pub variants: Vec<VariantDetail>,
    /// Its pictures, the main one first, described in the asker's language.
    pub pictures: Vec<PictureView>,
    /// What can be chosen as its category.
    pub categories: Vec<CategoryLink>,
    /// The collections that it is in, published or not.
    pub collections: Vec<CollectionLink>,
}

/// A variant as it is stored now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantDetail {
    /// Its id.
    pub id: VariantId,
    /// Stock keeping unit.
    pub sku: String,
    /// The values of its options in the asker's language, joined; empty without options.
    pub options: String,
    /// The gross price, in rappen.
    pub price: i64,
    /// The former price in rappen, if it is reduced.
    pub compare_at: Option<i64>,
    /// The weight of one piece, in grams.
    pub weight_grams: u32,
    /// Whether it is not sold any more.
    pub is_archived: bool,
    /// Pieces that can be bought now; below zero when more are promised than there are.
    pub available: i32,
}
