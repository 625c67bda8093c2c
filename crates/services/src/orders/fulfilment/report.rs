use domain::{
    accounts::Permission,
    orders::{OrderRefusal, ParcelEvent, ParcelView},
};
use uuid::Uuid;

use super::{
    super::{
        Acting,
        lock::lock,
        parts_history::{Kind, Part},
    },
    store,
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    shop::Shop,
};

/// Writes down what became of a parcel: it arrived, is lost, or came back. The pieces of one that came back are left to send again.
///
/// For staff who may [`Permission::Fulfil`] and who saw the order as it is, if they saw it. Refused when the parcel's state does not allow it; handing
/// over has a verb of its own.
pub async fn report(shop: &Shop, by: impl Into<Acting>, parcel: Uuid, event: ParcelEvent) -> Result<ParcelView> {
    let by = by.into();
    by.may(Permission::Fulfil)?;
    if event == ParcelEvent::HandOver {
        return Err(Error::refused(OrderRefusal::NotNow));
    }
    let order = store::order_of(&shop.pool, parcel).await?;
    let mut transaction = shop.begin().await?;
    let locked = lock(&mut transaction, order).await?;
    by.check(order, locked.version)?;
    let before = store::parcel(&mut transaction, order, parcel).await?;
    let part = Part { kind: Kind::Parcel, order, id: parcel, number: i32::try_from(before.number).unwrap_or(0) };
    let after = store::step(&mut transaction, part, before.state, event, by.actor).await?;
    let state = after.ok_or_else(|| Error::refused(OrderRefusal::NotNow))?;
    let view = ParcelView { state, ..before.clone() };
    let entry = Entry { action: "parcel.report", subject: &locked.number, before: store::facts(&before), after: store::facts(&view) };
    audit_log::write(&mut transaction, by, entry).await?;
    transaction.commit().await?;
    Ok(view)
}
