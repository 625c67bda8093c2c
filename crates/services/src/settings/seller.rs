//! A seller as invoices and bills keep them.

use documents::Party;
use serde_json::{Value, json};

use super::Seller;
use crate::error::{Error, Result};

/// As an object.
pub(crate) fn seller_json(seller: &Seller) -> Value {
    let Party { name, street, house_number, postal_code, town, country } = &seller.party;
    json!({
        "name": name, "street": street, "house_number": house_number, "postal_code": postal_code, "town": town, "country": country,
        "vat_number": seller.vat_number.as_ref().map(ToString::to_string),
    })
}

/// What [`seller_json`] wrote.
pub(crate) fn seller_of(value: &Value) -> Result<Seller> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let party = Party {
        name: text("name"),
        street: text("street"),
        house_number: text("house_number"),
        postal_code: text("postal_code"),
        town: text("town"),
        country: text("country"),
    };
    let vat_number = match text("vat_number").as_str() {
        "" => None,
        number => Some(number.parse().map_err(|_| Error::Data("a seller with a VAT number that is none".into()))?),
    };
    if party.name.is_empty() { Err(Error::Data("a seller without a name".into())) } else { Ok(Seller { party, vat_number }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read() {
        let party = Party {
            name: "Laden GmbH".into(),
            street: "Gasse".into(),
            house_number: "5".into(),
            postal_code: "3011".into(),
            town: "Bern".into(),
            country: "CH".into(),
        };
        for vat_number in [None, Some("CHE-116.281.710".parse().unwrap())] {
            let seller = Seller { party: party.clone(), vat_number };
            assert_eq!(seller_of(&seller_json(&seller)).unwrap(), seller);
        }
        assert!(seller_of(&json!({})).is_err());
    }
}
