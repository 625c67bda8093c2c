//! Where a page of products begins: after which row. Written into addresses, so nothing in it is believed beyond its form.

use uuid::Uuid;

/// The last row of the page before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// What the rows are ordered by: the name as it is searched in. None before the first row.
    pub name: Option<String>,
    /// The row's id.
    pub id: Uuid,
}

impl Cursor {
    /// What [`Cursor::write`] wrote; the beginning for anything else.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(Self::parse).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let (id, name) = text.split_once('.')?;
        let is_sound = !name.contains('\0');
        Some(Self { name: is_sound.then(|| name.to_owned()), id: id.parse().ok()? })
    }

    /// For an address: `018f….tasse aare`.
    pub fn write(&self) -> String {
        format!("{}.{}", self.id.simple(), self.name.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let cursor = Cursor { name: Some("tasse 2.0".into()), id: Uuid::from_u128(42) };
        assert_eq!(Cursor::read(Some(&cursor.write())), cursor);
        for text in [None, Some(""), Some("tasse"), Some("x.tasse"), Some("00000000000000000000000000000000.a\0")] {
            assert_eq!(Cursor::read(text).name, None, "{text:?}");
        }
    }
}
