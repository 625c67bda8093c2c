use serde::{Deserialize, Serialize};

/// How a file is encoded. Nothing is guessed: a file that is not what it is said to be would fill the shop with broken words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// What spreadsheets on Windows write by themselves.
    Windows1252,
}

impl Encoding {
    /// The encoding of a name: `utf-8`, `windows-1252`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "utf-8" => Some(Self::Utf8),
            "windows-1252" => Some(Self::Windows1252),
            _ => None,
        }
    }
}
