//! What pages of the catalogue are made of. Prices are gross, in rappen.

use serde::{Deserialize, Serialize};

use super::PictureView;
use crate::ids::VariantId;

/// Where a category is and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLink {
    /// The name in URLs.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
}

/// A category with its picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryView {
    /// The name in URLs.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
    /// The picture of its first product, if it has one.
    pub picture: Option<PictureView>,
    /// How many products it holds, with those of the categories below.
    pub products: u32,
    /// A few sentences in the page's language; may be empty.
    pub description: String,
    /// The categories above it, the one at the top first.
    pub above: Vec<CategoryLink>,
    /// The categories right below it.
    pub below: Vec<CategoryLink>,
}

/// A collection of products that the shop shows together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionView {
    /// The name in URLs.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
    /// A few sentences in the page's language; may be empty.
    pub introduction: String,
    /// The picture of its first product that has one; lists do not need it.
    pub picture: Option<PictureView>,
}

/// A product in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    /// The name in URLs.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
    /// The lowest price of its variants.
    pub price: i64,
    /// Whether variants differ in price, so that `price` is a "from".
    pub price_varies: bool,
    /// The former price, if it is reduced.
    pub compare_at: Option<i64>,
    /// Pieces that can be bought now, over all variants.
    pub available: u32,
    /// The main picture.
    pub picture: Option<PictureView>,
    /// The picture shown on hover.
    pub second_picture: Option<PictureView>,
}

/// The home page's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// The categories at the top.
    pub categories: Vec<CategoryView>,
    /// The first collections that are published and show something.
    pub collections: Vec<CollectionView>,
    /// The newest products, newest first.
    pub newest: Vec<ProductCard>,
    /// The products sold most; the catalogue's first ones while nothing has been sold.
    pub popular: Vec<ProductCard>,
}

/// How a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// As the shop arranged it; in a search, the best match first.
    #[default]
    Featured,
    /// Cheapest first.
    PriceUp,
    /// Dearest first.
    PriceDown,
    /// Newest first.
    Newest,
}

impl Sort {
    /// All orders, as shown.
    pub const ALL: [Self; 4] = [Self::Featured, Self::PriceUp, Self::PriceDown, Self::Newest];

    /// The value in URLs: `featured`, `price-up`, `price-down`, `newest`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Featured => "featured",
            Self::PriceUp => "price-up",
            Self::PriceDown => "price-down",
            Self::Newest => "newest",
        }
    }

    /// The order of a value in a URL; as arranged when it is unknown.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.code() == code).unwrap_or_default()
    }
}

/// What is asked of a list page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// The category's slug; all products without one.
    pub category: Option<String>,
    /// The collection's slug; all products without one.
    #[serde(default)]
    pub collection: Option<String>,
    /// Words to search for.
    pub words: Option<String>,
    /// The order.
    pub sort: Sort,
    /// Whether to leave out what is sold out.
    pub available_only: bool,
    /// The page, from 1.
    pub page: u32,
}

/// Products on one page of a list.
pub const PRODUCTS_PER_PAGE: u32 = 12;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// The category, when the list is one's.
    pub category: Option<CategoryView>,
    /// The collection, when the list is one's.
    pub collection: Option<CollectionView>,
    /// The products of this page.
    pub products: Vec<ProductCard>,
    /// Products over all pages.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
}

/// A product's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductView {
    /// The name in URLs.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Plain text, paragraphs parted by blank lines.
    pub description: String,
    /// The category's slug and name.
    pub category: (String, String),
    /// All pictures, the main one first.
    pub pictures: Vec<PictureView>,
    /// The options to choose from; empty for a product of one variant.
    pub options: Vec<OptionView>,
    /// What can be bought, at least one.
    pub variants: Vec<VariantView>,
    /// Weight of the lightest variant in grams.
    pub weight_grams: u32,
    /// Other products of the category.
    pub related: Vec<ProductCard>,
}

/// An option such as colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionView {
    /// The option's name in forms.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
    /// The values in their order.
    pub values: Vec<OptionValueView>,
}

/// A value of an option, such as night blue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionValueView {
    /// The value's name in forms and URLs.
    pub slug: String,
    /// The name in the page's language.
    pub name: String,
}

/// A variant as it is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantView {
    /// Its id.
    pub id: VariantId,
    /// Stock keeping unit.
    pub sku: String,
    /// One value's slug per option, in the options' order.
    pub values: Vec<String>,
    /// The price in rappen.
    pub price: i64,
    /// The former price in rappen, if it is reduced.
    pub compare_at: Option<i64>,
    /// Pieces that can be bought now.
    pub available: u32,
}
