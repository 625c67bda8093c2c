//! Times as they are written in Switzerland.
//!
//! The browser's WebAssembly holds no table of time zones. One rule is enough here: since 1996 Switzerland has had summer time from the last Sunday of
//! March to the last Sunday of October, from 01:00 UTC to 01:00 UTC (Directive 2000/84/EC, which the Swiss ordinance on summer time, SR 941.299.1,
//! follows). The tests compare it with the table of the IANA.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, Timelike, Utc};

/// The moment on Swiss clocks.
fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc() + offset(at.naive_utc())
}

/// What Swiss clocks are ahead of UTC.
fn offset(utc: NaiveDateTime) -> Duration {
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let is_summer = change(3).zip(change(10)).is_some_and(|(spring, autumn)| spring <= utc && utc < autumn);
    Duration::hours(if is_summer { 2 } else { 1 })
}

/// The last Sunday of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

/// `24.12.2026`.
pub fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}

/// A moment to the minute: `24.12.2026, 14:32`.
pub fn moment(at: DateTime<Utc>) -> String {
    let local = local(at);
    format!("{}, {:02}:{:02}", date(local.date()), local.hour(), local.minute())
}

/// The day of a moment on Swiss clocks.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// The last day that there is before an end, which usually is the midnight after it.
pub fn last_day(end: DateTime<Utc>) -> NaiveDate {
    local(end - Duration::seconds(1)).date()
}

/// The time of day: `14:32`.
pub fn clock(at: DateTime<Utc>) -> String {
    let local = local(at);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// A moment as a field for date and time takes it, on Swiss clocks: `2026-12-24T14:32`.
pub fn entered(at: DateTime<Utc>) -> String {
    let local = local(at);
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", local.year(), local.month(), local.day(), local.hour(), local.minute())
}

/// The moment that such a field holds. Of an hour that there is twice it is the first one, and of one that there is not the same so much later.
#[cfg(any(feature = "ssr", test))]
pub fn of_entered(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let local =
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")).ok()?;
    let in_summer = local.checked_sub_signed(Duration::hours(2))?;
    let utc = if offset(in_summer) == Duration::hours(2) { in_summer } else { local.checked_sub_signed(Duration::hours(1))? };
    Some(utc.and_utc())
}

/// When a day begins. Clocks change in the small hours, so midnight always is.
#[cfg(any(feature = "ssr", test))]
pub fn beginning(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    // An hour before it in UTC the offset is that of midnight: no change happens so late in the evening.
    (midnight - offset(midnight - Duration::hours(1))).and_utc()
}

/// The day that a field for a date holds: `2026-12-24`. Only of years that vouchers and cards can be about.
#[cfg(any(feature = "ssr", test))]
pub fn entered_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().filter(|day| (2000..3000).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use chrono_tz::Europe::Zurich;

    use super::*;

    /// Every hour of fifty years, against the table of the IANA.
    #[test]
    fn the_rule_is_the_tables() {
        let mut at = Utc.with_ymd_and_hms(2000, 1, 1, 0, 0, 0).unwrap();
        while at.year() < 2050 {
            assert_eq!(local(at), at.with_timezone(&Zurich).naive_local(), "{at}");
            at += Duration::hours(1);
        }
    }

    #[test]
    fn days_begin_at_midnight() {
        let mut day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for _ in 0..730 {
            assert_eq!(local(beginning(day)), day.and_hms_opt(0, 0, 0).unwrap());
            day = day.succ_opt().unwrap();
        }
    }

    /// Every half hour of a year, against the table of the IANA.
    #[test]
    fn what_is_entered_is_meant_on_swiss_clocks() {
        let mut local = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        while local.year() == 2026 {
            let text = local.format("%Y-%m-%dT%H:%M").to_string();
            let found = of_entered(&text).unwrap();
            match local.and_local_timezone(Zurich).earliest() {
                Some(expected) => {
                    assert_eq!(found, expected, "{text}");
                    assert_eq!(entered(found), text);
                }
                None => assert_eq!(entered(found), (local + Duration::hours(1)).format("%Y-%m-%dT%H:%M").to_string()),
            }
            local += Duration::minutes(30);
        }
        for text in ["", "2026-02-30T10:00", "24.12.2026", "2026-12-24", "-262143-01-01T00:00"] {
            assert_eq!(of_entered(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_day_ends_at_midnight() {
        let new_year = beginning(NaiveDate::from_ymd_opt(2027, 1, 1).unwrap());
        assert_eq!((date(last_day(new_year)), date(day(new_year))), ("31.12.2026".into(), "01.01.2027".into()));
        assert_eq!(entered_day(" 2026-12-31 "), NaiveDate::from_ymd_opt(2026, 12, 31));
        for text in ["", "31.12.2026", "2026-02-30", "1999-12-31", "-262143-01-01", "262142-12-31"] {
            assert_eq!(entered_day(text), None, "{text}");
        }
    }

    #[test]
    fn the_swiss_form() {
        let at = Utc.with_ymd_and_hms(2026, 12, 24, 23, 5, 59).unwrap();
        assert_eq!((moment(at), clock(at)), ("25.12.2026, 00:05".into(), "00:05".into()));
    }
}
