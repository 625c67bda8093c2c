//! Where a file comes from.

use serde::{Deserialize, Serialize};

use super::{COLUMNS, ORDER_COLUMNS, SHOPIFY_ORDER_COLUMNS};
use crate::accounts::Permission;

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Products, variants, prices and stock.
    #[default]
    Products,
    /// Orders of an earlier shop.
    Orders,
}

impl ImportKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Products, Self::Orders];

    /// The name in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Orders => "orders",
        }
    }

    /// The kind of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What somebody needs besides [`Permission::Import`].
    pub const fn needs(self) -> &'static [Permission] {
        match self {
            Self::Products => &[Permission::EditCatalogue, Permission::BookStock],
            Self::Orders => &[Permission::SeeOrders],
        }
    }

    /// What a column can be for.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Products => COLUMNS.to_vec(),
            Self::Orders => [&ORDER_COLUMNS[..], &SHOPIFY_ORDER_COLUMNS].concat(),
        }
    }

    /// The column that no file can be without.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Products => "sku",
            Self::Orders => "number",
        }
    }

    /// The shop's own way of writing it.
    pub const fn own_format(self) -> ImportFormat {
        match self {
            Self::Products => ImportFormat::Astris,
            Self::Orders => ImportFormat::AstrisOrders,
        }
    }
}

/// Whose way of writing rows it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    /// A row for each variant; what is said of the product stands in one of its rows or in all.
    #[default]
    Astris,
    /// Shopify's product CSV: a row for each variant under one handle, and rows that hold pictures alone.
    Shopify,
    /// WooCommerce's product CSV: rows for products, and rows for variations that name their parent.
    Woocommerce,
    /// A row for each line of an order, with all that is said of the order in each, as the shop's own export has it.
    AstrisOrders,
    /// Shopify's order CSV: a row for each line of an order, and what is said of the order in its first row alone.
    ShopifyOrders,
}

impl ImportFormat {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Astris, Self::Shopify, Self::Woocommerce, Self::AstrisOrders, Self::ShopifyOrders];

    /// The format of a file of this kind that has such a head.
    pub fn of_header(kind: ImportKind, header: &[String]) -> Self {
        let has = |wanted: &str| header.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
        if kind == ImportKind::Orders {
            let is_shopifys = has("name") && has("lineitem quantity") && has("lineitem price");
            return if is_shopifys { Self::ShopifyOrders } else { Self::AstrisOrders };
        }
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
            Self::AstrisOrders => "astris_orders",
            Self::ShopifyOrders => "shopify_orders",
        }
    }

    /// The format of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// What it is a format of.
    pub const fn kind(self) -> ImportKind {
        match self {
            Self::Astris | Self::Shopify | Self::Woocommerce => ImportKind::Products,
            Self::AstrisOrders | Self::ShopifyOrders => ImportKind::Orders,
        }
    }
}
