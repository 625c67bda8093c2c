//! Who is asking, for server functions and for what the screens leave out.

use domain::accounts::{Permission, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use site::load::Loading;

/// Who uses the screens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The address of the account.
    pub email: String,
    /// What they are in the shop.
    pub roles: Vec<Role>,
}

impl Me {
    /// Whether a role of theirs allows it, once everything is proved. What a screen leaves out by this is refused by the services as well.
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.iter().any(|role| role.allows(permission))
    }
}

/// Who uses the screens, under way.
#[derive(Clone, Copy)]
pub struct Asker(pub Loading<Me>);

/// Who uses the screens, under way.
pub fn use_asker() -> Loading<Me> {
    expect_context::<Asker>().0
}

#[cfg(feature = "ssr")]
mod asking {
    use std::sync::Arc;

    use domain::{accounts::Principal, failure::Failure};
    use services::{orders::Acting, shop::Shop};
    use site::{
        context::{self, Who},
        failure::{AppFailure, told},
    };

    /// Who is asking, with the shop that they ask.
    pub struct Staff {
        /// The shop.
        pub shop: Arc<Shop>,
        /// Who they are.
        pub who: Principal,
        /// The same, with where they ask from.
        pub by: Acting,
    }

    /// Who is asking. What they may do is for the services to say.
    ///
    /// # Errors
    /// [`Failure::Unauthenticated`] when nobody is logged in, [`Failure::Unavailable`] when nobody knows.
    pub fn staff() -> Result<Staff, AppFailure> {
        let who = match context::who() {
            Who::SignedIn(who) => who.principal,
            Who::Nobody => return Err(told(Failure::Unauthenticated)),
            Who::Unknown => return Err(told(Failure::Unavailable)),
        };
        Ok(Staff { shop: context::shop()?, who, by: Acting::staff(who, context::caller()?.address) })
    }
}

#[cfg(feature = "ssr")]
pub use asking::{Staff, staff};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_add_up() {
        let me = Me { roles: vec![Role::Buyer, Role::Orders], ..Me::default() };
        assert!(me.may(Permission::Fulfil) && me.may(Permission::Buy) && !me.may(Permission::Refund));
    }
}
