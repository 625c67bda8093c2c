use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::NoticeScreen;

/// The mail about a parcel as it would go out now. Nothing is sent.
#[server(prefix = "/fn", endpoint = "backoffice/orders/notice", input = GetUrl)]
pub async fn read_notice(parcel: String) -> Result<NoticeScreen, AppFailure> {
    use domain::failure::Failure;
    use site::failure::{answer, told};

    let asker = crate::asker::staff()?;
    let parcel = parcel.parse().map_err(|_| told(Failure::NotFound))?;
    let notice = answer(services::backoffice::orders::preview(&asker.shop, asker.by, parcel).await)?;
    Ok(NoticeScreen { notice, key: asker.shop.new_key() })
}
