//! Vouchers in words.

use domain::{
    backoffice::{VoucherLimits, VoucherState},
    money::Money,
    orders::Benefit,
};
use ui::Tone;

use crate::{
    text::Texts,
    time::{date, day, last_day},
};

/// Where a voucher stands.
pub const fn state_words(t: &'static Texts, state: VoucherState) -> (&'static str, Tone) {
    match state {
        VoucherState::Active => (t.vouchers.active, Tone::Good),
        VoucherState::Scheduled => (t.vouchers.scheduled, Tone::Warn),
        VoucherState::Ended => (t.vouchers.ended, Tone::Quiet),
        VoucherState::UsedUp => (t.vouchers.used_up, Tone::Quiet),
    }
}

/// What it gives.
pub fn benefit_words(t: &'static Texts, benefit: Benefit) -> String {
    match benefit {
        Benefit::Percent(part) => t.vouchers.percent_off(&percent(part.0)),
        Benefit::Amount(amount) => t.vouchers.amount_off(&Money::rappen(amount).to_string()),
        Benefit::FreeDelivery => t.vouchers.free_delivery.to_owned(),
    }
}

/// Basis points as per cent: `10`, `12.5`, `0.05`.
fn percent(part: u16) -> String {
    let digits = format!("{}.{:02}", part / 100, part % 100);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How many uses of how many.
pub fn uses_words(t: &'static Texts, uses: u32, most: Option<u32>) -> String {
    match most {
        Some(most) => t.vouchers.uses_of(&most.to_string(), &uses.to_string()),
        None => uses.to_string(),
    }
}

/// When it counts, by its first and its last day.
pub fn period_words(t: &'static Texts, limits: &VoucherLimits) -> String {
    let from = limits.valid_from.map(|from| date(day(from)));
    let until = limits.valid_until.map(|until| date(last_day(until)));
    match (from, until) {
        (Some(from), Some(until)) => format!("{from} – {until}"),
        (Some(from), None) => t.vouchers.from(&from),
        (None, Some(until)) => t.vouchers.until(&until),
        (None, None) => t.vouchers.always.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_have_no_more_digits_than_they_need() {
        assert_eq!([1_000, 1_250, 5, 10_000, 3_333].map(percent), ["10", "12.5", "0.05", "100", "33.33"]);
    }
}
