//! What is entered into the form for a new card.

use serde::{Deserialize, Serialize};

/// The fields, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiftCardFields {
    /// What is put on it, in francs.
    pub amount: String,
    /// The last day: `2026-12-24`, or nothing.
    pub expires_at: String,
    /// Why.
    pub reason: String,
    /// Whom the code is sent to, or nothing.
    pub recipient: String,
    /// The code of the mail's language.
    pub language: String,
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::IssueGiftCardRequest,
        email::Email,
        failure::{Failure, FieldError},
        language::Language,
    };
    use uuid::Uuid;

    use super::GiftCardFields;
    use crate::{
        parsed::{amount, optional_day},
        time::beginning,
    };

    impl GiftCardFields {
        /// What is to be issued, or everything that cannot be read. The last day counts as a whole.
        pub fn read(&self, key: Uuid) -> Result<IssueGiftCardRequest, Failure> {
            let rappen = match self.amount.trim() {
                "" => Err(FieldError::required("amount")),
                text => amount(text).ok_or_else(|| FieldError::malformed("amount")),
            };
            let (day, recipient) = (optional_day("expires_at", &self.expires_at), self.recipient());
            match (rappen, day, recipient) {
                (Ok(amount), Ok(day), Ok(recipient)) => {
                    let expires_at = day.and_then(|day| day.succ_opt()).map(beginning);
                    Ok(IssueGiftCardRequest { key, amount, expires_at, reason: self.reason.clone(), recipient })
                }
                (rappen, day, recipient) => {
                    // Said together, so that nobody has to send it twice to hear of all.
                    let missing = self.reason.trim().is_empty().then(|| FieldError::required("reason"));
                    let errors = rappen.err().into_iter().chain(day.err()).chain(missing).chain(recipient.err());
                    Err(Failure::Invalid(errors.collect()))
                }
            }
        }

        fn recipient(&self) -> Result<Option<(Email, Language)>, FieldError> {
            let text = self.recipient.trim();
            if text.is_empty() {
                return Ok(None);
            }
            let email = text.parse::<Email>().map_err(|_| FieldError::malformed("recipient"))?;
            let language = Language::from_code(self.language.trim()).ok_or_else(|| FieldError::unknown("language"))?;
            Ok(Some((email, language)))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{failure::Failure, language::Language};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_card_is_read_whole_or_with_all_that_is_wrong() {
        let fields = GiftCardFields {
            amount: "50".into(),
            expires_at: "2026-12-31".into(),
            reason: "verkauft".into(),
            recipient: " anna@example.ch ".into(),
            language: "fr".into(),
        };
        let request = fields.read(Uuid::from_u128(1)).unwrap();
        assert_eq!((request.amount, request.expires_at.unwrap().to_rfc3339()), (5_000, "2026-12-31T23:00:00+00:00".into()));
        assert!(request.recipient.is_some_and(|(email, language)| email.as_str() == "anna@example.ch" && language == Language::Fr));
        let nobody = GiftCardFields { recipient: " ".into(), language: "xx".into(), ..fields };
        assert_eq!(nobody.read(Uuid::from_u128(1)).unwrap().recipient, None);

        let wrong =
            GiftCardFields { amount: "viel".into(), expires_at: "bald".into(), recipient: "anna".into(), ..GiftCardFields::default() };
        let Err(Failure::Invalid(errors)) = wrong.read(Uuid::nil()) else { panic!("it was read") };
        let named: Vec<String> = errors.into_iter().map(|error| error.field).collect();
        assert_eq!(named, ["amount", "expires_at", "reason", "recipient"]);
    }
}
