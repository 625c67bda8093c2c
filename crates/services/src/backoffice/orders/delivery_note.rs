use documents::{
    Party,
    delivery_note::{self, Closing, DeliveryNote, Piece},
};
use domain::{
    accounts::Permission,
    orders::{OrderEvent, OrderState, OrderView, ParcelView, left_to_send},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::{
        Acting, fulfilment,
        invoices::{Document, swiss_day},
        load, staff,
    },
    shop::Shop,
};

/// The note that lies in a parcel: what is in it, without prices, in the buyer's language. For staff who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a parcel.
pub async fn delivery_note(shop: &Shop, by: impl Into<Acting>, parcel: Uuid) -> Result<Document> {
    let note = noted(shop, by.into(), parcel).await?;
    Ok(Document { file_name: format!("delivery-note-{}-{}.pdf", note.order_number, note.parcel), bytes: delivery_note::pdf(&note)? })
}

/// The same before it is a document.
///
/// # Errors
/// As of [`delivery_note`].
pub async fn noted(shop: &Shop, by: Acting, parcel: Uuid) -> Result<DeliveryNote> {
    by.may(Permission::SeeOrders)?;
    let mut snapshot = shop.begin_snapshot().await?;
    let note = put_together(&mut snapshot, shop, parcel).await?;
    snapshot.rollback().await?;
    Ok(note)
}

async fn put_together(connection: &mut PgConnection, shop: &Shop, parcel: Uuid) -> Result<DeliveryNote> {
    let order = staff::order_of_parcel(connection, parcel).await?;
    let view = load(connection, order).await?;
    let parcels = fulfilment::parcels(connection, order).await?;
    let is_complete = left_to_send(&fulfilment::progress(connection, order).await?).is_empty();
    let this = parcels.iter().find(|known| known.id == parcel).ok_or(Error::NotFound)?;
    Ok(DeliveryNote {
        language: view.language,
        parcel: this.number,
        ordered_on: swiss_day(view.placed_at),
        sent_on: this.handed_over_at.map(swiss_day),
        sender: shop.in_force().seller.as_ref().map(|seller| seller.party.clone()),
        recipient: Party::from(&view.address),
        tracking: this.tracking.number.clone(),
        pieces: pieces(&view, this)?,
        closing: closing(&view, this, &parcels, is_complete),
        order_number: view.number,
        delivery_name: view.delivery_name,
    })
}

fn pieces(view: &OrderView, parcel: &ParcelView) -> Result<Vec<Piece>> {
    let piece = |pieces: &domain::orders::Pieces| {
        let line = view.lines.iter().find(|line| line.position == pieces.position);
        let line = line.ok_or_else(|| Error::Data(format!("line {} of order {}", pieces.position, view.number)))?;
        let detail = if line.options.is_empty() { line.sku.clone() } else { format!("{} · {}", line.options, line.sku) };
        Ok(Piece { quantity: pieces.quantity, name: line.name.clone(), detail })
    };
    parcel.pieces.iter().map(piece).collect()
}

/// What the buyer may rely on: that all is here is said of the last parcel alone, and that more comes only while it can.
fn closing(view: &OrderView, parcel: &ParcelView, parcels: &[ParcelView], is_complete: bool) -> Option<Closing> {
    let is_last = parcels.iter().filter(|other| other.state.counts_as_sent()).all(|other| other.number <= parcel.number);
    if is_complete {
        return (is_last && parcel.state.counts_as_sent()).then_some(Closing::Complete);
    }
    let may_follow = view.state.allows(OrderEvent::Ship) || view.state == OrderState::Shipped;
    may_follow.then_some(Closing::MoreFollows)
}
