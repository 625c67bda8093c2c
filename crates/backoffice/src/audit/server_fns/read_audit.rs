use domain::backoffice::AuditList;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::audit::AuditSearch;

/// A page of the audit log.
#[server(prefix = "/fn", endpoint = "backoffice/audit", input = GetUrl)]
pub async fn read_audit(#[server(default)] search: AuditSearch) -> Result<AuditList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::audit_log::list(&asker.shop, asker.by, &search.query()).await)
}
