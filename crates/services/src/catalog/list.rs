use domain::{
    catalog::{ListQuery, ListView, PRODUCTS_PER_PAGE},
    language::Language,
};

use super::{
    cards::{Order, Selection, cards},
    categories::category,
    collections::collection,
    words::words,
};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// A page of the catalogue, of a category, of a collection or of a search.
///
/// [`Error::NotFound`] for an unknown category, and for a collection that is not for shoppers. A page beyond the end is answered with the last one. Words that hold nothing to search for
/// find nothing, while empty words are no search.
pub async fn list(shop: &Shop, language: Language, query: &ListQuery) -> Result<ListView> {
    let category = match &query.category {
        Some(slug) => Some(category(shop, language, slug).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let collected = match &query.collection {
        Some(slug) => Some(collection(shop, language, slug).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let phrase = query.words.as_deref().map(str::trim).filter(|phrase| !phrase.is_empty());
    let words = phrase.map(words).unwrap_or_default();
    let (products, total) = if phrase.is_some() && words.is_empty() {
        (Vec::new(), 0)
    } else {
        let selection = Selection {
            language,
            category: query.category.as_deref(),
            collection: collected.as_ref().map(|(id, _)| *id),
            words: &words,
            order: Order::By(query.sort),
            available_only: query.available_only,
            except: None,
            page: query.page,
            per_page: PRODUCTS_PER_PAGE,
        };
        cards(&shop.pool, &selection).await?
    };
    let pages = total.div_ceil(PRODUCTS_PER_PAGE).max(1);
    Ok(ListView { category, collection: collected.map(|(_, view)| view), products, total, page: query.page.clamp(1, pages), pages })
}
