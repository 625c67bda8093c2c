use domain::ids::AccountId;
use leptos::prelude::*;
use site::failure::AppFailure;

use crate::customers::CustomerScreen;

/// Gives a role, or takes it.
#[server(prefix = "/fn", endpoint = "backoffice/customers/role")]
pub async fn change_role(account: AccountId, role: String, give: bool, back: String) -> Result<CustomerScreen, AppFailure> {
    let form = crate::orders::Form { name: "roles", done: "role-changed", back: &back, fields: &[] };
    form.lead(change(account, &role, give).await)
}

#[cfg(feature = "ssr")]
async fn change(account: AccountId, role: &str, give: bool) -> Result<CustomerScreen, AppFailure> {
    use domain::{
        accounts::Role,
        failure::{Failure, FieldError},
    };
    use services::accounts::roles::{self, RoleChange};

    let asker = crate::asker::staff()?;
    let role = Role::from_code(role).ok_or_else(|| AppFailure(Failure::Invalid(vec![FieldError::unknown("role")])))?;
    let change = if give { RoleChange::Give(role) } else { RoleChange::Take(role) };
    site::failure::answer(roles::change(&asker.shop, asker.by, account, change).await)?;
    crate::customers::screen(&asker, account.0, None).await
}
