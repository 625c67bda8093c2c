//! What the screens of imports show and send.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ImportFormat, ImportKind, RowError};
use crate::catalog::CategoryLink;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is on its way.
    Uploading,
    /// The file is here; what its columns are for has to be said.
    Mapping,
    /// What it would change is being found out.
    Checking,
    /// What it would change is known.
    Checked,
    /// It is being written.
    Applying,
    /// It is written.
    Applied,
    /// It is being taken back.
    Undoing,
    /// It is taken back.
    Undone,
    /// It could not be worked on; nothing was changed.
    Failed,
}

impl ImportState {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Uploading,
        Self::Mapping,
        Self::Checking,
        Self::Checked,
        Self::Applying,
        Self::Applied,
        Self::Undoing,
        Self::Undone,
        Self::Failed,
    ];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Mapping => "mapping",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Failed => "failed",
        }
    }

    /// The state of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it moves on by itself.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Uploading | Self::Checking | Self::Applying | Self::Undoing)
    }

    /// Whether what its columns are for can be said anew.
    pub const fn takes_columns(self) -> bool {
        matches!(self, Self::Mapping | Self::Checked | Self::Failed)
    }
}

/// How much of a file does what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportCounts {
    /// Rows that say something.
    pub rows: u32,
    /// Errors.
    pub errors: u32,
    /// Products that are new.
    pub new_products: u32,
    /// Products that change themselves.
    pub changed_products: u32,
    /// Variants that are new.
    pub new_variants: u32,
    /// Variants that change.
    pub changed_variants: u32,
    /// Variants that are so already.
    pub same_variants: u32,
    /// Orders that are new.
    pub new_orders: u32,
    /// Lines that those have.
    pub order_lines: u32,
    /// Rows that named pictures, which are not fetched.
    pub pictures: u32,
    /// What was left as it is when it was taken back: products and variants that somebody had changed since, orders whose buyer was forgotten since.
    pub left: u32,
}

impl ImportCounts {
    /// Whether it would change anything.
    pub const fn changes(&self) -> bool {
        self.new_products + self.changed_products + self.new_variants + self.changed_variants + self.new_orders > 0
    }
}

/// An import in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Which one.
    pub id: Uuid,
    /// The file's name.
    pub file_name: String,
    /// What it holds.
    pub kind: ImportKind,
    /// How far it is.
    pub state: ImportState,
    /// What it does.
    pub counts: ImportCounts,
    /// When the file came, UTC.
    pub at: DateTime<Utc>,
}

/// The imports of the last weeks, and a key for the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportList {
    /// The newest first.
    pub imports: Vec<ImportLine>,
    /// The next import's id: a form that is sent twice makes one.
    pub key: Uuid,
    /// What whoever asks may import.
    pub kinds: Vec<ImportKind>,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// Its name in the head.
    pub name: String,
    /// What the first rows say there.
    pub samples: Vec<String>,
    /// What it is for; empty for nothing.
    pub code: String,
}

/// What holds for the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportSettings {
    /// What each column is for; empty for nothing.
    pub columns: Vec<String>,
    /// The language of texts that have none of their own: `de`, `fr`, `it`, `en`.
    pub language: String,
    /// The category of new products whose row names none; may be empty.
    pub category: String,
    /// The weight in grams of new variants whose row says none; may be empty.
    pub weight_grams: Option<u32>,
}

/// What is new or changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportThing {
    /// A product.
    Product,
    /// A variant.
    Variant,
    /// An order of an earlier shop.
    Order,
}

/// Something that is new or changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChange {
    /// The SKU of a variant, the address of a product, the number of an order.
    pub name: String,
    /// What it is.
    pub thing: ImportThing,
    /// Whether it is new.
    pub is_new: bool,
    /// What changes: the field, what it is (nothing where it is new), and what it would be.
    pub fields: Vec<(String, String, String)>,
}

/// An import as its screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDetail {
    /// Which one.
    pub id: Uuid,
    /// Its version: a form goes with the one that its screen showed.
    pub version: i64,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub bytes: i64,
    /// Whose way of writing it is.
    pub format: ImportFormat,
    /// What parts its cells.
    pub delimiter: char,
    /// How far it is.
    pub state: ImportState,
    /// How much of what it is doing is done, in percent.
    pub percent: u8,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// What holds for the whole file.
    pub settings: ImportSettings,
    /// What can be chosen as a category.
    pub categories: Vec<CategoryLink>,
    /// What it does.
    pub counts: ImportCounts,
    /// The first of its errors.
    pub errors: Vec<RowError>,
    /// The first of its changes.
    pub changes: Vec<ImportChange>,
    /// What was left as it is when it was taken back.
    pub left: Vec<String>,
    /// Whether it can be taken back still.
    pub can_undo: bool,
}
