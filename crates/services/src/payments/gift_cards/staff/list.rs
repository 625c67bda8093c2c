use domain::{
    accounts::Permission,
    backoffice::{GiftCardList, GiftCardQuery},
};

use super::rows::{Wanted, rows};
use crate::{error::Result, newest::Cursor, orders::Acting, pages::cut, shop::Shop};

/// A page of gift cards, the newest first. A page begins after the last row of the one before, so none is shown twice or left out. For staff who may
/// [`Permission::HandleGiftCards`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &GiftCardQuery) -> Result<GiftCardList> {
    let by = by.into();
    by.may(Permission::HandleGiftCards)?;
    let may_issue = by.may(Permission::IssueCodes).is_ok();
    // What no code can end with finds nothing.
    let Some(ending) = query.ending() else { return Ok(GiftCardList { may_issue, ..GiftCardList::default() }) };
    let wanted = Wanted {
        card: None,
        ending: &ending,
        state: query.state,
        after: Cursor::read(query.after.as_deref()),
        // One more than is shown says whether there is another page.
        most: i64::from(query.rows()) + 1,
    };
    let mut search = shop.begin_search().await?;
    let mut found = rows(&mut search, &wanted).await?;
    search.commit().await?;
    let next = cut(&mut found, query.rows(), |last| Cursor { at: last.row.at, id: last.row.id }.write());
    Ok(GiftCardList { rows: found.into_iter().map(|found| found.row).collect(), next, may_issue })
}
