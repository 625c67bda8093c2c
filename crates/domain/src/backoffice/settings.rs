//! The shop's settings, as their screen shows and sends them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Offer, Who};
use crate::settings::{Setting, SettingValues};

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsDetail {
    /// Counts changes on the screen.
    pub version: i64,
    /// When and by whom they were changed last on the screen.
    pub changed: Option<(DateTime<Utc>, Who)>,
    /// Each of them.
    pub rows: Vec<SettingRow>,
    /// Whether the asker may change the account that transfers go to.
    pub account: Offer,
}

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingRow {
    /// Which one.
    pub setting: Setting,
    /// What is stored; empty where nothing is.
    pub stored: String,
    /// What holds instead where it is the operator's: what they have set, or what is built in where they have left it out of theirs.
    pub operator: Option<String>,
    /// Whether it is passed over because it breaks a rule that came after it.
    pub is_wrong: bool,
}

impl SettingsDetail {
    /// A setting's row.
    pub fn row(&self, setting: Setting) -> Option<&SettingRow> {
        self.rows.iter().find(|row| row.setting == setting)
    }
}

/// Stores settings as somebody wrote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveSettingsRequest {
    /// What their screen showed.
    pub version: i64,
    /// All of them; what is not there is unset.
    pub values: SettingValues,
}
