use domain::{
    accounts::Permission,
    backoffice::{CustomerKind, CustomerList, CustomerQuery, CustomerRow},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    cursor::Cursor,
    rows::{Row, Wanted, rows},
};
use crate::{
    error::Result,
    orders::{
        Acting,
        staff::{self, Guest},
    },
    pages::cut,
    shop::Shop,
};

/// A page of customers by their addresses: accounts that are not erased, and guests. A page begins after the last row of the one before, so nobody is shown
/// twice or left out. For staff who may [`Permission::SeeAccounts`]; guests, orders and the names on them for those who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &CustomerQuery) -> Result<CustomerList> {
    let by = by.into();
    by.may(Permission::SeeAccounts)?;
    let sees_orders = by.may(Permission::SeeOrders).is_ok();
    let mut search = shop.begin_search().await?;
    let mut found = found(&mut search, query, sees_orders).await?;
    let next = cut(&mut found, query.rows(), |(cursor, _)| cursor.write());
    let mut rows: Vec<CustomerRow> = found.into_iter().map(|(_, row)| row).collect();
    if sees_orders {
        tell_orders(&mut search, &mut rows).await?;
    }
    search.rollback().await?;
    Ok(CustomerList { rows, next, sees_orders })
}

/// The rows beyond the cursor and one more, which says whether there is another page: accounts and guests in one order.
async fn found(connection: &mut PgConnection, query: &CustomerQuery, sees_orders: bool) -> Result<Vec<(Cursor, CustomerRow)>> {
    let (cursor, words) = (Cursor::read(query.after.as_deref()), query.words());
    let after = cursor.key.as_deref();
    let most = i64::from(query.rows()) + 1;
    let mut found = Vec::new();
    if query.kind != Some(CustomerKind::Guest) {
        let named = if sees_orders { staff::accounts_named(connection, &words).await? } else { Vec::new() };
        let wanted = Wanted { staff: query.kind == Some(CustomerKind::Staff), after, words: &words, named: &named, most };
        found.extend(rows(connection, &wanted).await?.into_iter().map(of_account));
    }
    if sees_orders && query.kind.is_none_or(|kind| kind == CustomerKind::Guest) {
        let guests = staff::guests(connection, after, cursor.guest, &words, most).await?;
        found.extend(guests.into_iter().map(of_guest));
    }
    found.sort_by(|(one, _), (other, _)| (&one.key, one.guest).cmp(&(&other.key, other.guest)));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

fn of_account(row: Row) -> (Cursor, CustomerRow) {
    let Row { key, id, email, name, closed, staff, since } = row;
    let kind = if staff { CustomerKind::Staff } else { CustomerKind::Account };
    (Cursor { key: Some(key), guest: false }, CustomerRow { id, kind, email, name, closed, since, orders: None })
}

fn of_guest(guest: Guest) -> (Cursor, CustomerRow) {
    let Guest { key, order, email, name, since, orders } = guest;
    let orders = Some(u32::try_from(orders).unwrap_or(u32::MAX));
    let row = CustomerRow { id: order, kind: CustomerKind::Guest, email, name, closed: false, since, orders };
    (Cursor { key: Some(key), guest: true }, row)
}

/// How many orders the accounts have, and the name on the last one where the address book has none.
async fn tell_orders(connection: &mut PgConnection, rows: &mut [CustomerRow]) -> Result<()> {
    let accounts: Vec<Uuid> = rows.iter().filter(|row| row.kind != CustomerKind::Guest).map(|row| row.id).collect();
    let mut bought = staff::bought(connection, &accounts).await?;
    for row in rows.iter_mut().filter(|row| row.kind != CustomerKind::Guest) {
        let (orders, name) = bought.remove(&row.id).unwrap_or_default();
        row.orders = Some(u32::try_from(orders).unwrap_or(u32::MAX));
        if row.name.is_empty() {
            row.name = name;
        }
    }
    Ok(())
}
