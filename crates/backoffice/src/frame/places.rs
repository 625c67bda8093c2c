//! The screens that can be gone to.

use domain::{accounts::Permission, backoffice::Me};
use ui::Shape;

use crate::text::Texts;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its address.
    pub path: &'static str,
    /// Its words.
    pub words: &'static str,
    /// Its sign.
    pub shape: Shape,
    /// The keys that lead there.
    pub keys: &'static [&'static str],
    /// What somebody has to be allowed for it to be of use, if anything.
    needs: Option<Permission>,
}

/// All screens, in the order of the navigation.
const fn all(t: &'static Texts) -> [Place; 15] {
    [
        Place { path: "/backoffice", words: t.frame.home, shape: Shape::House, keys: &["g", "h"], needs: None },
        Place {
            path: "/backoffice/orders",
            words: t.frame.orders,
            shape: Shape::List,
            keys: &["g", "o"],
            needs: Some(Permission::SeeOrders),
        },
        Place {
            path: "/backoffice/products",
            words: t.frame.products,
            shape: Shape::Bag,
            keys: &["g", "p"],
            needs: Some(Permission::EditCatalogue),
        },
        Place {
            path: "/backoffice/collections",
            words: t.collections.title,
            shape: Shape::Layers,
            keys: &["g", "l"],
            needs: Some(Permission::EditCatalogue),
        },
        Place {
            path: "/backoffice/stock",
            words: t.frame.stock,
            shape: Shape::Shelf,
            keys: &["g", "s"],
            needs: Some(Permission::BookStock),
        },
        Place {
            path: "/backoffice/vouchers",
            words: t.frame.vouchers,
            shape: Shape::Label,
            keys: &["g", "v"],
            needs: Some(Permission::IssueCodes),
        },
        Place {
            path: "/backoffice/gift-cards",
            words: t.frame.gift_cards,
            shape: Shape::Gift,
            keys: &["g", "f"],
            needs: Some(Permission::HandleGiftCards),
        },
        Place {
            path: "/backoffice/delivery",
            words: t.frame.delivery,
            shape: Shape::Parcel,
            keys: &["g", "d"],
            needs: Some(Permission::SetDelivery),
        },
        Place {
            path: crate::imports::TABLE,
            words: t.imports.title,
            shape: Shape::Plus,
            keys: &["g", "i"],
            needs: Some(Permission::Import),
        },
        Place {
            path: crate::earlier::TABLE,
            words: t.earlier.title,
            shape: Shape::Clock,
            keys: &["g", "e"],
            needs: Some(Permission::SeeOrders),
        },
        Place {
            path: "/backoffice/customers",
            words: t.frame.customers,
            shape: Shape::Person,
            keys: &["g", "c"],
            needs: Some(Permission::SeeAccounts),
        },
        Place {
            path: "/backoffice/mail",
            words: t.frame.mail,
            shape: Shape::Letter,
            keys: &["g", "m"],
            needs: Some(Permission::SeeOrders),
        },
        Place {
            path: "/backoffice/vat",
            words: t.frame.vat,
            shape: Shape::Percent,
            keys: &["g", "t"],
            needs: Some(Permission::SetVatRates),
        },
        Place {
            path: "/backoffice/audit",
            words: t.frame.audit,
            shape: Shape::Journal,
            keys: &["g", "a"],
            needs: Some(Permission::SeeAuditLog),
        },
        Place {
            path: "/backoffice/settings",
            words: t.settings.title,
            shape: Shape::Sliders,
            keys: &["g", "k"],
            needs: Some(Permission::ChangeSettings),
        },
    ]
}

/// The screens that are of use to somebody.
pub fn places(t: &'static Texts, me: &Me) -> Vec<Place> {
    all(t).into_iter().filter(|place| place.needs.is_none_or(|needed| me.may(needed))).collect()
}

#[cfg(test)]
mod tests {
    use domain::{accounts::Role, language::Language};

    use super::*;
    use crate::text::texts;

    #[test]
    fn a_role_sees_what_it_may_use() {
        let paths = |role| {
            let me = Me { roles: vec![role], ..Me::default() };
            places(texts(Language::De), &me).into_iter().map(|place| place.path).collect::<Vec<_>>()
        };
        assert_eq!(
            paths(Role::Catalogue),
            [
                "/backoffice",
                "/backoffice/products",
                "/backoffice/collections",
                "/backoffice/stock",
                "/backoffice/vouchers",
                "/backoffice/gift-cards",
                "/backoffice/imports"
            ]
        );
        assert_eq!(
            paths(Role::Orders),
            [
                "/backoffice",
                "/backoffice/orders",
                "/backoffice/stock",
                "/backoffice/delivery",
                "/backoffice/earlier-orders",
                "/backoffice/mail"
            ]
        );
        assert_eq!(paths(Role::Admin), ["/backoffice", "/backoffice/customers", "/backoffice/audit", "/backoffice/settings"]);
        assert_eq!(
            paths(Role::Accounting),
            [
                "/backoffice",
                "/backoffice/orders",
                "/backoffice/vouchers",
                "/backoffice/gift-cards",
                "/backoffice/imports",
                "/backoffice/earlier-orders",
                "/backoffice/mail",
                "/backoffice/vat",
                "/backoffice/audit"
            ]
        );
    }
}
