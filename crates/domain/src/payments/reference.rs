//! The reference by which a transfer is found again: which kind it is follows from the account.

use serde::{Deserialize, Serialize};

use super::{CreditorReference, Iban, QrReference};

/// What a buyer has to state with a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PaymentReference {
    /// With a QR-IBAN, always and only then.
    Qr(QrReference),
    /// With any other IBAN; needs no contract with the bank.
    Creditor(CreditorReference),
}

/// No reference can be made of it: it has no digits, or too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no payment reference can be made of this number")]
pub struct NoReference;

impl PaymentReference {
    /// The reference for an order's number such as `2026-000042`, of the kind that the account asks for. `attempt` is 0 for the first payment of an
    /// order; further ones get a reference of their own.
    ///
    /// # Errors
    /// If the number holds no digits, or more than fit.
    pub fn of_order(number: &str, attempt: u32, account: &Iban) -> Result<Self, NoReference> {
        let further = if attempt > 0 { format!("{attempt:02}") } else { String::new() };
        let mut own: String = number.chars().filter(char::is_ascii_alphanumeric).chain(further.chars()).collect();
        if account.is_qr() {
            own.retain(|character| character.is_ascii_digit());
            return QrReference::of_digits(&own).map(Self::Qr).map_err(|_| NoReference);
        }
        CreditorReference::of_characters(&own).map(Self::Creditor).map_err(|_| NoReference)
    }

    /// A reference as somebody wrote it, whichever of the two kinds it is.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().map(Self::Qr).or_else(|_| text.parse().map(Self::Creditor)).ok()
    }

    /// The characters without spaces.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Qr(reference) => reference.as_str(),
            Self::Creditor(reference) => reference.as_str(),
        }
    }
}

/// In groups, as it is printed.
impl std::fmt::Display for PaymentReference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Qr(reference) => reference.fmt(formatter),
            Self::Creditor(reference) => reference.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_decides_the_kind() {
        let qr: Iban = "CH4431999123000889012".parse().unwrap();
        let plain: Iban = "CH5800791123000889012".parse().unwrap();
        let reference = PaymentReference::of_order("2026-000042", 0, &qr).unwrap();
        assert_eq!(reference.to_string(), "00 00000 00000 00002 02600 00425");
        let reference = PaymentReference::of_order("2026-000042", 0, &plain).unwrap();
        assert!(reference.as_str().starts_with("RF") && reference.as_str().ends_with("2026000042"), "{reference}");
        assert_eq!(PaymentReference::parse(&reference.to_string()), Some(reference.clone()));
        assert_ne!(PaymentReference::of_order("2026-000042", 1, &plain).unwrap(), reference);
        assert_eq!(PaymentReference::of_order("-", 0, &qr), Err(NoReference));
        assert_eq!(PaymentReference::parse("2026-000042"), None);
    }
}
