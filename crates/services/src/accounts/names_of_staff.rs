use std::collections::HashMap;

use domain::{backoffice::Who, ids::AccountId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// How colleagues call those who stand in histories.
pub(crate) struct StaffNames(HashMap<Uuid, String>);

/// The names of those of the actors' codes that are staff's; see [`crate::orders::Actor::code`].
pub(crate) async fn names_of_staff(connection: &mut PgConnection, codes: impl Iterator<Item = &str>) -> Result<StaffNames> {
    let mut accounts: Vec<Uuid> = codes.filter_map(account_of).collect();
    accounts.sort_unstable();
    accounts.dedup();
    if accounts.is_empty() {
        return Ok(StaffNames(HashMap::new()));
    }
    let rows = sqlx::query!("SELECT account_id, display_name FROM accounts_staff WHERE account_id = ANY($1)", &accounts)
        .fetch_all(connection)
        .await?;
    Ok(StaffNames(rows.into_iter().map(|row| (row.account_id, row.display_name)).collect()))
}

impl StaffNames {
    /// Who a code means. One that nobody writes any more is the shop's own doing.
    pub fn who(&self, code: &str) -> Who {
        match code {
            "buyer" => Who::Buyer,
            "gateway" => Who::Gateway,
            "operator" => Who::Operator,
            code => match account_of(code) {
                Some(account) => Who::Staff { account: AccountId(account), name: self.0.get(&account).cloned().unwrap_or_default() },
                None => Who::Schedule,
            },
        }
    }
}

fn account_of(code: &str) -> Option<Uuid> {
    code.strip_prefix("staff:")?.parse().ok()
}
