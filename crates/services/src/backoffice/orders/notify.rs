use domain::backoffice::{NoticePreview, NotifyRequest};
use uuid::Uuid;

use crate::{
    error::Result,
    orders::{Acting, fulfilment},
    shop::Shop,
};

/// The mail about a parcel as its buyer would get it now, to be looked at before it is sent.
///
/// # Errors
/// As of [`fulfilment::preview`].
pub async fn preview(shop: &Shop, by: impl Into<Acting>, parcel: Uuid) -> Result<NoticePreview> {
    fulfilment::preview(shop, by, parcel).await
}

/// Tells the buyer of a parcel, for somebody who saw the mail: its preview names the order's version, and a mail that would say something else by now is
/// not sent.
///
/// # Errors
/// As of [`fulfilment::send_notice`]; [`StaffRefusal::Changed`](domain::backoffice::StaffRefusal::Changed) when the order has moved on.
pub async fn notify(shop: &Shop, by: impl Into<Acting>, request: &NotifyRequest) -> Result<()> {
    let by = by.into().who_saw(request.order, request.version);
    fulfilment::send_notice(shop, by, request.parcel, request.key, request.again).await
}
