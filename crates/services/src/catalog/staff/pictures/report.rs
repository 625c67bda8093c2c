//! What became of files that a plain form sent: it is told on the page that the form leads to. Names of files are not for an address, which anybody can write.

use std::time::Duration;

use domain::{accounts::Permission, backoffice::UploadReport, ids::ProductId};

use crate::{orders::Acting, shop::Shop};

/// How long it is kept.
const KEPT: Duration = Duration::from_hours(1);

/// Everybody has a report of their own.
fn key(by: Acting, product: ProductId) -> String {
    format!("picture-report:{}:{product}", by.actor.code())
}

/// Keeps what became of the files of somebody who may send them. It may be lost.
pub async fn keep_report(shop: &Shop, by: impl Into<Acting>, product: ProductId, report: &UploadReport) {
    let by = by.into();
    let (Ok(()), Ok(value)) = (by.may(Permission::EditCatalogue), serde_json::to_vec(report)) else { return };
    if let Err(error) = shop.ephemeral.put(&key(by, product), &value, KEPT).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "what became of pictures is not kept");
    }
}

/// What became of the files that the same one sent last; none when there is none, or when the store does not answer.
pub async fn report(shop: &Shop, by: impl Into<Acting>, product: ProductId) -> Option<UploadReport> {
    match shop.ephemeral.get(&key(by.into(), product)).await {
        Ok(entry) => entry.and_then(|entry| serde_json::from_slice(&entry.value).ok()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "what became of pictures is not read");
            None
        }
    }
}
