//! The outbox, as staff see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LONGEST_SEARCH, MOST_ROWS, USUAL_ROWS};
use crate::{ids::OrderId, language::Language};

/// Most mails of one retry.
pub const MOST_RETRIED: usize = 100;

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It goes out when its time comes; perhaps it has failed before.
    Waiting,
    /// It is out.
    Sent,
    /// It kept failing, so a person has to look.
    Parked,
}

impl MailState {
    /// All states, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Parked, Self::Sent];

    /// The name in the database and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Parked => "parked",
        }
    }

    /// The state of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Which mails to show. All of it may come out of an address: what cannot be is not refused but taken for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailQuery {
    /// The beginning of a recipient's address; upper and lower case are the same. Empty for all.
    pub search: String,
    /// Only these; none for all.
    pub state: Option<MailState>,
    /// Where the page begins: [`MailList::next`] of the page before.
    pub after: Option<String>,
    /// Rows wanted: 1 to [`MOST_ROWS`], 0 for [`USUAL_ROWS`].
    pub size: u32,
}

impl MailQuery {
    /// How many rows are shown: what was asked for, within its bounds.
    pub fn rows(&self) -> u32 {
        if self.size == 0 { USUAL_ROWS } else { self.size.min(MOST_ROWS) }
    }

    /// The text that is searched for, without what makes no difference.
    pub fn words(&self) -> String {
        self.search.trim().chars().filter(|character| *character != '\0').take(LONGEST_SEARCH).collect::<String>().to_lowercase()
    }
}

/// A page of mails, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailList {
    /// The rows, at most as many as were asked for.
    pub rows: Vec<MailRow>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRow {
    /// Which.
    pub id: Uuid,
    /// What it is about, such as `order_confirmation`.
    pub kind: String,
    /// To whom; empty once that is forgotten.
    pub recipient: String,
    /// Where it stands.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next; none where it is not.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it went out.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the last try said that failed; empty otherwise.
    pub last_error: String,
    /// Whether it can be sent anew: parked, and its recipient is not forgotten.
    pub may_retry: bool,
}

/// A mail with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDetail {
    /// The mail.
    pub row: MailRow,
    /// The language that it is in.
    pub language: Language,
    /// The order that it is about.
    pub order: Option<OrderId>,
    /// What it says, or why that is not shown.
    pub body: MailBody,
    /// The names of the files with it.
    pub files: Vec<String>,
}

/// What a mail says, as far as the asker may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailBody {
    /// This.
    Shown {
        /// Its subject.
        subject: String,
        /// Its plain text.
        text: String,
    },
    /// It may hold a link that lets its reader in, so it is for nobody else.
    Secret,
    /// It is not for the asker's roles.
    Forbidden,
    /// It was forgotten, some time after it was sent.
    Forgotten,
}

/// A mail with example data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailExample {
    /// What it is about, such as `order_confirmation`.
    pub kind: String,
    /// The language that it is in.
    pub language: Language,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
}

/// All kinds of mails, and one of them with example data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTemplates {
    /// The kinds.
    pub kinds: Vec<String>,
    /// The one that was asked for.
    pub example: MailExample,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        assert!(MailState::ALL.into_iter().all(|state| MailState::from_code(state.code()) == Some(state)));
    }

    #[test]
    fn what_cannot_be_asked_for_is_not_shown() {
        let query = |size| MailQuery { size, ..MailQuery::default() }.rows();
        assert_eq!((query(0), query(1), query(u32::MAX)), (50, 1, 100));
        assert_eq!(MailQuery { search: " Anna@B.ch\0".into(), ..MailQuery::default() }.words(), "anna@b.ch");
    }
}
