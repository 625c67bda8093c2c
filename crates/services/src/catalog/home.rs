use domain::{
    catalog::{HomeView, Sort},
    language::Language,
};

use super::{
    cards::{Order, Selection, cards},
    categories::categories,
    collections::collections,
};
use crate::{error::Result, shop::Shop};

/// Products in each of the home page's rows.
const PRODUCTS: u32 = 8;

/// The home page: categories, collections, newest and most sold products. An empty catalogue gives empty rows.
pub async fn home(shop: &Shop, language: Language) -> Result<HomeView> {
    let newest = Selection::first(language, Order::By(Sort::Newest), PRODUCTS);
    let popular = Selection::first(language, Order::Popular, PRODUCTS);
    let (categories, collections, (newest, _), (popular, _)) =
        tokio::try_join!(categories(shop, language), collections(shop, language), cards(&shop.pool, &newest), cards(&shop.pool, &popular))?;
    Ok(HomeView { categories, collections, newest, popular })
}
