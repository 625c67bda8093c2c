use std::{sync::Arc, time::Duration};

use domain::settings::{SettingFault, check_settings};

use super::store;
use crate::{error::Result, pool::Pool, shop::Shop};

/// How often a process reads the row: so long, at most, another node's change is not known.
const EVERY: Duration = Duration::from_secs(1);

/// Reads the row and lets it hold from now on. What is wrong with it by rules that came after it is passed over and told in the log, once: a shop sells on
/// rather than not start.
///
/// # Errors
/// When the database does not answer; what was read before goes on to hold.
pub async fn refresh(shop: &Shop) -> Result<()> {
    let row = store::read(&shop.pool).await?;
    for fault in shop.kept_settings.keep(row.version, &row.values) {
        let (setting, problem, remedy) = (fault.setting.code(), fault.problem(), fault.remedy());
        tracing::warn!(setting, problem, remedy, "a setting is passed over: set it anew at /backoffice/settings");
    }
    Ok(())
}

/// What is wrong with the settings as they are stored, and passed over.
///
/// # Errors
/// When the database does not answer.
pub async fn faults(shop: &Shop) -> Result<Vec<SettingFault>> {
    let (kept, row) = (&shop.kept_settings, store::read(&shop.pool).await?);
    Ok(check_settings(&kept.operator().over(&row.values), kept.production()))
}

/// Whether the database's locale knows letters beyond those of English, as searches need it: one of locale `C` takes Ä and ä for two letters.
///
/// # Errors
/// When the database does not answer.
pub async fn knows_letters(pool: &Pool) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT lower('Ä') = 'ä' AS "knows!""#).fetch_one(pool).await?)
}

/// Reads the row again and again, until it is given up.
pub async fn follow(shop: Arc<Shop>) {
    let mut is_silent = false;
    loop {
        tokio::time::sleep(EVERY).await;
        match refresh(&shop).await {
            Ok(()) => is_silent = false,
            // Once for each silence.
            Err(error) if !is_silent => {
                is_silent = true;
                tracing::warn!(error = &error as &dyn std::error::Error, "settings are not read; what was read before holds");
            }
            Err(_) => {}
        }
    }
}
