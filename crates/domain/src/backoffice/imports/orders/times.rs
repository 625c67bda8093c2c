//! When an order was placed, as files write it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// The first year that an order can be of.
const FIRST_YEAR: i32 = 1990;

/// A time with its zone, or without one, which is UTC then; a day alone is its noon, which is the same day in Switzerland.
pub(super) fn time(text: &str) -> Option<DateTime<Utc>> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    let zoned = || DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z")).ok();
    let plain = || {
        let formats = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"];
        formats.into_iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    };
    let day = || ["%Y-%m-%d", "%d.%m.%Y"].into_iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok());
    let at = zoned()
        .map(|at| at.with_timezone(&Utc))
        .or_else(|| plain().map(|at| at.and_utc()))
        .or_else(|| day().map(|day| day.and_time(noon).and_utc()))?;
    (at.year() >= FIRST_YEAR && at.year() < 10_000).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_files_write_them() {
        let read = |text| time(text).map(|at| at.to_rfc3339());
        for text in ["2024-05-01T08:00:00Z", "2024-05-01 10:00:00 +0200", "2024-05-01 08:00:00", "01.05.2024 08:00"] {
            assert_eq!(read(text).as_deref(), Some("2024-05-01T08:00:00+00:00"), "{text}");
        }
        for text in ["2024-05-01", "01.05.2024"] {
            assert_eq!(read(text).as_deref(), Some("2024-05-01T12:00:00+00:00"), "{text}");
        }
        for text in ["", "gestern", "2024-13-01", "0024-05-01", "05/01/2024"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
