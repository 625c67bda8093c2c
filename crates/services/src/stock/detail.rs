use domain::{
    accounts::Permission,
    backoffice::{MovementOrder, MovementRow, StockDetail},
    ids::VariantId,
    language::Language,
    stock::MovementView,
};
use sqlx::PgConnection;

use super::{
    rows::{Wanted, rows},
    store,
};
use crate::{
    accounts,
    error::{Error, Result},
    orders::Acting,
    pages::cut,
    shop::Shop,
};

/// Movements beside the table at once.
const SHOWN: i64 = 20;

/// A variant with its pieces and a page of what moved them, at one moment: the newest movements, or those below the number `before`. For staff who may
/// [`Permission::BookStock`]; orders are linked for those who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a variant.
pub async fn detail(
    shop: &Shop,
    by: impl Into<Acting>,
    language: Language,
    variant: VariantId,
    before: Option<i64>,
) -> Result<StockDetail> {
    let by = by.into();
    by.may(Permission::BookStock)?;
    let mut snapshot = shop.begin_search().await?;
    let few = shop.in_force().low_stock;
    let wanted = Wanted { language, variants: Some(&[variant.0]), after: None, low: false, few, words: "", most: 1 };
    let row = rows(&mut snapshot, &wanted).await?.pop().ok_or(Error::NotFound)?;
    let mut movements = store::movements(&mut snapshot, variant, before, SHOWN + 1).await?;
    let older = cut(&mut movements, SHOWN, |movement| movement.id);
    let movements = named(&mut snapshot, movements, by.may(Permission::SeeOrders).is_ok()).await?;
    snapshot.rollback().await?;
    Ok(StockDetail { row, movements, older })
}

/// Movements with the names of those who caused them.
async fn named(connection: &mut PgConnection, movements: Vec<MovementView>, sees_orders: bool) -> Result<Vec<MovementRow>> {
    let codes = movements.iter().filter_map(|movement| movement.actor.as_deref());
    let names = accounts::names_of_staff(connection, codes).await?;
    let rows = movements.into_iter().map(|movement| {
        let MovementView { id, kind, quantity, order, order_id, reason, actor, at } = movement;
        let order = order.map(|number| MovementOrder { number, id: order_id.filter(|_| sees_orders) });
        MovementRow { id, kind, quantity, order, reason, who: actor.map(|code| names.who(&code)), at }
    });
    Ok(rows.collect())
}
