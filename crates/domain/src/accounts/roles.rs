//! What people are in the shop.

use serde::{Deserialize, Serialize};

/// What somebody is in the shop. Each account has any number of them, none included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Buys.
    Buyer,
    /// Sees to products, prices and stock.
    Catalogue,
    /// Sends goods and takes them back.
    Orders,
    /// Helps buyers.
    Support,
    /// Sees to money.
    Accounting,
    /// Says who is what.
    Admin,
}

/// What happens to somebody's roles. What has to happen with it follows in the same transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoleEvent {
    /// The account has the role from now on.
    RoleGiven(Role),
    /// The account has it no more.
    RoleTaken(Role),
}

/// What the shop keeps of somebody because of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Profile {
    /// A buyer's: the customer's number.
    Buyer,
    /// Of staff, whatever their roles: how colleagues call them.
    Staff,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] = [Self::Buyer, Self::Catalogue, Self::Orders, Self::Support, Self::Accounting, Self::Admin];

    /// The name in the database and for commands.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Catalogue => "catalogue",
            Self::Orders => "orders",
            Self::Support => "support",
            Self::Accounting => "accounting",
            Self::Admin => "admin",
        }
    }

    /// The role of a name, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The profile that goes with it.
    pub const fn profile(self) -> Profile {
        match self {
            Self::Buyer => Profile::Buyer,
            Self::Catalogue | Self::Orders | Self::Support | Self::Accounting | Self::Admin => Profile::Staff,
        }
    }

    /// Whether it is one of the shop's own people, who need a second factor.
    pub const fn is_staff(self) -> bool {
        matches!(self.profile(), Profile::Staff)
    }
}

impl RoleEvent {
    /// The name in the database: `role_given`, `role_taken`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RoleGiven(_) => "role_given",
            Self::RoleTaken(_) => "role_taken",
        }
    }

    /// Which role.
    pub const fn role(self) -> Role {
        match self {
            Self::RoleGiven(role) | Self::RoleTaken(role) => role,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.code()));
        }
        assert_eq!(Role::from_code("Admin"), None);
    }

    #[test]
    fn buyers_are_no_staff() {
        let staff: Vec<Role> = Role::ALL.into_iter().filter(|role| role.is_staff()).collect();
        assert_eq!(staff, [Role::Catalogue, Role::Orders, Role::Support, Role::Accounting, Role::Admin]);
    }
}
