use domain::{
    catalog::{ProductCard, Sort},
    language::Language,
};

use super::{
    cards::{Order, Selection, cards},
    words::words,
};
use crate::{error::Result, shop::Shop};

/// Most products that are suggested.
const MOST: u32 = 6;

/// The best matches for words that are still being typed; none for words that hold nothing to search for.
pub async fn suggest(shop: &Shop, language: Language, phrase: &str) -> Result<Vec<ProductCard>> {
    let words = words(phrase);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let selection = Selection { words: &words, ..Selection::first(language, Order::By(Sort::Featured), MOST) };
    Ok(cards(&shop.pool, &selection).await?.0)
}
