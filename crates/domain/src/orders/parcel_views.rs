//! What staff enter about parcels, and what pages show of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Carrier, ParcelState, Pieces};
use crate::failure::FieldError;

/// What staff enter when they give a parcel to the carrier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverForm {
    /// Made when the form is shown; the same key sent twice makes one parcel.
    pub key: Uuid,
    /// What is in it; empty for everything that is left.
    #[serde(default)]
    pub pieces: Vec<Pieces>,
    /// The carrier and the number under which it is followed.
    pub tracking: TrackingForm,
    /// Whether the buyer gets a mail now.
    pub notify: bool,
}

/// A carrier and its number, as entered. Both may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackingForm {
    /// The carrier's code; empty for none.
    #[serde(default)]
    pub carrier: String,
    /// The tracking number; empty for none.
    #[serde(default)]
    pub number: String,
}

/// A carrier and its number, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracking {
    /// The carrier.
    pub carrier: Option<Carrier>,
    /// Its number for the parcel.
    pub number: Option<String>,
}

impl TrackingForm {
    /// The carrier and the number in the carrier's form, or what is wrong with them. A number alone belongs to some carrier that the shop does
    /// not know.
    pub fn checked(&self) -> Result<Tracking, Vec<FieldError>> {
        let (code, text) = (self.carrier.trim(), self.number.trim());
        let carrier = match code {
            "" if text.is_empty() => return Ok(Tracking::default()),
            "" => Carrier::Other,
            code => Carrier::from_code(code).ok_or_else(|| vec![FieldError::unknown("carrier")])?,
        };
        if text.is_empty() {
            return Ok(Tracking { carrier: Some(carrier), number: None });
        }
        let number = carrier.tracking_number(text).ok_or_else(|| vec![FieldError::malformed("tracking")])?;
        Ok(Tracking { carrier: Some(carrier), number: Some(number) })
    }
}

impl Tracking {
    /// Where the parcel is followed, if that is possible.
    pub fn url(&self) -> Option<String> {
        self.carrier?.tracking_url(self.number.as_deref()?)
    }
}

/// A parcel as the order's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelView {
    /// Its id, for staff.
    pub id: Uuid,
    /// The first parcel of an order is 1.
    pub number: u32,
    /// Where it stands.
    pub state: ParcelState,
    /// Carrier and number.
    pub tracking: Tracking,
    /// When the carrier got it.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// What is in it.
    pub pieces: Vec<Pieces>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(carrier: &str, number: &str) -> TrackingForm {
        TrackingForm { carrier: carrier.into(), number: number.into() }
    }

    #[test]
    fn carrier_and_number_may_be_missing_but_not_wrong() {
        assert_eq!(form("", " ").checked(), Ok(Tracking::default()));
        assert_eq!(form("", "AB-12").checked().unwrap().carrier, Some(Carrier::Other));
        assert_eq!(form("swiss_post", "").checked().unwrap().number, None);
        assert_eq!(form("pigeon", "").checked(), Err(vec![FieldError::unknown("carrier")]));
        assert_eq!(form("swiss_post", "123").checked(), Err(vec![FieldError::malformed("tracking")]));
        assert!(form("swiss_post", "99.34.123456.12345678").checked().unwrap().url().unwrap().ends_with("/993412345612345678"));
        assert_eq!(form("other", "AB-12").checked().unwrap().url(), None);
    }
}
