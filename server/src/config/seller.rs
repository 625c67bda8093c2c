//! Who sells: for invoices, and for bills when there is an account to pay to.

use std::time::Duration;

use documents::Party;
use domain::{payments::Iban, vat_number::VatNumber};
use services::shop::{Prepayment, Seller as ShopSeller};

use super::{reader::Reader, variable::Variable};

const NAME: Variable = Variable::new("ASTRIS_SELLER_NAME", "seller.name");
const STREET: Variable = Variable::new("ASTRIS_SELLER_STREET", "seller.street");
const POSTAL_CODE: Variable = Variable::new("ASTRIS_SELLER_POSTAL_CODE", "seller.postal_code");
const TOWN: Variable = Variable::new("ASTRIS_SELLER_TOWN", "seller.town");
const COUNTRY: Variable = Variable::new("ASTRIS_SELLER_COUNTRY", "seller.country");
const VAT_NUMBER: Variable = Variable::new("ASTRIS_SELLER_VAT_NUMBER", "seller.vat_number");
const IBAN: Variable = Variable::new("ASTRIS_SELLER_IBAN", "seller.iban");
const PREPAYMENT_DAYS: Variable = Variable::new("ASTRIS_PREPAYMENT_DAYS", "payments.prepayment_days");

/// Longest house number, street and town of a QR-bill.
const LONGEST: [(Variable, usize); 4] = [(NAME, 70), (STREET, 70), (POSTAL_CODE, 16), (TOWN, 35)];
const SECONDS_OF_A_DAY: u64 = 86_400;

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// Without it the shop makes no invoices.
    pub seller: Option<ShopSeller>,
    /// Without it prepayment is not on offer.
    pub prepayment: Option<Prepayment>,
}

impl Seller {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let account = account(reader);
        let vat_number = vat_number(reader);
        let days = reader.number(PREPAYMENT_DAYS, 10, 3..=60);
        let party = party(reader, account.is_some() || vat_number.is_some());
        Self {
            prepayment: account
                .filter(|_| party.is_some())
                .map(|account| Prepayment { account, hold: Duration::from_secs(days * SECONDS_OF_A_DAY) }),
            seller: party.map(|party| ShopSeller { party, vat_number }),
        }
    }
}

/// All of the address or nothing of it; with an account or a VAT number it is a must.
fn party(reader: &mut Reader<'_>, required: bool) -> Option<Party> {
    for (variable, most) in LONGEST {
        if reader.text(variable).is_some_and(|text| text.chars().count() > most) {
            reader.fault(variable, format!("has more than {most} characters"), "Shorten it: a QR-bill has no room for more");
        }
    }
    let country = reader.text(COUNTRY).unwrap_or("CH");
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        reader.fault(COUNTRY, format!("is '{country}', which is no country"), "Set it to the country's two capital letters, such as CH");
    }
    let [name, street, postal_code, town] = [NAME, STREET, POSTAL_CODE, TOWN].map(|variable| reader.text(variable).unwrap_or_default());
    if !required && [name, street, postal_code, town].iter().all(|text| text.is_empty()) {
        return None;
    }
    for (variable, text) in [(NAME, name), (POSTAL_CODE, postal_code), (TOWN, town)] {
        if text.is_empty() {
            reader.fault(
                variable,
                "is not set, though other settings of the seller are",
                "Set name, postal code and town, or none of the seller's settings",
            );
        }
    }
    let (street, house_number) = documents::split_street(street);
    Some(Party {
        name: name.to_owned(),
        street,
        house_number,
        postal_code: postal_code.to_owned(),
        town: town.to_owned(),
        country: country.to_owned(),
    })
}

fn account(reader: &mut Reader<'_>) -> Option<Iban> {
    match reader.text(IBAN)?.parse::<Iban>() {
        Ok(account) => {
            if reader.production && account.is_test_account() {
                reader.fault(
                    IBAN,
                    "is an example that belongs to nobody, which production refuses",
                    "Set it to the shop's own account, or unset it",
                );
            }
            Some(account)
        }
        Err(error) => {
            reader.fault(IBAN, format!("is no account to pay to: {error}"), "Write it like CH58 0079 1123 0008 8901 2, as your bank does");
            None
        }
    }
}

fn vat_number(reader: &mut Reader<'_>) -> Option<VatNumber> {
    let text = reader.text(VAT_NUMBER)?;
    text.parse()
        .map_err(|error| reader.fault(VAT_NUMBER, format!("is '{text}': {error}"), "Write it like CHE-116.281.710, or unset it"))
        .ok()
}
