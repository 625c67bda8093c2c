use domain::{
    accounts::Permission,
    failure::FieldError,
    orders::{
        HandOverForm, OrderEvent, OrderRefusal, OrderState, ParcelEvent, ParcelState, ParcelView, Pieces, Tracking, left_to_send, take,
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{
    super::{
        Acting,
        lock::{LockedOrder, lock},
        transition,
    },
    notify::{self, Notice},
    store::{self, NewParcel},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    failpoints::failpoint,
    mail::{self, Told},
    shop::Shop,
};

/// Gives one parcel of a paid order to the carrier, with some of the pieces that are left or with all of them. With the last one the order is
/// shipped.
///
/// For staff who may [`Permission::Fulfil`] and who saw the order as it is, if they saw it. The same key again answers with the same parcel; with other
/// contents it is refused. Refused as well when the order is not paid, when nothing is left to send, or when more is asked for than is left. An order that
/// is all sent takes another parcel only for pieces that came back.
pub async fn hand_over(shop: &Shop, by: impl Into<Acting>, number: &str, form: &HandOverForm) -> Result<ParcelView> {
    let by = by.into();
    by.may(Permission::Fulfil)?;
    if form.key.is_nil() {
        return Err(Error::Invalid(vec![FieldError::required("key")]));
    }
    let tracking = form.tracking.checked().map_err(Error::Invalid)?;
    let sent = send(shop, by, number, form, &tracking).await;
    sent.map_err(|error| match error.constraint() {
        // The key of another order's parcel, at the same moment.
        Some("orders_parcels_request_key_unique" | "orders_notices_pkey") => Error::refused(OrderRefusal::RequestReused),
        Some("orders_parcel_lines_within_ordered") => Error::refused(OrderRefusal::NothingToSend),
        _ => error,
    })
}

async fn send(shop: &Shop, by: Acting, number: &str, form: &HandOverForm, tracking: &Tracking) -> Result<ParcelView> {
    let id = store::id_of_number(&shop.pool, number).await?;
    let mut transaction = shop.begin().await?;
    let order = lock(&mut transaction, id).await?;
    let request_hash = hash(number, form)?;
    if let Some(before) = store::by_request_key(&mut transaction, form.key).await? {
        if before.order_id != order.id || before.request_hash != request_hash {
            return Err(Error::refused(OrderRefusal::RequestReused));
        }
        return store::parcel(&mut transaction, order.id, before.id).await;
    }
    by.check(order.id, order.version)?;
    let (pieces, rest) = choose(&mut transaction, &order, &form.pieces).await?;
    let parcel =
        NewParcel { id: shop.new_id(), order: order.id, request_key: form.key, request_hash: &request_hash, tracking, pieces: &pieces };
    let part = store::insert(&mut transaction, &parcel, by.actor).await?;
    store::step(&mut transaction, part, ParcelState::Packed, ParcelEvent::HandOver, by.actor).await?;
    let mut state = order.state;
    if rest.is_empty() && order.state.allows(OrderEvent::Ship) {
        state = transition(&mut transaction, order.id, order.state, OrderEvent::Ship, by.actor).await?;
    }
    let view = store::parcel(&mut transaction, order.id, parcel.id).await?;
    if form.notify {
        let notice = Notice { key: form.key, parcel: parcel.id, is_repeated: false };
        notify::note(&mut transaction, notice, by.actor).await?;
        mail::enqueue_shipped(&mut transaction, shop, order.id, &view, Told { everything: rest.is_empty(), again: None }).await?;
    }
    let entry = Entry {
        action: "order.ship",
        subject: &order.number,
        before: json!({ "state": order.state }),
        after: json!({ "state": state, "parcel": store::facts(&view), "pieces": view.pieces, "notified": form.notify }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    failpoint!("orders.hand_over.before_commit");
    transaction.commit().await?;
    failpoint!("orders.hand_over.committed");
    shop.work.notify_one();
    tracing::info!(order = number, parcel = view.number, complete = rest.is_empty(), "parcel handed over");
    Ok(view)
}

/// What goes into the parcel and what stays behind.
async fn choose(connection: &mut PgConnection, order: &LockedOrder, wanted: &[Pieces]) -> Result<(Vec<Pieces>, Vec<Pieces>)> {
    if !order.state.allows(OrderEvent::Ship) && order.state != OrderState::Shipped {
        return Err(Error::refused(OrderRefusal::WrongState { state: order.state }));
    }
    let left = left_to_send(&store::progress(connection, order.id).await?);
    let chosen = take(&left, wanted)
        .map_err(|short| Error::refused(OrderRefusal::TooManyPieces { position: short.position, left: short.quantity }))?;
    if chosen.0.is_empty() { Err(Error::refused(OrderRefusal::NothingToSend)) } else { Ok(chosen) }
}

/// What was asked for, as a hash: the same key with other contents is refused.
fn hash(number: &str, form: &HandOverForm) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(&(number, form)).map_err(|error| Error::Data(error.to_string()))?);
    Ok(hash.finalize().to_vec())
}
