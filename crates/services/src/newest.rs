//! Where a page of what is listed with the newest first begins: after which row. Written into addresses, so nothing in it is believed beyond its form.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The last row of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// When the row was written.
    pub at: DateTime<Utc>,
    /// Which row it was.
    pub id: Uuid,
}

impl Cursor {
    /// What [`Cursor::write`] wrote; none for anything else.
    pub fn read(text: Option<&str>) -> Option<Self> {
        let (at, id) = text?.split_once('.')?;
        Some(Self { at: DateTime::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
    }

    /// For an address: `1764000000000000.018f…`.
    pub fn write(self) -> String {
        format!("{}.{}", self.at.timestamp_micros(), self.id.simple())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let cursor = Cursor { at: DateTime::UNIX_EPOCH, id: Uuid::from_u128(42) };
        assert_eq!(Cursor::read(Some(&cursor.write())), Some(cursor));
        for text in [None, Some(""), Some("1"), Some("x.y"), Some("99999999999999999999.1")] {
            assert_eq!(Cursor::read(text), None, "{text:?}");
        }
    }
}
