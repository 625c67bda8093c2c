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

const fn place(path: &'static str, words: &'static str, shape: Shape, keys: &'static [&'static str], needs: Option<Permission>) -> Place {
    Place { path, words, shape, keys, needs }
}

/// All screens, in the order of the navigation.
const fn all(t: &'static Texts) -> [Place; 15] {
    [
        place("/backoffice", t.frame.home, Shape::House, &["g", "h"], None),
        place("/backoffice/orders", t.frame.orders, Shape::List, &["g", "o"], Some(Permission::SeeOrders)),
        place("/backoffice/products", t.frame.products, Shape::Bag, &["g", "p"], Some(Permission::EditCatalogue)),
        place("/backoffice/collections", t.collections.title, Shape::Layers, &["g", "l"], Some(Permission::EditCatalogue)),
        place("/backoffice/stock", t.frame.stock, Shape::Shelf, &["g", "s"], Some(Permission::BookStock)),
        place("/backoffice/vouchers", t.frame.vouchers, Shape::Label, &["g", "v"], Some(Permission::IssueCodes)),
        place("/backoffice/gift-cards", t.frame.gift_cards, Shape::Gift, &["g", "f"], Some(Permission::HandleGiftCards)),
        place("/backoffice/delivery", t.frame.delivery, Shape::Parcel, &["g", "d"], Some(Permission::SetDelivery)),
        place(crate::imports::TABLE, t.imports.title, Shape::Plus, &["g", "i"], Some(Permission::Import)),
        place(crate::earlier::TABLE, t.earlier.title, Shape::Clock, &["g", "e"], Some(Permission::SeeOrders)),
        place("/backoffice/customers", t.frame.customers, Shape::Person, &["g", "c"], Some(Permission::SeeAccounts)),
        place("/backoffice/mail", t.frame.mail, Shape::Letter, &["g", "m"], Some(Permission::SeeOrders)),
        place("/backoffice/vat", t.frame.vat, Shape::Percent, &["g", "t"], Some(Permission::SetVatRates)),
        place("/backoffice/audit", t.frame.audit, Shape::Journal, &["g", "a"], Some(Permission::SeeAuditLog)),
        place("/backoffice/settings", t.settings.title, Shape::Sliders, &["g", "k"], Some(Permission::ChangeSettings)),
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
