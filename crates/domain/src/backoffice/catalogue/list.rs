//! The table of products.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BulkDone, ProductStatus};
use crate::{
    backoffice::{LONGEST_SEARCH, MOST_ROWS, USUAL_ROWS},
    catalog::{CategoryLink, PictureView},
    ids::ProductId,
};

/// Which products to show. All of it may come out of an address: what cannot be is not refused but finds nothing, or is taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductQuery {
    /// Words of a name in any language, of the address or of a SKU; upper and lower case and accents are the same. Empty for all.
    pub search: String,
    /// The slug of a category; empty for all.
    pub category: String,
    /// Products that are so far; none for all but archived ones.
    pub status: Option<ProductStatus>,
    /// Where the page begins: [`ProductList::next`] of the page before. One that is not the shop's begins from the start.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl ProductQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The text that is searched for, no longer than it may be.
    pub fn words(&self) -> String {
        self.search.trim().chars().take(LONGEST_SEARCH).collect()
    }
}

/// A page of products, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<ProductRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
    /// How many products match, on all pages.
    pub total: u32,
    /// What can be chosen as a category.
    pub categories: Vec<CategoryLink>,
    /// What the asker did to several products last, if it can be taken back.
    pub last: Option<BulkDone>,
}

/// A product in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Its id.
    pub id: ProductId,
    /// The name in the asker's language, or in German where there is none.
    pub name: String,
    /// The category's name in the asker's language.
    pub category: String,
    /// The main picture.
    pub picture: Option<PictureView>,
    /// How far it is.
    pub status: ProductStatus,
    /// From when on it is for shoppers, UTC; none for a draft.
    pub published_at: Option<DateTime<Utc>>,
    /// How many variants are not archived.
    pub variants: u32,
    /// The lowest and the highest of their prices, in rappen; none without any.
    pub prices: Option<(i64, i64)>,
    /// Pieces of theirs that can be bought now; below zero when more are promised than there are.
    pub available: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_for_is_not_shown() {
        let rows = |size| ProductQuery { size, ..ProductQuery::default() }.rows();
        assert_eq!((rows(0), rows(1), rows(101)), (50, 1, 100));
        let words = ProductQuery { search: "é".repeat(1_000), ..ProductQuery::default() }.words();
        assert_eq!(words.chars().count(), LONGEST_SEARCH);
    }
}
