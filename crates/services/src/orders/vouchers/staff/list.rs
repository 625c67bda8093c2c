use domain::{
    accounts::Permission,
    backoffice::{VoucherList, VoucherQuery},
};

use super::rows::{Wanted, rows};
use crate::{error::Result, newest::Cursor, orders::Acting, shop::Shop};

/// A page of vouchers, the newest first. A page begins after the last row of the one before, so none is shown twice or left out. For staff who may
/// [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &VoucherQuery) -> Result<VoucherList> {
    by.into().may(Permission::IssueCodes)?;
    // What no code can have finds nothing.
    let Some(part) = query.part() else { return Ok(VoucherList::default()) };
    let most = usize::try_from(query.rows()).unwrap_or(usize::MAX);
    let wanted = Wanted {
        voucher: None,
        part: &part,
        state: query.state,
        after: Cursor::read(query.after.as_deref()),
        // One more than is shown says whether there is another page.
        most: i64::from(query.rows()) + 1,
    };
    let mut search = shop.begin_search().await?;
    let mut found = rows(&mut search, &wanted).await?;
    search.commit().await?;
    let is_more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| is_more).map(|last| Cursor { at: last.created_at, id: last.row.id }.write());
    Ok(VoucherList { rows: found.into_iter().map(|found| found.row).collect(), next })
}
