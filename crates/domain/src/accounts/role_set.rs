//! Several roles at once.

use std::fmt;

use super::Role;

/// The roles of one account: a set, small enough to be copied wherever somebody's name goes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Roles(u8);

impl Roles {
    /// None at all.
    pub const NONE: Self = Self(0);

    /// These.
    pub const fn of(roles: &[Role]) -> Self {
        let mut set = Self::NONE;
        let mut index = 0;
        while index < roles.len() {
            set.0 |= bit(roles[index]);
            index += 1;
        }
        set
    }

    /// Whether a role is among them.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & bit(role) != 0
    }

    /// Each of them, in the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.contains(*role))
    }
}

/// A role's place in the set.
const fn bit(role: Role) -> u8 {
    match role {
        Role::Buyer => 1,
        Role::Catalogue => 1 << 1,
        Role::Orders => 1 << 2,
        Role::Support => 1 << 3,
        Role::Accounting => 1 << 4,
        Role::Admin => 1 << 5,
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<Iter: IntoIterator<Item = Role>>(roles: Iter) -> Self {
        roles.into_iter().fold(Self::NONE, |set, role| Self(set.0 | bit(role)))
    }
}

impl fmt::Debug for Roles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        for one in Role::ALL {
            let set = Roles::of(&[one, one]);
            assert_eq!(set.iter().collect::<Vec<_>>(), [one]);
            assert!(Role::ALL.into_iter().all(|other| set.contains(other) == (other == one)));
        }
        assert_eq!(Roles::of(&Role::ALL), Role::ALL.into_iter().collect());
        assert_eq!(Roles::NONE.iter().count(), 0);
        assert_eq!(format!("{:?}", Roles::of(&[Role::Admin, Role::Buyer])), "{Buyer, Admin}");
    }
}
