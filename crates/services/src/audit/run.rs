use super::Report;
use crate::{accounts, audit_log, catalog, error::Result, mail, orders, payments, shop::Shop, stock};

/// Checks all invariants at one moment, without locking anything.
pub async fn run(shop: &Shop) -> Result<Report> {
    let mut snapshot = shop.begin_snapshot().await?;
    let mut checks = catalog::audit(&mut snapshot).await?;
    checks.extend(stock::audit(&mut snapshot).await?);
    checks.extend(orders::audit(&mut snapshot).await?);
    checks.extend(payments::audit(&mut snapshot).await?);
    checks.extend(mail::audit(&mut snapshot).await?);
    checks.extend(accounts::audit(&mut snapshot).await?);
    checks.extend(audit_log::audit(&mut snapshot).await?);
    snapshot.rollback().await?;
    Ok(Report { checks })
}
