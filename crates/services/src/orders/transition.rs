use domain::orders::{OrderEvent, OrderRefusal, OrderState};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Actor, give_back::give_back};
use crate::error::{Error, Result};

/// Moves a locked order by an event and writes it to its history, in the caller's transaction. The state machine decides.
pub(crate) async fn transition(
    connection: &mut PgConnection,
    order: Uuid,
    before: OrderState,
    event: OrderEvent,
    actor: Actor,
) -> Result<OrderState> {
    let after = before.after(event).ok_or_else(|| Error::refused(OrderRefusal::WrongState { state: before }))?;
    let moved = sqlx::query!(
        r#"UPDATE orders SET state = $3, updated_at = now(),
               paid_at = CASE WHEN $3 = 'paid' THEN now() ELSE paid_at END,
               hold_expires_at = CASE WHEN $3 = 'awaiting_payment' THEN hold_expires_at END
           WHERE id = $1 AND state = $2"#,
        order,
        before.code(),
        after.code()
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if moved != 1 {
        return Err(Error::Data(format!("order {order} was not locked while it moved")));
    }
    history(connection, order, Some(before), event, after, actor).await?;
    give_back(connection, order, after).await?;
    Ok(after)
}

/// Writes a line of the order's history.
pub(super) async fn history(
    connection: &mut PgConnection,
    order: Uuid,
    before: Option<OrderState>,
    event: OrderEvent,
    after: OrderState,
    actor: Actor,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders_history (order_id, event, before, after, actor) VALUES ($1, $2, $3, $4, $5)",
        order,
        event.code(),
        before.map(OrderState::code),
        after.code(),
        actor.code()
    )
    .execute(connection)
    .await?;
    Ok(())
}
