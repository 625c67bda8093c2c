use std::collections::HashMap;

use domain::{
    accounts::Permission,
    backoffice::{MOST_BOOKED, StockAct, StockChange, StockItem, StockPreview, StockRefused, StockRow, StockScope, StockSeen},
    language::Language,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{super::rows, store};
use crate::{error::Result, orders::Acting, shop::Shop};

/// What an act would book for these articles, before it is booked. For staff who may [`Permission::BookStock`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn preview(shop: &Shop, by: impl Into<Acting>, language: Language, act: StockAct, scope: &StockScope) -> Result<StockPreview> {
    by.into().may(Permission::BookStock)?;
    let most = usize::try_from(MOST_BOOKED).unwrap_or(usize::MAX);
    let mut search = shop.begin_search().await?;
    let rows = wanted(&mut search, shop.in_force().low_stock, language, scope).await?;
    let variants: Vec<Uuid> = rows.iter().map(|row| row.level.variant.0).collect();
    let movements = if rows.len() > most { HashMap::new() } else { store::last_by_people(&mut search, &variants).await? };
    search.commit().await?;
    if rows.len() > most {
        return Ok(StockPreview { too_many: true, ..StockPreview::default() });
    }
    let mut preview = StockPreview::default();
    for row in rows {
        let StockRow { sku, name, options, level, .. } = row;
        let item = StockItem { variant: level.variant, sku, name, options };
        match act.plan(level.available, &level) {
            Ok(0) => preview.same += 1,
            Ok(change) => {
                let movement = movements.get(&level.variant.0).copied().unwrap_or_default();
                let seen = StockSeen { variant: level.variant, available: level.available, movement };
                preview.changes.push(StockChange { item, seen, change });
            }
            Err(why) => preview.refused.push(StockRefused { item, why }),
        }
    }
    Ok(preview)
}

/// The articles that are meant, by their SKUs: one more than can be booked, where there are so many.
async fn wanted(connection: &mut PgConnection, few: u32, language: Language, scope: &StockScope) -> Result<Vec<StockRow>> {
    let most = i64::from(MOST_BOOKED) + 1;
    match scope {
        StockScope::Selected(variants) => {
            let ids: Vec<Uuid> = variants.iter().map(|variant| variant.0).collect();
            rows::rows(connection, &rows::Wanted { language, variants: Some(&ids), after: None, low: false, few, words: "", most }).await
        }
        StockScope::Found(query) => {
            let words = query.words();
            rows::rows(connection, &rows::Wanted { language, variants: None, after: None, low: query.low, few, words: &words, most }).await
        }
    }
}
