//! Vouchers as staff see and change them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LONGEST_SEARCH, MOST_ROWS, MovementOrder, USUAL_ROWS, Who};
use crate::{
    catalog::CategoryLink,
    failure::FieldError,
    orders::{Benefit, LONGEST_CODE, tidy_code},
};

/// Most uses of one voucher by one customer that can be allowed.
pub const MOST_USES_BY_CUSTOMER: u32 = 1_000;

/// Most uses of one voucher in total that can be allowed.
pub const MOST_USES: u32 = 1_000_000;

/// Where a voucher stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoucherState {
    /// It counts.
    Active,
    /// Its time has not come.
    Scheduled,
    /// Its time is over.
    Ended,
    /// It has been used as often as it may be.
    UsedUp,
}

impl VoucherState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Scheduled, Self::Ended, Self::UsedUp];

    /// The word in the database and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Scheduled => "scheduled",
            Self::Ended => "ended",
            Self::UsedUp => "used_up",
        }
    }

    /// The state of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Which vouchers to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VoucherQuery {
    /// A part of the code; case, blanks and hyphens make no difference. Empty for all.
    pub search: String,
    /// Where they stand; all of them without it.
    pub state: Option<VoucherState>,
    /// Where the page begins: [`VoucherList::next`] of the page before.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl VoucherQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The part of a code that is searched for: empty for all, none where no code can have it.
    pub fn part(&self) -> Option<String> {
        let text: String = self.search.chars().take(LONGEST_SEARCH.min(LONGEST_CODE)).collect();
        if text.trim().is_empty() { Some(String::new()) } else { tidy_code(&text) }
    }
}

/// A page of vouchers, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<VoucherRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
}

/// A voucher in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherRow {
    /// Its id.
    pub id: Uuid,
    /// Its code, tidied.
    pub code: String,
    /// What it gives.
    pub benefit: Benefit,
    /// Least value of the goods that it is for, in rappen.
    pub minimum: i64,
    /// Where it stands.
    pub state: VoucherState,
    /// How many orders use it; what was given back is none of them.
    pub uses: u32,
    /// What may change.
    pub limits: VoucherLimits,
    /// Whether it is for some categories only.
    pub is_for_some: bool,
}

/// What of a voucher may change after it was made: how often, and when. What it takes off, from which value and for which goods is what buyers were told,
/// and stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherLimits {
    /// Uses in total; `None` for any number.
    pub most_uses: Option<u32>,
    /// Uses by one customer, known by the email address; `None` for any number.
    pub most_uses_by_customer: Option<u32>,
    /// From when on it counts, UTC; `None` for always.
    pub valid_from: Option<DateTime<Utc>>,
    /// Until when it counts, UTC; `None` for always.
    pub valid_until: Option<DateTime<Utc>>,
}

impl VoucherLimits {
    /// What is wrong with them, by the names of the fields.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if let Some(error) = limit("most_uses", self.most_uses, MOST_USES) {
            errors.push(error);
        }
        if let Some(error) = limit("most_uses_by_customer", self.most_uses_by_customer, MOST_USES_BY_CUSTOMER) {
            errors.push(error);
        }
        if let (Some(from), Some(until)) = (self.valid_from, self.valid_until)
            && until <= from
        {
            errors.push(FieldError::malformed("valid_until"));
        }
        errors
    }
}

fn limit(field: &str, wanted: Option<u32>, most: u32) -> Option<FieldError> {
    match wanted? {
        0 => Some(FieldError::malformed(field)),
        wanted if wanted > most => Some(FieldError::too_large(field, most)),
        _ => None,
    }
}

/// A voucher with what it was used for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherDetail {
    /// The voucher.
    pub row: VoucherRow,
    /// Counts what staff have changed.
    pub version: i64,
    /// Whether its time has come, so that its beginning stays.
    pub has_begun: bool,
    /// The categories whose products it is for, by their names; none for all goods.
    pub categories: Vec<String>,
    /// Who made it.
    pub who: Who,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// What it took off all orders that use it, in rappen.
    pub saved: i64,
    /// A page of the orders, the newest use first.
    pub uses: Vec<VoucherUse>,
    /// Where the next page of them begins, if there is more.
    pub older: Option<String>,
}

/// One use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherUse {
    /// By which order.
    pub order: MovementOrder,
    /// What it took off, in rappen.
    pub saved: i64,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Whether the order came to nothing, so that the use was given back.
    pub is_given_back: bool,
}

/// A voucher to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVoucherRequest {
    /// Its id, made with the form: the same key again is the same voucher.
    pub key: Uuid,
    /// What people enter; the shop makes one where it is empty.
    pub code: String,
    /// What it gives.
    pub benefit: Benefit,
    /// Least value of the goods that it is for, in rappen.
    pub minimum: i64,
    /// How often and when.
    pub limits: VoucherLimits,
    /// Slugs of the categories whose products it is for; none for all.
    pub categories: Vec<String>,
}

/// A change of a voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveVoucherRequest {
    /// Which.
    pub voucher: Uuid,
    /// The version that the screen showed.
    pub version: i64,
    /// What shall hold. The beginning of one that has begun counts for nothing.
    pub limits: VoucherLimits,
}

/// What the form for a new voucher needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVoucherScreen {
    /// What it can be for.
    pub categories: Vec<CategoryLink>,
    /// The new voucher's id: what is sent twice is made once.
    pub key: Uuid,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for state in VoucherState::ALL {
            assert_eq!(VoucherState::from_code(state.code()), Some(state));
        }
        assert_eq!(VoucherState::from_code("gone"), None);
    }

    #[test]
    fn a_part_of_a_code_is_looked_for_as_codes_are_compared() {
        let part = |search: &str| VoucherQuery { search: search.into(), ..VoucherQuery::default() }.part();
        assert_eq!(
            (part(" "), part("will-kommen 1"), part("grün"), part("%")),
            (Some(String::new()), Some("WILLKOMMEN1".into()), None, None)
        );
        let rows = |size| VoucherQuery { size, ..VoucherQuery::default() }.rows();
        assert_eq!((rows(0), rows(1), rows(u32::MAX)), (50, 1, 100));
    }

    #[test]
    fn limits_are_whole_and_end_after_they_begin() {
        assert_eq!(VoucherLimits::default().check(), []);
        let now = DateTime::UNIX_EPOCH;
        let wrong = VoucherLimits { most_uses: Some(0), most_uses_by_customer: Some(1_001), valid_from: Some(now), valid_until: Some(now) };
        let fields: Vec<String> = wrong.check().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["most_uses", "most_uses_by_customer", "valid_until"]);
        assert_eq!(VoucherLimits { most_uses: Some(MOST_USES + 1), ..VoucherLimits::default() }.check().len(), 1);
    }
}
