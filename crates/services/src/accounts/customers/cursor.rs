//! Where a page of customers begins: after which row. Written into addresses, so nothing in it is believed beyond its form.

/// The last row of the page before. Accounts come before guests of the same address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// What the rows are ordered by: the address as it is looked for. None before the first row.
    pub key: Option<String>,
    /// Whether the row was a guest's.
    pub guest: bool,
}

impl Cursor {
    /// What [`Cursor::write`] wrote; the beginning for anything else.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(Self::parse).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let (kind, key) = text.split_once('.')?;
        let guest = match kind {
            "a" => false,
            "g" => true,
            _ => return None,
        };
        (!key.contains('\0')).then(|| Self { key: Some(key.to_owned()), guest })
    }

    /// For an address: `a.anna@example.ch`.
    pub fn write(&self) -> String {
        format!("{}.{}", if self.guest { "g" } else { "a" }, self.key.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for guest in [false, true] {
            let cursor = Cursor { key: Some("anna.b@example.ch".into()), guest };
            assert_eq!(Cursor::read(Some(&cursor.write())), cursor);
        }
        for text in [None, Some(""), Some("anna"), Some("x.anna"), Some("a.an\0na")] {
            assert_eq!(Cursor::read(text).key, None, "{text:?}");
        }
    }
}
