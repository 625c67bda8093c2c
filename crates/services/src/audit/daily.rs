use super::run;
use crate::{error::Result, mail, shop::Shop};

/// Runs the audit and calls staff when something is off, once a day at most; answers how many things are.
pub async fn daily(shop: &Shop) -> Result<u64> {
    let report = run(shop).await?;
    let findings = report.findings();
    if findings > 0 {
        let day = shop.clock.now().date_naive();
        let text = format!("The books do not agree in {findings} places.\n\n{report}");
        let mut connection = shop.pool.acquire().await?;
        mail::alert_staff(&mut connection, shop, &format!("audit/{day}"), "The audit has found something", &text).await?;
        shop.work.notify_one();
    }
    Ok(u64::try_from(findings).unwrap_or(u64::MAX))
}
