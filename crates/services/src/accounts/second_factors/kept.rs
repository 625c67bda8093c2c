//! Recovery codes between the form that makes them and the page that shows them: a redirect leads there, and an address must not hold them. They wait in
//! the ephemeral store, sealed, for the session that made them.

use std::time::Duration;

use domain::ids::SessionId;

use crate::{
    error::{Error, Result},
    shop::Shop,
    vault::Purpose,
};

/// How long they can be looked at.
const LOOK: Duration = Duration::from_mins(10);

/// Keeps codes for a look at them.
pub async fn keep_recovery_codes(shop: &Shop, session: SessionId, codes: &[String]) -> Result<()> {
    let sealed = shop.vault.seal(&*shop.entropy, Purpose::RecoveryCodes, session.0, codes.join("\n").as_bytes())?;
    shop.ephemeral.put(&place(session), &sealed, LOOK).await?;
    Ok(())
}

/// The codes that a session made a moment ago; none once they are put away.
pub async fn kept_recovery_codes(shop: &Shop, session: SessionId) -> Result<Vec<String>> {
    let Some(entry) = shop.ephemeral.get(&place(session)).await? else { return Ok(Vec::new()) };
    let codes = shop.vault.open(Purpose::RecoveryCodes, session.0, &entry.value)?;
    let codes = String::from_utf8(codes).map_err(|_| Error::Data("recovery codes are text".into()))?;
    Ok(codes.lines().map(str::to_owned).collect())
}

/// Puts the codes away: their owner has them.
pub async fn forget_recovery_codes(shop: &Shop, session: SessionId) -> Result<()> {
    Ok(shop.ephemeral.delete(&place(session)).await?)
}

fn place(session: SessionId) -> String {
    format!("recovery:{session}")
}
