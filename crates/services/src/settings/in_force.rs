use std::time::Duration;

use documents::{Party, split_street};
use domain::{
    payments::Iban,
    settings::{Setting, SettingFault, SettingValues, check_settings},
    vat_number::VatNumber,
};

use crate::payments::prepayment::METHOD;

const SECONDS_OF_A_DAY: u64 = 86_400;

/// The settings that hold now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// Who sells, for invoices and bills; without it the shop makes no documents.
    pub seller: Option<Seller>,
    /// Prepayment to an account; without it the method is not on offer.
    pub prepayment: Option<Prepayment>,
    /// How long stock is held for an order that is not paid. TWINT's session ends after 15 minutes and Mollie reports that up to 8.5 minutes
    /// late, so a hold below half an hour would be released under a payment that can still succeed.
    pub hold: Duration,
    /// Days after a parcel was handed over in which its goods may be sent back.
    pub return_days: u32,
    /// As many pieces, or fewer, count as low stock.
    pub low_stock: u32,
    /// Where [`crate::mail`] writes when a person has to look; without it the log is all.
    pub staff_email: Option<String>,
}

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// Name and address as used in business.
    pub party: Party,
    /// The number of a business that is registered for VAT; another must not show any tax.
    pub vat_number: Option<VatNumber>,
}

/// Prepayment by QR-bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepayment {
    /// The seller's account.
    pub account: Iban,
    /// How long goods are held for a transfer: days instead of minutes.
    pub hold: Duration,
}

impl InForce {
    /// The settings, and what is wrong with them. What is wrong is passed over, as if it were not set: half a seller is none, and without a seller nobody
    /// is asked for a transfer.
    pub fn of(values: &SettingValues, production: bool) -> (Self, Vec<SettingFault>) {
        let faults = check_settings(values, production);
        let is_wrong = |setting: Setting| faults.iter().any(|fault| fault.setting == setting);
        let text = |setting: Setting| if is_wrong(setting) { setting.built_in() } else { values.or_built_in(setting) };
        let number = |setting: Setting| text(setting).parse::<u32>().unwrap_or_default();
        let has_seller = values.get(Setting::SellerName).is_some() && !Setting::ADDRESS.into_iter().any(is_wrong);
        let seller = has_seller
            .then(|| Seller { party: party(Setting::ADDRESS.map(text)), vat_number: text(Setting::SellerVatNumber).parse().ok() });
        let account = text(Setting::SellerIban).parse::<Iban>().ok().filter(|_| has_seller);
        let days = u64::from(number(Setting::PrepaymentDays));
        let in_force = Self {
            prepayment: account.map(|account| Prepayment { account, hold: Duration::from_secs(days * SECONDS_OF_A_DAY) }),
            seller,
            hold: Duration::from_mins(u64::from(number(Setting::HoldMinutes))),
            return_days: number(Setting::ReturnDays),
            low_stock: number(Setting::LowStock),
            staff_email: Some(text(Setting::StaffEmail)).filter(|text| !text.is_empty()).map(str::to_owned),
        };
        (in_force, faults)
    }

    /// How long stock is held for an order that is to be paid by this method.
    pub fn hold_for(&self, payment_method: &str) -> Duration {
        match &self.prepayment {
            Some(prepayment) if payment_method == METHOD => prepayment.hold,
            Some(_) | None => self.hold,
        }
    }
}

fn party([name, street, postal_code, town, country]: [&str; 5]) -> Party {
    let (street, house_number) = split_street(street);
    Party {
        name: name.to_owned(),
        street,
        house_number,
        postal_code: postal_code.to_owned(),
        town: town.to_owned(),
        country: country.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(Setting, &str)], production: bool) -> (InForce, usize) {
        let values = pairs.iter().map(|(setting, text)| (*setting, (*text).to_owned())).collect();
        let (in_force, faults) = InForce::of(&values, production);
        (in_force, faults.len())
    }

    const SELLER: [(Setting, &str); 4] = [
        (Setting::SellerName, "Laden GmbH"),
        (Setting::SellerStreet, "Hauptgasse 5"),
        (Setting::SellerPostalCode, "3011"),
        (Setting::SellerTown, "Bern"),
    ];

    #[test]
    fn nothing_set_is_what_is_built_in() {
        let (in_force, faults) = of(&[], true);
        assert_eq!((faults, in_force.seller, in_force.prepayment, in_force.staff_email), (0, None, None, None));
        assert_eq!((in_force.hold.as_secs(), in_force.return_days, in_force.low_stock), (2_400, 30, 5));
    }

    #[test]
    fn transfers_need_a_seller_and_an_account() {
        let iban = (Setting::SellerIban, "CH58 0079 1123 0008 8901 2");
        let (in_force, faults) = of(&[&SELLER[..], &[iban, (Setting::PrepaymentDays, "14")]].concat(), false);
        let prepayment = in_force.prepayment.clone().unwrap();
        assert_eq!((faults, prepayment.hold.as_secs()), (0, 14 * 86_400));
        assert_eq!((in_force.hold_for(METHOD), in_force.hold_for("twint")), (prepayment.hold, in_force.hold));
        let party = in_force.seller.unwrap().party;
        assert_eq!((party.street.as_str(), party.house_number.as_str(), party.country.as_str()), ("Hauptgasse", "5", "CH"));
        assert_eq!(of(&SELLER, false).0.prepayment, None);
        assert_eq!(of(&[iban], false).0.prepayment, None);
    }

    #[test]
    fn what_is_wrong_is_passed_over_and_the_rest_holds() {
        let iban = (Setting::SellerIban, "CH58 0079 1123 0008 8901 2");
        let (in_force, faults) = of(&[&SELLER[..], &[iban, (Setting::HoldMinutes, "5"), (Setting::ReturnDays, "60")]].concat(), true);
        assert_eq!(faults, 2, "an example's account and a hold that is too short");
        assert_eq!((in_force.prepayment, in_force.hold.as_secs(), in_force.return_days), (None, 2_400, 60));
        assert!(in_force.seller.is_some());
        assert_eq!(of(&[&SELLER[..2], &[iban]].concat(), false).0.prepayment, None);
    }
}
