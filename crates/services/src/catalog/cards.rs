//! Products as lists show them: one selection, one query.

use domain::{
    catalog::{ProductCard, Sort},
    language::Language,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::{Picture, store};
use crate::{begin::begin_search, error::Result, pool::Pool};

/// How a selection is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As a visitor chose.
    By(Sort),
    /// Most sold first.
    Popular,
}

impl Order {
    /// The name in the query.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::By(sort) => sort.code(),
            Self::Popular => "popular",
        }
    }
}

/// Which products, and which page of them.
#[derive(Clone, Debug)]
pub(super) struct Selection<'a> {
    /// The language of names, and the one that is searched in.
    pub language: Language,
    /// One category's slug only.
    pub category: Option<&'a str>,
    /// One collection's id only, in its own order unless a visitor chose another.
    pub collection: Option<Uuid>,
    /// Words that all have to match; any product without words.
    pub words: &'a [String],
    /// The order.
    pub order: Order,
    /// Whether to leave out what is sold out.
    pub available_only: bool,
    /// A product's slug to leave out.
    pub except: Option<&'a str>,
    /// The page, from 1; beyond the end it is the last one.
    pub page: u32,
    /// Products on a page.
    pub per_page: u32,
}

impl Selection<'_> {
    /// The first `most` products of the catalogue.
    pub(super) const fn first(language: Language, order: Order, most: u32) -> Self {
        Self { language, category: None, collection: None, words: &[], order, available_only: false, except: None, page: 1, per_page: most }
    }

    /// Whether what is asked for decides which plan is of use. Whoever only leafs through the shop is answered by one that is made once: planning would take
    /// longer than the answer in most shops.
    const fn is_search(&self) -> bool {
        let by_price = matches!(self.order, Order::By(Sort::PriceUp | Sort::PriceDown));
        !self.words.is_empty() || self.collection.is_some() || self.available_only || by_price
    }
}

/// A row of the view `catalog_cards`.
#[derive(Debug)]
pub(super) struct CardRow {
    pub slug: String,
    pub name: String,
    pub price: i64,
    pub price_varies: bool,
    pub compare_at: Option<i64>,
    pub available: i64,
    pub picture: Option<Json<Picture>>,
    pub second_picture: Option<Json<Picture>>,
    pub total: i64,
}

/// The products of a page, and how many there are over all pages.
pub(super) async fn cards(pool: &Pool, selection: &Selection<'_>) -> Result<(Vec<ProductCard>, u32)> {
    let rows = rows(pool, selection).await?;
    let total = rows.first().map_or(0, |row| count(row.total));
    Ok((rows.into_iter().map(|row| card(row, selection.language)).collect(), total))
}

async fn rows(pool: &Pool, selection: &Selection<'_>) -> Result<Vec<CardRow>> {
    if !selection.is_search() {
        let mut connection = pool.acquire().await?;
        return store::cards(&mut connection, selection).await;
    }
    let mut search = begin_search(pool).await?;
    let rows = store::cards(&mut search, selection).await?;
    search.commit().await?;
    Ok(rows)
}

fn card(row: CardRow, language: Language) -> ProductCard {
    ProductCard {
        slug: row.slug,
        name: row.name,
        price: row.price,
        price_varies: row.price_varies,
        compare_at: row.compare_at,
        available: count(row.available),
        picture: row.picture.map(|picture| picture.view(language)),
        second_picture: row.second_picture.map(|picture| picture.view(language)),
    }
}

/// A count of the database, which is never negative.
pub(super) fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}
