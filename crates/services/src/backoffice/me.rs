use domain::{accounts::Principal, backoffice::Me};

use crate::{
    accounts,
    error::{Error, Result},
    shop::Shop,
};

/// Who uses the staff's screens: their own address and roles, so that a screen leaves out what would be refused. It holds nothing of the shop's, so that
/// staff who have yet to show their second factor get it too and are told what to do.
///
/// # Errors
/// [`Error::Forbidden`] for those who are no staff.
pub async fn me(shop: &Shop, who: &Principal) -> Result<Me> {
    if !who.is_staff() {
        return Err(Error::Forbidden);
    }
    let account = accounts::account(shop, who).await?;
    Ok(Me { email: account.email, roles: who.roles.iter().collect() })
}
