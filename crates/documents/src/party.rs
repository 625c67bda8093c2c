//! Who is paid, and who pays.

use domain::address::Address;

/// A name with a postal address in its parts, as a QR-bill has it (address type `S`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Name or company.
    pub name: String,
    /// Street without the house number, or empty.
    pub street: String,
    /// House number, or empty.
    pub house_number: String,
    /// Postal code without the country.
    pub postal_code: String,
    /// Town.
    pub town: String,
    /// ISO 3166-1 alpha-2 code, upper case.
    pub country: String,
}

impl From<&Address> for Party {
    /// A buyer's address; a company stands before the person's name.
    fn from(address: &Address) -> Self {
        let name = match address.company.trim() {
            "" => address.name.clone(),
            company => format!("{company}, {}", address.name),
        };
        let (street, house_number) = split_street(&address.street);
        Self {
            name,
            street,
            house_number,
            postal_code: address.postal_code.clone(),
            town: address.city.clone(),
            country: address.country.clone(),
        }
    }
}

impl Party {
    /// The lines below the name. The country is left out where everybody knows it.
    pub(crate) fn postal(&self) -> Vec<String> {
        let street = format!("{} {}", self.street, self.house_number);
        let town = format!("{} {}", self.postal_code, self.town);
        let town = if ["CH", ""].contains(&self.country.as_str()) { town } else { format!("{}-{town}", self.country) };
        [street, town].into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }
}

/// Street and house number of a line such as `Seeweg 12a`: the number is the last word, if that begins with a digit.
pub fn split_street(line: &str) -> (String, String) {
    let line = line.trim();
    match line.rsplit_once(char::is_whitespace) {
        Some((street, number)) if number.starts_with(|first: char| first.is_ascii_digit()) && number.chars().count() <= 16 => {
            (street.trim_end().to_owned(), number.to_owned())
        }
        Some(_) | None => (line.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_numbers_are_found() {
        let split = |line: &str| {
            let (street, number) = split_street(line);
            format!("{street}|{number}")
        };
        assert_eq!(split("Seeweg 12a"), "Seeweg|12a");
        assert_eq!(split("Rue du 31-Décembre 8"), "Rue du 31-Décembre|8");
        assert_eq!(split("Postfach"), "Postfach|");
        assert_eq!(split("Im Dörfli"), "Im Dörfli|");
        assert_eq!(split("  "), "|");
    }
}
