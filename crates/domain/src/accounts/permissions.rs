//! What each role may do. docs/permissions.md shows this table.

use serde::{Deserialize, Serialize};

use super::Role;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Look after one's own account: password, address, second factors, sessions, one's own data.
    OwnAccount,
    /// Buy with the account: its cart, its address book, its orders.
    Buy,
    /// Change products, prices and pictures.
    EditCatalogue,
    /// Book stock in and correct it.
    BookStock,
    /// See all orders, with who ordered what.
    SeeOrders,
    /// Hand parcels over and say what became of them.
    Fulfil,
    /// Decide about returns, receive and close them.
    HandleReturns,
    /// Call orders off.
    CancelOrders,
    /// Give money back.
    Refund,
    /// See payments, and what of them needs a person.
    SeePayments,
    /// Decide about payments in quarantine; book transfers.
    BookPayments,
    /// Make, change and end vouchers; issue gift cards.
    IssueCodes,
    /// See gift cards with what moved them; block them and set them free.
    HandleGiftCards,
    /// Correct what is on a gift card.
    CorrectGiftCards,
    /// See who has accounts, and who tried to log in.
    SeeAccounts,
    /// Log somebody out everywhere, and send them a link for a new password.
    AssistAccounts,
    /// Close an account so that it is erased; take one account into another.
    CloseAccounts,
    /// Give and take roles; invite staff.
    GiveRoles,
    /// Take data out of the shop in bulk.
    Export,
    /// See what staff did, and when.
    SeeAuditLog,
    /// Set delivery methods and their fees.
    SetDelivery,
    /// Enter VAT rates before their day comes.
    SetVatRates,
    /// See and change the shop's settings.
    ChangeSettings,
    /// Say to which account transfers go.
    ChangeAccount,
    /// Bring data into the shop in bulk, and take it back.
    Import,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 25] = [
        Self::OwnAccount,
        Self::Buy,
        Self::EditCatalogue,
        Self::BookStock,
        Self::SeeOrders,
        Self::Fulfil,
        Self::HandleReturns,
        Self::CancelOrders,
        Self::Refund,
        Self::SeePayments,
        Self::BookPayments,
        Self::IssueCodes,
        Self::HandleGiftCards,
        Self::CorrectGiftCards,
        Self::SeeAccounts,
        Self::AssistAccounts,
        Self::CloseAccounts,
        Self::GiveRoles,
        Self::Export,
        Self::SeeAuditLog,
        Self::SetDelivery,
        Self::SetVatRates,
        Self::ChangeSettings,
        Self::ChangeAccount,
        Self::Import,
    ];

    /// The name in logs and documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnAccount => "own_account",
            Self::Buy => "buy",
            Self::EditCatalogue => "edit_catalogue",
            Self::BookStock => "book_stock",
            Self::SeeOrders => "see_orders",
            Self::Fulfil => "fulfil",
            Self::HandleReturns => "handle_returns",
            Self::CancelOrders => "cancel_orders",
            Self::Refund => "refund",
            Self::SeePayments => "see_payments",
            Self::BookPayments => "book_payments",
            Self::IssueCodes => "issue_codes",
            Self::HandleGiftCards => "handle_gift_cards",
            Self::CorrectGiftCards => "correct_gift_cards",
            Self::SeeAccounts => "see_accounts",
            Self::AssistAccounts => "assist_accounts",
            Self::CloseAccounts => "close_accounts",
            Self::GiveRoles => "give_roles",
            Self::Export => "export",
            Self::SeeAuditLog => "see_audit_log",
            Self::SetDelivery => "set_delivery",
            Self::SetVatRates => "set_vat_rates",
            Self::ChangeSettings => "change_settings",
            Self::ChangeAccount => "change_account",
            Self::Import => "import",
        }
    }

    /// What it lets somebody do, for the document.
    pub const fn about(self) -> &'static str {
        match self {
            Self::OwnAccount => "one's own password, address, second factors, sessions and data",
            Self::Buy => "an account's cart, address book and orders",
            Self::EditCatalogue => "change products, prices and pictures",
            Self::BookStock => "book stock in and correct it",
            Self::SeeOrders => "see all orders, with who ordered what",
            Self::Fulfil => "hand parcels over and say what became of them",
            Self::HandleReturns => "decide about returns, receive and close them",
            Self::CancelOrders => "call orders off",
            Self::Refund => "give money back",
            Self::SeePayments => "see payments, and what of them needs a person",
            Self::BookPayments => "decide about payments in quarantine, book transfers",
            Self::IssueCodes => "make, change and end vouchers, issue gift cards",
            Self::HandleGiftCards => "see gift cards and what moved them, block them and set them free",
            Self::CorrectGiftCards => "correct what is on a gift card",
            Self::SeeAccounts => "see who has accounts, and who tried to log in",
            Self::AssistAccounts => "log somebody out everywhere, send a link for a new password",
            Self::CloseAccounts => "close accounts for erasure, merge accounts of one person",
            Self::GiveRoles => "give and take roles, invite staff",
            Self::Export => "take data out of the shop in bulk",
            Self::SeeAuditLog => "see what staff did, and when",
            Self::SetDelivery => "set delivery methods and their fees",
            Self::SetVatRates => "enter VAT rates before their day comes",
            Self::ChangeSettings => "see and change the shop's settings",
            Self::ChangeAccount => "say to which account transfers go",
            Self::Import => "bring products or orders of an earlier shop into the shop in bulk",
        }
    }

    /// Whether it is about more than what is one's own, so that a password alone is not enough for it.
    pub const fn is_staffs(self) -> bool {
        match self {
            Self::OwnAccount | Self::Buy => false,
            Self::EditCatalogue
            | Self::BookStock
            | Self::SeeOrders
            | Self::Fulfil
            | Self::HandleReturns
            | Self::CancelOrders
            | Self::Refund
            | Self::SeePayments
            | Self::BookPayments
            | Self::IssueCodes
            | Self::HandleGiftCards
            | Self::CorrectGiftCards
            | Self::SeeAccounts
            | Self::AssistAccounts
            | Self::CloseAccounts
            | Self::GiveRoles
            | Self::Export
            | Self::SeeAuditLog
            | Self::SetDelivery
            | Self::SetVatRates
            | Self::ChangeSettings
            | Self::ChangeAccount
            | Self::Import => true,
        }
    }

    /// Whether who is asking has to have proved it just now: what gives money or data away, or the power to do so.
    pub const fn needs_step_up(self) -> bool {
        match self {
            Self::Refund | Self::CorrectGiftCards | Self::CloseAccounts | Self::GiveRoles | Self::Export | Self::ChangeAccount => true,
            Self::OwnAccount
            | Self::Buy
            | Self::EditCatalogue
            | Self::BookStock
            | Self::SeeOrders
            | Self::Fulfil
            | Self::HandleReturns
            | Self::CancelOrders
            | Self::SeePayments
            | Self::BookPayments
            | Self::IssueCodes
            | Self::HandleGiftCards
            | Self::SeeAccounts
            | Self::AssistAccounts
            | Self::SeeAuditLog
            | Self::SetDelivery
            | Self::SetVatRates
            | Self::ChangeSettings
            | Self::Import => false,
        }
    }
}

impl Role {
    /// Whether the role is enough for it.
    ///
    /// An administrator says who may do what, and may do little else: whoever gives roles should not be the one who gives money back.
    pub const fn allows(self, permission: Permission) -> bool {
        match permission {
            Permission::OwnAccount => true,
            Permission::Buy => matches!(self, Self::Buyer),
            Permission::EditCatalogue => matches!(self, Self::Catalogue),
            Permission::BookStock => matches!(self, Self::Catalogue | Self::Orders),
            Permission::SeeOrders => matches!(self, Self::Orders | Self::Support | Self::Accounting),
            // Who hands parcels over knows what carriers take and what they charge.
            Permission::Fulfil | Permission::SetDelivery => matches!(self, Self::Orders),
            Permission::HandleReturns | Permission::CancelOrders => matches!(self, Self::Orders | Self::Support),
            Permission::Refund | Permission::SeePayments => matches!(self, Self::Support | Self::Accounting),
            Permission::IssueCodes => matches!(self, Self::Catalogue | Self::Accounting),
            // Whoever issues cards sees them, and whoever hears that one was lost or stolen can block it at once.
            Permission::HandleGiftCards => matches!(self, Self::Catalogue | Self::Support | Self::Accounting),
            // What moves the books, and the rates of tax: only those who keep them and answer for the tax, and not those who are asked for money.
            Permission::BookPayments | Permission::CorrectGiftCards | Permission::SetVatRates => matches!(self, Self::Accounting),
            Permission::SeeAccounts | Permission::AssistAccounts | Permission::CloseAccounts => matches!(self, Self::Support | Self::Admin),
            // Who the shop is and how it runs belongs to whoever is responsible for it. Whoever can set where money goes books none of it.
            Permission::GiveRoles | Permission::ChangeSettings | Permission::ChangeAccount => matches!(self, Self::Admin),
            // Of what one may see: each export asks for that as well.
            Permission::Export => matches!(self, Self::Catalogue | Self::Accounting | Self::Admin),
            // Of what one may change or answers for: the catalogue's goods, and the past in the books. Each file asks for that as well.
            Permission::Import => matches!(self, Self::Catalogue | Self::Accounting),
            // Who looks over the shoulders of staff is not only who gives them their roles.
            Permission::SeeAuditLog => matches!(self, Self::Accounting | Self::Admin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(role: Role) -> Vec<Permission> {
        Permission::ALL.into_iter().filter(|permission| role.allows(*permission)).collect()
    }

    /// The whole table, written out a second time by hand.
    #[test]
    fn every_role_and_permission() {
        use Permission as P;
        assert_eq!(of(Role::Buyer), [P::OwnAccount, P::Buy]);
        assert_eq!(
            of(Role::Catalogue),
            [P::OwnAccount, P::EditCatalogue, P::BookStock, P::IssueCodes, P::HandleGiftCards, P::Export, P::Import]
        );
        assert_eq!(
            of(Role::Orders),
            [P::OwnAccount, P::BookStock, P::SeeOrders, P::Fulfil, P::HandleReturns, P::CancelOrders, P::SetDelivery]
        );
        assert_eq!(
            of(Role::Support),
            [
                P::OwnAccount,
                P::SeeOrders,
                P::HandleReturns,
                P::CancelOrders,
                P::Refund,
                P::SeePayments,
                P::HandleGiftCards,
                P::SeeAccounts,
                P::AssistAccounts,
                P::CloseAccounts
            ]
        );
        assert_eq!(
            of(Role::Accounting),
            [
                P::OwnAccount,
                P::SeeOrders,
                P::Refund,
                P::SeePayments,
                P::BookPayments,
                P::IssueCodes,
                P::HandleGiftCards,
                P::CorrectGiftCards,
                P::Export,
                P::SeeAuditLog,
                P::SetVatRates,
                P::Import
            ]
        );
        assert_eq!(
            of(Role::Admin),
            [
                P::OwnAccount,
                P::SeeAccounts,
                P::AssistAccounts,
                P::CloseAccounts,
                P::GiveRoles,
                P::Export,
                P::SeeAuditLog,
                P::ChangeSettings,
                P::ChangeAccount
            ]
        );
    }

    #[test]
    fn buyers_have_nothing_of_staffs() {
        assert!(of(Role::Buyer).into_iter().all(|permission| !permission.is_staffs()));
    }

    #[test]
    fn what_is_stepped_up_for_is_staffs() {
        let stepped_up: Vec<Permission> = Permission::ALL.into_iter().filter(|permission| permission.needs_step_up()).collect();
        assert_eq!(
            stepped_up,
            [
                Permission::Refund,
                Permission::CorrectGiftCards,
                Permission::CloseAccounts,
                Permission::GiveRoles,
                Permission::Export,
                Permission::ChangeAccount
            ]
        );
        assert!(stepped_up.into_iter().all(Permission::is_staffs));
    }

    #[test]
    fn everything_is_somebodys() {
        for permission in Permission::ALL {
            assert!(Role::ALL.into_iter().any(|role| role.allows(permission)), "{permission:?}");
        }
    }
}
