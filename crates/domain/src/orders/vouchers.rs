//! Vouchers: what one takes off, and why it does not count. The same rule for the server's answer and for what the browser expects of it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::VariantId,
    vat::{BasisPoints, split},
};

/// Longest code that is looked at, as it is entered.
pub const LONGEST_CODE: usize = 64;

/// A code as it is compared: without case, blanks and hyphens. `None` when nothing is left, or when it is none by its form.
pub fn tidy_code(text: &str) -> Option<String> {
    if text.chars().count() > LONGEST_CODE {
        return None;
    }
    let is_filler = |character: char| character.is_whitespace() || matches!(character, '-' | '‐' | '–' | '_' | '.');
    let code: String = text.chars().filter(|character| !is_filler(*character)).map(|character| character.to_ascii_uppercase()).collect();
    (!code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(code)
}

/// Which of the codes that a buyer can have in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    /// The voucher.
    Voucher,
    /// The gift card.
    GiftCard,
}

impl CodeKind {
    /// The name in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Voucher => "voucher",
            Self::GiftCard => "gift_card",
        }
    }
}

/// What a voucher gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Benefit {
    /// A part of the goods' price, at most all of it.
    Percent(BasisPoints),
    /// An amount off the goods' price, in rappen.
    Amount(i64),
    /// Delivery free of charge, whatever the method.
    FreeDelivery,
}

impl Benefit {
    /// What it takes off goods of this value, in rappen: never less than nothing, never more than they cost.
    ///
    /// Percentages are rounded to five rappen, half up, because francs have no smaller coin (one-rappen coins went on 1 January 2007); the whole
    /// price is exact.
    pub fn on(self, goods: i64) -> i64 {
        let goods = goods.max(0);
        match self {
            Self::Percent(BasisPoints(10_000..)) => goods,
            Self::Percent(part) => {
                // goods × part / 10 000, in steps of five: (2 × goods × part + 5 × 10 000) / (2 × 5 × 10 000) steps.
                let steps = (2 * i128::from(goods) * i128::from(part.0) + 50_000) / 100_000;
                i64::try_from(steps * 5).unwrap_or(goods).min(goods)
            }
            Self::Amount(amount) => amount.clamp(0, goods),
            Self::FreeDelivery => 0,
        }
    }

    /// The name in the database: `percent`, `amount`, `free_delivery`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Percent(_) => "percent",
            Self::Amount(_) => "amount",
            Self::FreeDelivery => "free_delivery",
        }
    }

    /// The value in the database: basis points, rappen, or 0.
    pub fn value(self) -> i64 {
        match self {
            Self::Percent(part) => i64::from(part.0),
            Self::Amount(amount) => amount,
            Self::FreeDelivery => 0,
        }
    }

    /// The benefit of a name and a value in the database.
    pub fn from_code(code: &str, value: i64) -> Option<Self> {
        match code {
            "percent" => u16::try_from(value).ok().map(|part| Self::Percent(BasisPoints(part))),
            "amount" => Some(Self::Amount(value)),
            "free_delivery" => Some(Self::FreeDelivery),
            _ => None,
        }
    }
}

/// Why a voucher takes nothing off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VoucherProblem {
    /// Its time has not come.
    NotYet,
    /// Its time is over.
    Over,
    /// It has been used as often as it may be.
    UsedUp,
    /// This customer has used it as often as each may.
    UsedUpByCustomer,
    /// The goods that it is for are worth less than it asks.
    BelowMinimum {
        /// What they have to be worth, in rappen.
        minimum: i64,
    },
    /// It is for other goods.
    OtherGoods,
}

/// A voucher in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// Its code, tidied.
    pub code: String,
    /// What it gives.
    pub benefit: Benefit,
    /// Least value of the goods that it is for, in rappen.
    pub minimum: i64,
    /// The variants that it is for; `None` for all.
    pub only: Option<Vec<VariantId>>,
    /// What stands against it whatever the goods are.
    pub barred: Option<VoucherProblem>,
}

impl Voucher {
    /// What it takes off each of these lines (variant and gross total, in rappen), or why it takes nothing off.
    ///
    /// The discount is taken once from all goods that it is for and then spread over their lines by value, so the parts always sum to it and no
    /// line goes below zero. Free delivery takes nothing off lines.
    pub fn parts(&self, lines: &[(VariantId, i64)]) -> Result<Vec<i64>, VoucherProblem> {
        if let Some(problem) = self.barred {
            return Err(problem);
        }
        let fits = |variant: &VariantId| self.only.as_ref().is_none_or(|only| only.contains(variant));
        let values: Vec<i64> = lines.iter().map(|(variant, total)| if fits(variant) { *total } else { 0 }).collect();
        let goods = values.iter().fold(0_i64, |sum, value| sum.saturating_add(*value));
        if goods <= 0 {
            return Err(VoucherProblem::OtherGoods);
        }
        if goods < self.minimum {
            return Err(VoucherProblem::BelowMinimum { minimum: self.minimum });
        }
        Ok(split(self.benefit.on(goods), &values))
    }
}

/// What an order keeps of its voucher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedVoucher {
    /// Its code then.
    pub code: String,
    /// What it gave.
    pub benefit: Benefit,
    /// What it took off the goods, in rappen.
    pub discount: i64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn variant(number: usize) -> VariantId {
        VariantId(Uuid::from_u128(number as u128))
    }

    fn voucher(benefit: Benefit) -> Voucher {
        Voucher { code: "X".into(), benefit, minimum: 0, only: None, barred: None }
    }

    #[test]
    fn codes_are_compared_without_what_people_add() {
        for text in ["WILLKOMMEN10", " willkommen10 ", "Will kommen-10", "will\u{a0}kommen–10"] {
            assert_eq!(tidy_code(text).as_deref(), Some("WILLKOMMEN10"), "{text}");
        }
        for text in ["", "  - ", "gr\u{fc}n", "a'; DROP TABLE orders", "<b>", &"A".repeat(65)] {
            assert_eq!(tidy_code(text), None, "{text}");
        }
    }

    #[test]
    fn percentages_come_in_steps_of_five_rappen() {
        let percent = |part| Benefit::Percent(BasisPoints(part));
        assert_eq!(percent(1_000).on(4_990), 500);
        assert_eq!(percent(1_000).on(3_400), 340);
        // 0.75 of CHF 0.10 is 7.5 rappen, which is half of a step: up.
        assert_eq!(percent(7_500).on(10), 10);
        assert_eq!(percent(1_000).on(20), 0, "2 rappen are less than half a step");
        assert_eq!(percent(9_999).on(3), 3, "never above the price");
        assert_eq!(percent(10_000).on(4_993), 4_993, "the whole price is exact");
        assert_eq!(percent(1_000).on(-500), 0);
    }

    #[test]
    fn an_amount_is_never_above_the_price() {
        assert_eq!(Benefit::Amount(500).on(4_990), 500);
        assert_eq!(Benefit::Amount(500).on(300), 300);
        assert_eq!(Benefit::Amount(500).on(0), 0);
        assert_eq!(Benefit::FreeDelivery.on(4_990), 0);
    }

    #[test]
    fn only_the_goods_that_it_is_for_count_and_pay_less() {
        let some = Voucher { only: Some(vec![variant(1), variant(3)]), minimum: 3_000, ..voucher(Benefit::Amount(500)) };
        let lines = [(variant(1), 2_000), (variant(2), 9_000), (variant(3), 1_000)];
        assert_eq!(some.parts(&lines), Ok(vec![333, 0, 167]));
        assert_eq!(some.parts(&lines[..2]), Err(VoucherProblem::BelowMinimum { minimum: 3_000 }));
        assert_eq!(some.parts(&lines[1..2]), Err(VoucherProblem::OtherGoods));
        let barred = Voucher { barred: Some(VoucherProblem::Over), ..some };
        assert_eq!(barred.parts(&lines), Err(VoucherProblem::Over));
    }

    #[test]
    fn names_and_values_round_trip() {
        for benefit in [Benefit::Percent(BasisPoints(1_000)), Benefit::Amount(500), Benefit::FreeDelivery] {
            assert_eq!(Benefit::from_code(benefit.code(), benefit.value()), Some(benefit));
        }
        assert_eq!(Benefit::from_code("percent", -1), None);
        assert_eq!(Benefit::from_code("gift", 1), None);
    }

    fn benefit() -> impl Strategy<Value = Benefit> {
        prop_oneof![
            (0_u16..=10_000).prop_map(|part| Benefit::Percent(BasisPoints(part))),
            (0_i64..1_000_000).prop_map(Benefit::Amount),
            Just(Benefit::FreeDelivery),
        ]
    }

    proptest! {
        #[test]
        fn no_line_and_no_total_ever_goes_below_zero(
            totals in prop::collection::vec(1_i64..2_000_000, 1..100),
            benefit in benefit(),
            every in 1_usize..5,
            minimum in 0_i64..100_000,
        ) {
            let lines: Vec<_> = totals.iter().enumerate().map(|(number, total)| (variant(number), *total)).collect();
            let only = (every > 1).then(|| (0..lines.len()).step_by(every).map(variant).collect());
            let voucher = Voucher { minimum, only, ..voucher(benefit) };
            match voucher.parts(&lines) {
                Ok(parts) => {
                    let fits = |variant: &VariantId| voucher.only.as_ref().is_none_or(|only| only.contains(variant));
                    let goods: i64 = lines.iter().filter(|(variant, _)| fits(variant)).map(|(_, total)| total).sum();
                    prop_assert!(goods >= minimum);
                    prop_assert_eq!(parts.iter().sum::<i64>(), benefit.on(goods));
                    for (part, (variant, total)) in parts.iter().zip(&lines) {
                        prop_assert!((0..=*total).contains(part));
                        prop_assert!(fits(variant) || *part == 0);
                    }
                }
                Err(problem) => prop_assert_eq!(problem, VoucherProblem::BelowMinimum { minimum }),
            }
        }

        #[test]
        fn a_percentage_is_within_half_a_step_of_the_exact_one(goods in 5_i64..10_000_000, part in 0_u16..10_000) {
            // In ten-thousandths of a rappen.
            let exact = goods * i64::from(part);
            let given = Benefit::Percent(BasisPoints(part)).on(goods);
            prop_assert!((given * 10_000 - exact).abs() <= 25_000, "{} of {}", given, goods);
            prop_assert!(given % 5 == 0 || given == goods);
        }
    }
}
