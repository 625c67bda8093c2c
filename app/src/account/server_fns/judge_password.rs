use domain::accounts::{Password, PasswordStrength};
use leptos::prelude::*;

use crate::failure::AppFailure;

/// How good a password would be, while it is typed. A POST, so that no log and no history gets to see it.
#[server(prefix = "/fn", endpoint = "account/password-strength")]
pub async fn judge_password(password: Password, email: String) -> Result<PasswordStrength, AppFailure> {
    let shop = crate::context::shop()?;
    crate::failure::answer(shop.passwords.strength(&password, &email).await)
}
