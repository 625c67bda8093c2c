//! What the code says, line by line.

use domain::{
    money::{Currency, Money},
    payments::{Iban, PaymentReference},
};

use crate::{error::DocumentError, latin::payable, party::Party};

/// The largest amount of a QR-bill, in the minor unit.
const LARGEST: i64 = 99_999_999_999;
/// Characters that message and bill information have together.
const LONGEST_INFORMATION: usize = 140;

/// What somebody is asked to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Where the money goes.
    pub account: Iban,
    /// Whose account it is.
    pub creditor: Party,
    /// How much, in the minor unit; the payer writes it in by hand when it is open.
    pub amount: Option<i64>,
    /// The currency: both that the shop knows are allowed.
    pub currency: Currency,
    /// Who pays, if that is known; else there is a field to fill in.
    pub debtor: Option<Party>,
    /// By what the payment is found again.
    pub reference: Option<PaymentReference>,
    /// A word for the payer.
    pub message: String,
    /// For the payer's bookkeeping programs: see [`super::swico`].
    pub information: Option<String>,
}

/// A bill in the characters and lengths that the guidelines allow. What is printed beside the code is taken from here, so both say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub(super) account: Iban,
    pub(super) creditor: Party,
    pub(super) amount: Option<i64>,
    pub(super) currency: Currency,
    pub(super) debtor: Option<Party>,
    pub(super) reference: Option<PaymentReference>,
    pub(super) message: String,
    pub(super) information: String,
}

impl Bill {
    /// Puts everything into the allowed characters and lengths.
    ///
    /// A debtor without name, postal code or town is left out, and so is bill information that has no room beside the message.
    ///
    /// # Errors
    /// If the creditor is not complete, the reference does not go with the account, or the amount is out of range: faults of the one who bills.
    pub fn prepare(&self) -> Result<Prepared, DocumentError> {
        let goes_with_account = match &self.reference {
            Some(PaymentReference::Qr(_)) => self.account.is_qr(),
            Some(PaymentReference::Creditor(_)) | None => !self.account.is_qr(),
        };
        if !goes_with_account {
            return Err(DocumentError::ReferenceForAccount);
        }
        if self.amount.is_some_and(|amount| !(1..=LARGEST).contains(&amount)) {
            return Err(DocumentError::Amount);
        }
        let creditor = within_lengths(&self.creditor);
        if let Some(missing) = missing(&creditor) {
            return Err(DocumentError::Creditor(missing));
        }
        let message = payable(&self.message, LONGEST_INFORMATION);
        let room = LONGEST_INFORMATION - message.chars().count();
        let information = self.information.as_deref().map(|text| payable(text, usize::MAX)).filter(|text| text.chars().count() <= room);
        Ok(Prepared {
            account: self.account.clone(),
            creditor,
            amount: self.amount,
            currency: self.currency,
            debtor: self.debtor.as_ref().map(within_lengths).filter(|debtor| missing(debtor).is_none()),
            reference: self.reference.clone(),
            message,
            information: information.unwrap_or_default(),
        })
    }
}

fn within_lengths(party: &Party) -> Party {
    Party {
        name: payable(&party.name, 70),
        street: payable(&party.street, 70),
        house_number: payable(&party.house_number, 16),
        postal_code: payable(&party.postal_code, 16),
        town: payable(&party.town, 35),
        country: payable(&party.country, 2).to_ascii_uppercase(),
    }
}

/// The first part of an address that a QR-bill cannot be without.
fn missing(party: &Party) -> Option<&'static str> {
    let is_country = party.country.len() == 2 && party.country.bytes().all(|byte| byte.is_ascii_uppercase());
    [
        ("name", !party.name.is_empty()),
        ("postal code", !party.postal_code.is_empty()),
        ("town", !party.town.is_empty()),
        ("country", is_country),
    ]
    .into_iter()
    .find_map(|(name, there)| (!there).then_some(name))
}

impl Prepared {
    /// The payload: 31 lines, or 32 with bill information, between line feeds and without one at the end.
    pub fn payload(&self) -> String {
        let mut lines: Vec<String> = ["SPC", "0200", "1", self.account.as_str()].map(str::to_owned).into();
        push_party(&mut lines, Some(&self.creditor));
        // The ultimate creditor is reserved for the future.
        push_party(&mut lines, None);
        lines.push(self.amount.map(plain).unwrap_or_default());
        lines.push(self.currency.code().to_owned());
        push_party(&mut lines, self.debtor.as_ref());
        let (kind, reference) = match &self.reference {
            Some(PaymentReference::Qr(reference)) => ("QRR", reference.as_str()),
            Some(PaymentReference::Creditor(reference)) => ("SCOR", reference.as_str()),
            None => ("NON", ""),
        };
        lines.extend([kind, reference, &self.message, "EPD"].map(str::to_owned));
        if !self.information.is_empty() {
            lines.push(self.information.clone());
        }
        lines.join("\n")
    }

    /// The same with less: first without bill information, then without message, then without debtor; `None` when there is nothing left to leave out.
    /// Only a bill full of the longest fields in accented letters needs it.
    pub(super) fn shorter(&self) -> Option<Self> {
        let mut less = self.clone();
        if !self.information.is_empty() {
            less.information.clear();
        } else if !self.message.is_empty() {
            less.message.clear();
        } else if self.debtor.is_some() {
            less.debtor = None;
        } else {
            return None;
        }
        Some(less)
    }
}

fn push_party(lines: &mut Vec<String>, party: Option<&Party>) {
    match party {
        Some(party) => lines.extend(
            ["S", &party.name, &party.street, &party.house_number, &party.postal_code, &party.town, &party.country].map(str::to_owned),
        ),
        None => lines.extend(std::iter::repeat_n(String::new(), 7)),
    }
}

/// `1949.75`: a dot, two decimals, nothing between thousands.
fn plain(amount: i64) -> String {
    Money::rappen(amount).digits().replace('’', "")
}

/// `1 949.75`, as the slip shows it.
pub(super) fn spaced(amount: i64) -> String {
    Money::rappen(amount).digits().replace('’', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::is_payable;
    use proptest::prelude::*;

    fn shop() -> Party {
        Party {
            name: "Laden GmbH".into(),
            street: "Hauptgasse".into(),
            house_number: "5".into(),
            postal_code: "3011".into(),
            town: "Bern".into(),
            country: "CH".into(),
        }
    }

    fn anna() -> Party {
        Party {
            name: "Anna Muster".into(),
            street: "Seeweg".into(),
            house_number: "12a".into(),
            postal_code: "6004".into(),
            town: "Luzern".into(),
            country: "CH".into(),
        }
    }

    fn bill() -> Bill {
        Bill {
            account: "CH4431999123000889012".parse().unwrap(),
            creditor: shop(),
            amount: Some(4990),
            currency: Currency::Chf,
            debtor: Some(anna()),
            reference: PaymentReference::parse("000000000000000202600012349"),
            message: "Bestellung 2026-00042".into(),
            information: None,
        }
    }

    #[test]
    fn the_sample_exactly() {
        let sample = "SPC\n0200\n1\nCH4431999123000889012\nS\nLaden GmbH\nHauptgasse\n5\n3011\nBern\nCH\n\n\n\n\n\n\n\n49.90\nCHF\nS\nAnna Muster\nSeeweg\n12a\n6004\nLuzern\nCH\nQRR\n000000000000000202600012349\nBestellung 2026-00042\nEPD";
        assert_eq!(bill().prepare().unwrap().payload(), sample);
        assert_eq!(sample.split('\n').count(), 31);
    }

    #[test]
    fn bill_information_is_line_32_when_there_is_room() {
        let with = Bill { information: Some("//S1/10/2026-00042".into()), ..bill() };
        let payload = with.prepare().unwrap().payload();
        assert_eq!(payload.split('\n').nth(31), Some("//S1/10/2026-00042"));
        let crowded = Bill { message: "x".repeat(139), ..with };
        assert_eq!(crowded.prepare().unwrap().payload().split('\n').count(), 31);
    }

    #[test]
    fn an_open_bill_has_empty_lines() {
        let open = Bill { amount: None, debtor: None, reference: None, account: "CH5800791123000889012".parse().unwrap(), ..bill() };
        let payload = open.prepare().unwrap().payload();
        let lines: Vec<_> = payload.split('\n').collect();
        assert_eq!((lines.len(), lines[18], lines[20], lines[27], lines[28]), (31, "", "", "NON", ""));
    }

    #[test]
    fn the_account_and_the_reference_have_to_fit() {
        let other = Bill { account: "CH5800791123000889012".parse().unwrap(), ..bill() };
        assert_eq!(other.prepare(), Err(DocumentError::ReferenceForAccount));
        let none = Bill { reference: None, ..bill() };
        assert_eq!(none.prepare(), Err(DocumentError::ReferenceForAccount));
        for amount in [0, -1, LARGEST + 1] {
            assert_eq!(Bill { amount: Some(amount), ..bill() }.prepare(), Err(DocumentError::Amount));
        }
        let nameless = Bill { creditor: Party { name: " ".into(), ..shop() }, ..bill() };
        assert_eq!(nameless.prepare(), Err(DocumentError::Creditor("name")));
        assert_eq!((spaced(194_975), plain(LARGEST)), ("1 949.75".to_owned(), "999999999.99".to_owned()));
    }

    proptest! {
        #[test]
        fn any_text_stays_within_its_line(text in prop::collection::vec(any::<String>(), 7)) {
            let [name, street, house_number, postal_code, town, country, message] = [0, 1, 2, 3, 4, 5, 6].map(|index: usize| text[index].clone());
            let debtor = Party { name, street, house_number, postal_code, town, country };
            let prepared = Bill { debtor: Some(debtor), message, ..bill() }.prepare().unwrap();
            let payload = prepared.payload();
            let lines: Vec<_> = payload.split('\n').collect();
            prop_assert_eq!(lines.len(), 31);
            for (line, most) in (20..27).zip([1, 70, 70, 16, 16, 35, 2]) {
                prop_assert!(lines[line].chars().count() <= most, "{}: {}", line, lines[line]);
            }
            prop_assert!(lines[29].chars().count() <= 140);
            prop_assert_eq!(lines[30], "EPD");
            prop_assert!(lines.iter().all(|line| line.chars().all(is_payable)));
        }
    }
}
