//! Who uses the screens.

use serde::{Deserialize, Serialize};

use crate::accounts::{Permission, Role};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_add_up() {
        let me = Me { roles: vec![Role::Buyer, Role::Orders], ..Me::default() };
        assert!(me.may(Permission::Fulfil) && me.may(Permission::Buy) && !me.may(Permission::Refund));
    }
}
