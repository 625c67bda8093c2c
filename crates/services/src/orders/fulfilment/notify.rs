use domain::{
    accounts::Permission,
    backoffice::{NoticePreview, StaffRefusal},
    failure::FieldError,
    orders::{OrderRefusal, ParcelState, ParcelView, left_to_send},
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    super::{
        Acting, Actor,
        lock::lock,
        parts_history::{self, Kind, Part, Step},
    },
    store,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    mail::{self, Told},
    shop::Shop,
};

/// A mail that tells a buyer of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// Made by the form.
    pub key: Uuid,
    pub parcel: Uuid,
    /// Whether the buyer had been told before.
    pub is_repeated: bool,
}

/// Tells the buyer of a parcel that went out without a mail; answers whether a mail was written now. Each parcel has one mail, however often this
/// is asked for.
///
/// For staff who may [`Permission::Fulfil`]. Refused for a parcel that is not on its way.
pub async fn notify(shop: &Shop, by: impl Into<Acting>, parcel: Uuid) -> Result<bool> {
    match send_notice(shop, by, parcel, shop.new_key(), false).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(domain::failure::Refusal::Staff(StaffRefusal::NotifiedBefore))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Tells the buyer of a parcel, once; `again` tells them once more, which is a decision of its own. The same key again is the same mail.
///
/// For staff who may [`Permission::Fulfil`] and who saw the order as it is, if they saw it.
///
/// # Errors
/// [`StaffRefusal::NotifiedBefore`] when they were told before and it is not to be done again, [`StaffRefusal::RequestReused`] for the key of another
/// parcel's mail, [`OrderRefusal::NotNow`] for a parcel that is not on its way.
pub async fn send_notice(shop: &Shop, by: impl Into<Acting>, parcel: Uuid, key: Uuid, again: bool) -> Result<()> {
    let by = by.into();
    by.may(Permission::Fulfil)?;
    if key.is_nil() {
        return Err(Error::Invalid(vec![FieldError::required("key")]));
    }
    let order = store::order_of(&shop.pool, parcel).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    if let Some(known) = parcel_of_key(&mut transaction, key).await? {
        return if known == parcel { Ok(()) } else { Err(Error::refused(StaffRefusal::RequestReused)) };
    }
    let view = store::parcel(&mut transaction, order, parcel).await?;
    let before = store::notified_at(&mut transaction, parcel).await?;
    if before.is_some() && !again {
        return Err(Error::refused(StaffRefusal::NotifiedBefore));
    }
    by.check(order, locked.version)?;
    if view.state != ParcelState::HandedOver {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let notice = Notice { key, parcel, is_repeated: before.is_some() };
    note(&mut transaction, notice, by.actor).await?;
    let (number, state) = (i32::try_from(view.number).unwrap_or(0), view.state.code());
    let part = Part { kind: Kind::Parcel, order, id: parcel, number };
    parts_history::write(&mut transaction, part, Step { event: "notify", before: Some(state), after: state }, by.actor).await?;
    let told = Told { everything: is_last(&mut transaction, order).await?, again: Some(key).filter(|_| notice.is_repeated) };
    mail::enqueue_shipped(&mut transaction, shop, order, &view, told).await?;
    let entry = Entry {
        action: "parcel.notify",
        subject: &locked.number,
        before: json!({ "parcel": view.number, "notified": before }),
        after: json!({ "parcel": view.number, "again": notice.is_repeated }),
    };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    shop.work.notify_one();
    Ok(())
}

/// The mail about a parcel as it would be sent now. For staff who may [`Permission::Fulfil`].
///
/// # Errors
/// As of [`Actor::may`]; [`Error::NotFound`] without such a parcel.
pub async fn preview(shop: &Shop, by: impl Into<Acting>, parcel: Uuid) -> Result<NoticePreview> {
    by.into().may(Permission::Fulfil)?;
    let order = store::order_of(&shop.pool, parcel).await?;
    // What is read belongs together: the version is that of what is shown.
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    let view: ParcelView = store::parcel(&mut transaction, order, parcel).await?;
    let sent_at = store::notified_at(&mut transaction, parcel).await?;
    let everything = is_last(&mut transaction, order).await?;
    let mail = mail::preview_shipped(&mut transaction, shop, order, &view, everything).await?;
    transaction.rollback().await?;
    Ok(NoticePreview {
        parcel,
        version: locked.version,
        recipient: mail.recipient,
        language: mail.language,
        subject: mail.subject,
        text: mail.text,
        sent_at,
    })
}

/// Writes down that a mail about a parcel is sent, in the transaction that sends it. The database refuses a second first one.
pub(super) async fn note(connection: &mut PgConnection, notice: Notice, actor: Actor) -> Result<()> {
    sqlx::query!(
        "INSERT INTO orders_notices (request_key, parcel_id, is_repeated, actor) VALUES ($1, $2, $3, $4)",
        notice.key,
        notice.parcel,
        notice.is_repeated,
        actor.code()
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("UPDATE orders_parcels SET notified_at = coalesce(notified_at, now()) WHERE id = $1", notice.parcel)
        .execute(connection)
        .await?;
    Ok(())
}

async fn parcel_of_key(connection: &mut PgConnection, key: Uuid) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("SELECT parcel_id FROM orders_notices WHERE request_key = $1", key).fetch_optional(connection).await?)
}

/// Whether nothing of the order is left to send.
async fn is_last(connection: &mut PgConnection, order: Uuid) -> Result<bool> {
    Ok(left_to_send(&store::progress(connection, order).await?).is_empty())
}
