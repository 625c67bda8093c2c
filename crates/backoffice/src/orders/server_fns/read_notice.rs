use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::NoticeScreen;

/// The mail about a parcel as it would go out now. Nothing is sent.
#[server(prefix = "/fn", endpoint = "backoffice/orders/notice", input = GetUrl)]
pub async fn read_notice(order: String, parcel: String) -> Result<NoticeScreen, AppFailure> {
    use domain::failure::Failure;
    use site::failure::{answer, told};

    let asker = crate::asker::staff()?;
    let lost = |_| told(Failure::NotFound);
    let (order, parcel) = (order.parse().map_err(lost)?, parcel.parse().map_err(lost)?);
    let notice = answer(services::backoffice::preview_notice(&asker.shop, asker.by, order, parcel).await)?;
    Ok(NoticeScreen { notice, key: asker.shop.new_key() })
}
