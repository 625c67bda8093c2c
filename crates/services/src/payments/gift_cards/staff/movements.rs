//! What moved a card's balance.

use domain::{
    backoffice::{GiftCardMovement, MovementOrder},
    ids::OrderId,
    payments::GiftCardMovementKind,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    accounts,
    error::{Error, Result},
    pages::cut,
};

/// Movements beside the table at once.
const SHOWN: i64 = 20;

/// A page of a card's movements below a number, the newest first, and below which number the next page begins. Orders are linked for those who may see them.
pub(super) async fn movements(
    connection: &mut PgConnection,
    card: Uuid,
    before: Option<i64>,
    sees_orders: bool,
) -> Result<(Vec<GiftCardMovement>, Option<i64>)> {
    let mut rows = sqlx::query!(
        r#"SELECT movement.id, movement.kind, movement.amount, movement.order_id, orders.number AS "number?", movement.reason, movement.staff, movement.at
           FROM payments_gift_card_movements AS movement LEFT JOIN orders ON orders.id = movement.order_id
           WHERE movement.card_id = $1 AND ($2::bigint IS NULL OR movement.id < $2)
           ORDER BY movement.id DESC LIMIT $3"#,
        card,
        before,
        SHOWN + 1
    )
    .fetch_all(&mut *connection)
    .await?;
    let next = cut(&mut rows, SHOWN, |last| last.id);
    let codes: Vec<String> = rows.iter().filter_map(|row| row.staff).map(|account| format!("staff:{account}")).collect();
    let names = accounts::names_of_staff(connection, codes.iter().map(String::as_str)).await?;
    let movements = rows.into_iter().map(|row| {
        let kind = GiftCardMovementKind::from_code(&row.kind).ok_or_else(|| Error::Data(format!("gift card movement {}", row.kind)))?;
        // Without a person behind it, a movement without an order is the operator's.
        let who = match (row.staff, row.order_id) {
            (Some(account), _) => Some(names.who(&format!("staff:{account}"))),
            (None, None) => Some(names.who("operator")),
            (None, Some(_)) => None,
        };
        let order = row.order_id.map(|id| MovementOrder { number: row.number.unwrap_or_default(), id: sees_orders.then_some(OrderId(id)) });
        Ok(GiftCardMovement { id: row.id, kind, amount: row.amount, order, reason: row.reason, who, at: row.at })
    });
    Ok((movements.collect::<Result<_>>()?, next))
}
