//! Where a file comes from.

use serde::{Deserialize, Serialize};

/// Whose way of writing a product's rows it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImportFormat {
    /// A row for each variant; what is said of the product stands in one of its rows or in all.
    #[default]
    Astris,
    /// Shopify's product CSV: a row for each variant under one handle, and rows that hold pictures alone.
    Shopify,
    /// WooCommerce's product CSV: rows for products, and rows for variations that name their parent.
    Woocommerce,
}

impl ImportFormat {
    /// The format that has such a head.
    pub fn of_header(header: &[String]) -> Self {
        let has = |wanted: &str| header.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
        if has("handle") && has("title") && (has("variant price") || has("variant sku")) {
            Self::Shopify
        } else if has("type") && has("name") && (has("regular price") || has("parent")) {
            Self::Woocommerce
        } else {
            Self::Astris
        }
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Astris => "astris",
            Self::Shopify => "shopify",
            Self::Woocommerce => "woocommerce",
        }
    }

    /// The format of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Astris, Self::Shopify, Self::Woocommerce].into_iter().find(|format| format.code() == code)
    }
}
