use domain::{
    accounts::{Denial, Permission},
    backoffice::{LineDetail, NoteView, OrderDetail, Standing, TimelineRow},
    ids::OrderId,
    orders::{Happening, OrderLineView},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    accounts,
    error::{Error, Result},
    orders::{Acting, staff},
    payments,
    shop::Shop,
};

/// An order with all that belongs to it, at one moment, and what the asker may do to it now. For staff who may [`Permission::SeeOrders`]; its payments for
/// those who may [`Permission::SeePayments`] or book or give back money.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such an order.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, order: OrderId) -> Result<OrderDetail> {
    let by = by.into();
    by.may(Permission::SeeOrders)?;
    let mut snapshot = shop.begin_snapshot().await?;
    let detail = put_together(&mut snapshot, shop, by, order.0).await?;
    snapshot.rollback().await?;
    Ok(detail)
}

async fn put_together(connection: &mut PgConnection, shop: &Shop, by: Acting, order: Uuid) -> Result<OrderDetail> {
    let facts = staff::facts(connection, shop, order).await?;
    let view = facts.view;
    let lines = lines(connection, shop, order, view.lines).await?;
    let payments = payments::attempts(connection, order).await?;
    let (notes, timeline) = told(connection, order).await?;
    let standing = Standing {
        state: view.state,
        to_ship: lines.iter().any(|line| line.to_ship > 0),
        parcels: &facts.parcels,
        returns: &facts.returns,
        payments: &payments,
    };
    let actions = standing.offered(|permission| may(by, permission));
    let sees_money = [Permission::SeePayments, Permission::BookPayments].into_iter().any(|permission| by.may(permission).is_ok());
    Ok(OrderDetail {
        id: OrderId(order),
        version: facts.version,
        number: view.number,
        state: view.state,
        language: view.language,
        email: view.email,
        account: facts.account,
        address: view.address,
        delivery_name: view.delivery_name,
        delivery_fee: view.delivery_fee,
        items_total: view.items_total,
        discount_total: view.discount_total,
        voucher: view.voucher,
        total: view.total,
        gift_card_total: view.gift_card_total,
        due: view.due,
        vat: view.vat,
        placed_at: view.placed_at,
        held_until: view.held_until,
        invoice: view.invoice,
        lines,
        payments: if sees_money { payments } else { Vec::new() },
        refunds: payments::refunds_of_order(connection, order).await?,
        parcels: facts.parcels,
        returns: facts.returns,
        notes,
        timeline,
        actions,
    })
}

/// The lines with how far they are.
async fn lines(connection: &mut PgConnection, shop: &Shop, order: Uuid, lines: Vec<OrderLineView>) -> Result<Vec<LineDetail>> {
    let facts = staff::line_facts(connection, shop, order).await?;
    let refunded = payments::refunded(connection, order).await?;
    let shown = lines.into_iter().map(|line| {
        let known = facts.get(&line.position).ok_or_else(|| Error::Data(format!("line {} of order {order}", line.position)))?;
        let gone = refunded.get(&line.position).copied().unwrap_or(0);
        Ok(LineDetail {
            variant: known.variant,
            discount: known.discount,
            to_ship: known.to_ship,
            to_return: known.to_return,
            to_refund: line.quantity.saturating_sub(gone),
            line,
        })
    });
    shown.collect()
}

/// Notes and timeline, with the names of those who stand in them.
async fn told(connection: &mut PgConnection, order: Uuid) -> Result<(Vec<NoteView>, Vec<TimelineRow>)> {
    let notes = staff::notes(connection, order).await?;
    let mut steps = staff::happenings(connection, order).await?;
    steps.extend(payments::happenings(connection, order).await?);
    // Stable: what happened in the same instant stays in the order of the rooms.
    steps.sort_by_key(|(_, at, _): &(Happening, _, String)| *at);
    let codes = notes.iter().map(|note| note.actor.as_str()).chain(steps.iter().map(|(_, _, actor)| actor.as_str()));
    let names = accounts::names_of_staff(connection, codes).await?;
    let notes = notes.into_iter().map(|note| NoteView { id: note.id, who: names.who(&note.actor), text: note.text, at: note.at });
    let timeline = steps.into_iter().map(|(what, at, actor)| TimelineRow { what, who: names.who(&actor), at });
    Ok((notes.collect(), timeline.collect()))
}

/// A permission as the rules of actions ask for it.
fn may(by: Acting, permission: Permission) -> Result<(), Denial> {
    by.may(permission).map_err(|error| match error {
        Error::Unproven(proof) => Denial::Unproven(proof),
        _ => Denial::Forbidden,
    })
}
