//! Postal addresses.

use serde::{Deserialize, Serialize};

use crate::failure::FieldError;

/// Where a parcel goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// First and last name of the recipient.
    pub name: String,
    /// Company, empty if none.
    #[serde(default)]
    pub company: String,
    /// Street and house number.
    pub street: String,
    /// Postal code; four digits in Switzerland and Liechtenstein.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// ISO 3166-1 alpha-2 code, upper case.
    pub country: String,
}

/// Countries that the shop delivers to.
pub const COUNTRIES: [&str; 2] = ["CH", "LI"];

/// Longest accepted text in an address line, in characters; a QR-bill takes 70.
const LONGEST: usize = 70;

impl Address {
    /// The address with its texts trimmed, or what is wrong with it, field by field.
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        let address = Self {
            name: tidy(&self.name),
            company: tidy(&self.company),
            street: tidy(&self.street),
            postal_code: tidy(&self.postal_code),
            city: tidy(&self.city),
            country: tidy(&self.country).to_uppercase(),
        };
        let mut errors = Vec::new();
        for (field, text) in
            [("name", &address.name), ("street", &address.street), ("postal_code", &address.postal_code), ("city", &address.city)]
        {
            if text.is_empty() {
                errors.push(FieldError::required(field));
            } else if text.chars().count() > LONGEST {
                errors.push(FieldError::too_long(field, LONGEST));
            }
        }
        if address.company.chars().count() > LONGEST {
            errors.push(FieldError::too_long("company", LONGEST));
        }
        if !COUNTRIES.contains(&address.country.as_str()) {
            errors.push(FieldError::unknown("country"));
        }
        let postal_code_is_sound = address.postal_code.len() == 4
            && address.postal_code.bytes().all(|byte| byte.is_ascii_digit())
            && !address.postal_code.starts_with('0');
        if !address.postal_code.is_empty() && !postal_code_is_sound {
            errors.push(FieldError::malformed("postal_code"));
        }
        if errors.is_empty() { Ok(address) } else { Err(errors) }
    }
}

/// Trimmed, with runs of white space and control characters (which could break a label or a mail header) as one space.
fn tidy(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::FieldProblem;

    fn sound() -> Address {
        Address {
            name: "  Anna\u{a0}\tMuster ".into(),
            company: String::new(),
            street: "Seeweg 12a".into(),
            postal_code: "6004".into(),
            city: "Luzern".into(),
            country: "ch".into(),
        }
    }

    #[test]
    fn a_sound_address_is_tidied() {
        let address = sound().checked().unwrap();
        assert_eq!((address.name.as_str(), address.country.as_str()), ("Anna Muster", "CH"));
    }

    #[test]
    fn any_script_is_welcome() {
        let address = Address { name: "山田 太郎".into(), street: "Žižkova ulice 5".into(), ..sound() };
        assert!(address.checked().is_ok());
    }

    #[test]
    fn each_wrong_field_is_named() {
        let errors = Address { name: " ".into(), postal_code: "600".into(), country: "XX".into(), city: "x".repeat(71), ..sound() }
            .checked()
            .unwrap_err();
        let named: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.problem)).collect();
        assert_eq!(
            named,
            [
                ("name", FieldProblem::Required),
                ("city", FieldProblem::TooLong { most: 70 }),
                ("country", FieldProblem::Unknown),
                ("postal_code", FieldProblem::Malformed)
            ]
        );
    }
}
