//! Where a page of orders begins: after which row of which sort. Written into addresses, so nothing in it is believed beyond its form.

use chrono::{DateTime, Utc};
use domain::backoffice::OrderSort;
use uuid::Uuid;

/// The last row of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub sort: OrderSort,
    /// The row's time in microseconds, or its total in rappen.
    pub key: i64,
    pub id: Uuid,
}

/// Before all times and after all times that a row can have, in microseconds.
const EARLIEST: i64 = -60_000_000_000_000_000;
const LATEST: i64 = 250_000_000_000_000_000;

impl Cursor {
    /// Before the first row.
    pub fn beginning(sort: OrderSort) -> Self {
        match sort {
            OrderSort::Newest => Self { sort, key: LATEST, id: Uuid::max() },
            OrderSort::Oldest => Self { sort, key: EARLIEST, id: Uuid::nil() },
            OrderSort::Dearest => Self { sort, key: i64::MAX, id: Uuid::max() },
            OrderSort::Cheapest => Self { sort, key: i64::MIN, id: Uuid::nil() },
        }
    }

    /// What [`Cursor::write`] wrote for the same sort; the beginning for anything else.
    pub fn read(sort: OrderSort, text: Option<&str>) -> Self {
        text.and_then(|text| Self::parse(sort, text)).unwrap_or_else(|| Self::beginning(sort))
    }

    fn parse(sort: OrderSort, text: &str) -> Option<Self> {
        let (code, rest) = text.split_once('.')?;
        let (key, id) = rest.split_once('.')?;
        let (key, id) = (key.parse().ok()?, id.parse().ok()?);
        let is_time = matches!(sort, OrderSort::Newest | OrderSort::Oldest);
        (code == sort.code() && (!is_time || (EARLIEST..=LATEST).contains(&key))).then_some(Self { sort, key, id })
    }

    /// For an address: `newest.1730000000000000.018f…`.
    pub fn write(self) -> String {
        format!("{}.{}.{}", self.sort.code(), self.key, self.id.simple())
    }

    /// The key as a time.
    pub fn time(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.key).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for sort in OrderSort::ALL {
            let cursor = Cursor { sort, key: 1_730_000_000_123_456, id: Uuid::from_u128(42) };
            assert_eq!(Cursor::read(sort, Some(&cursor.write())), cursor);
            assert_eq!(Cursor::read(sort, None), Cursor::beginning(sort));
        }
    }

    #[test]
    fn what_is_not_ours_begins_from_the_start() {
        let newest = Cursor { sort: OrderSort::Newest, key: 7, id: Uuid::from_u128(42) }.write();
        let foreign = [
            "",
            "newest",
            "newest.7",
            "newest.x.y",
            "newest.9223372036854775807.00000000000000000000000000000000",
            &newest.replace("newest", "oldest"),
        ];
        for text in foreign {
            assert_eq!(Cursor::read(OrderSort::Newest, Some(text)), Cursor::beginning(OrderSort::Newest), "{text}");
        }
        assert_eq!(Cursor::read(OrderSort::Oldest, Some(&newest)), Cursor::beginning(OrderSort::Oldest));
    }

    #[test]
    fn times_are_in_the_range_of_databases() {
        assert!(Cursor::beginning(OrderSort::Newest).time() > Cursor::beginning(OrderSort::Oldest).time());
    }
}
