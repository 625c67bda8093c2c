//! The names of a setting.

/// A setting's two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// In the environment.
    pub name: &'static str,
    /// In the file, `table.key`.
    pub key: &'static str,
}

impl Variable {
    /// The setting `name`, which the file calls `key`.
    pub const fn new(name: &'static str, key: &'static str) -> Self {
        Self { name, key }
    }
}
