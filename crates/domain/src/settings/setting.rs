//! The settings by their names.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Something that can be set on the staff's screen, unless the operator has set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Who sells: name or company.
    SellerName,
    /// Street and house number.
    SellerStreet,
    /// Postal code without the country.
    SellerPostalCode,
    /// Town.
    SellerTown,
    /// ISO 3166-1 alpha-2.
    SellerCountry,
    /// The number of a business that is registered for VAT.
    SellerVatNumber,
    /// The account that transfers go to.
    SellerIban,
    /// Days for which goods are held for a transfer.
    PrepaymentDays,
    /// Minutes for which goods are held for an order that is not paid.
    HoldMinutes,
    /// Days after a parcel was handed over in which its goods may be sent back.
    ReturnDays,
    /// As many pieces, or fewer, count as low stock.
    LowStock,
    /// Where alerts go when a person has to look.
    StaffEmail,
}

impl Setting {
    /// All settings, in the order of the screen.
    pub const ALL: [Self; 12] = [
        Self::SellerName,
        Self::SellerStreet,
        Self::SellerPostalCode,
        Self::SellerTown,
        Self::SellerCountry,
        Self::SellerVatNumber,
        Self::SellerIban,
        Self::PrepaymentDays,
        Self::HoldMinutes,
        Self::ReturnDays,
        Self::LowStock,
        Self::StaffEmail,
    ];

    /// Name, street, postal code, town and country: set together, so that no address is put together of two.
    pub const ADDRESS: [Self; 5] = [Self::SellerName, Self::SellerStreet, Self::SellerPostalCode, Self::SellerTown, Self::SellerCountry];

    /// The name in the database, in forms and in the audit log.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SellerName => "seller_name",
            Self::SellerStreet => "seller_street",
            Self::SellerPostalCode => "seller_postal_code",
            Self::SellerTown => "seller_town",
            Self::SellerCountry => "seller_country",
            Self::SellerVatNumber => "seller_vat_number",
            Self::SellerIban => "seller_iban",
            Self::PrepaymentDays => "prepayment_days",
            Self::HoldMinutes => "hold_minutes",
            Self::ReturnDays => "return_days",
            Self::LowStock => "low_stock",
            Self::StaffEmail => "staff_email",
        }
    }

    /// The setting of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.code() == code)
    }

    /// What the operator sets it by in the environment.
    pub const fn variable(self) -> &'static str {
        match self {
            Self::SellerName => "ASTRIS_SELLER_NAME",
            Self::SellerStreet => "ASTRIS_SELLER_STREET",
            Self::SellerPostalCode => "ASTRIS_SELLER_POSTAL_CODE",
            Self::SellerTown => "ASTRIS_SELLER_TOWN",
            Self::SellerCountry => "ASTRIS_SELLER_COUNTRY",
            Self::SellerVatNumber => "ASTRIS_SELLER_VAT_NUMBER",
            Self::SellerIban => "ASTRIS_SELLER_IBAN",
            Self::PrepaymentDays => "ASTRIS_PREPAYMENT_DAYS",
            Self::HoldMinutes => "ASTRIS_HOLD_MINUTES",
            Self::ReturnDays => "ASTRIS_RETURN_DAYS",
            Self::LowStock => "ASTRIS_LOW_STOCK",
            Self::StaffEmail => "ASTRIS_STAFF_EMAIL",
        }
    }

    /// What the operator sets it by in the file, `table.key`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SellerName => "seller.name",
            Self::SellerStreet => "seller.street",
            Self::SellerPostalCode => "seller.postal_code",
            Self::SellerTown => "seller.town",
            Self::SellerCountry => "seller.country",
            Self::SellerVatNumber => "seller.vat_number",
            Self::SellerIban => "seller.iban",
            Self::PrepaymentDays => "payments.prepayment_days",
            Self::HoldMinutes => "payments.hold_minutes",
            Self::ReturnDays => "orders.return_days",
            Self::LowStock => "stock.low",
            Self::StaffEmail => "mail.staff_email",
        }
    }

    /// What holds where nobody has set it; empty where nothing does.
    pub const fn built_in(self) -> &'static str {
        match self {
            Self::SellerCountry => "CH",
            Self::PrepaymentDays => "10",
            Self::HoldMinutes => "40",
            Self::ReturnDays => "30",
            Self::LowStock => "5",
            Self::SellerName
            | Self::SellerStreet
            | Self::SellerPostalCode
            | Self::SellerTown
            | Self::SellerVatNumber
            | Self::SellerIban
            | Self::StaffEmail => "",
        }
    }

    /// Between which numbers it is, if it is a number.
    pub const fn bounds(self) -> Option<RangeInclusive<u32>> {
        match self {
            Self::PrepaymentDays => Some(3..=60),
            // Below half an hour goods would be released under a TWINT payment that can still succeed.
            Self::HoldMinutes => Some(30..=1_440),
            // The shop's pages promise 30 days; fewer would break that promise.
            Self::ReturnDays => Some(30..=365),
            Self::LowStock => Some(0..=10_000),
            Self::SellerName
            | Self::SellerStreet
            | Self::SellerPostalCode
            | Self::SellerTown
            | Self::SellerCountry
            | Self::SellerVatNumber
            | Self::SellerIban
            | Self::StaffEmail => None,
        }
    }

    /// Most characters; of an address those that a QR-bill has room for.
    pub const fn longest(self) -> usize {
        match self {
            Self::SellerName | Self::SellerStreet => 70,
            Self::SellerPostalCode => 16,
            Self::SellerTown => 35,
            Self::SellerCountry => 2,
            Self::SellerVatNumber | Self::SellerIban => 40,
            Self::PrepaymentDays | Self::HoldMinutes | Self::ReturnDays | Self::LowStock => 6,
            Self::StaffEmail => 254,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_each_settings_own() {
        for setting in Setting::ALL {
            assert_eq!(Setting::from_code(setting.code()), Some(setting));
            assert_eq!(serde_json::to_value(setting).unwrap(), setting.code());
            for other in Setting::ALL.into_iter().filter(|other| *other != setting) {
                assert_ne!(other.variable(), setting.variable());
                assert_ne!(other.key(), setting.key());
            }
        }
        assert_eq!(Setting::from_code("version"), None);
    }

    #[test]
    fn what_is_built_in_is_within_bounds() {
        for setting in Setting::ALL {
            if let Some(bounds) = setting.bounds() {
                assert!(bounds.contains(&setting.built_in().parse().unwrap()), "{setting:?}");
                assert!(bounds.end().to_string().len() <= setting.longest());
            }
        }
    }
}
