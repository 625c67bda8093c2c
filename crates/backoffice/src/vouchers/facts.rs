//! What a voucher is, in a list of facts.

use domain::{backoffice::VoucherDetail, money::Money};
use leptos::prelude::*;

use super::words::{benefit_words, period_words, uses_words};
use crate::{orders::staff_name, text::use_texts, time::moment};

/// What it takes off, when and how often, and what it has taken off so far.
#[component]
pub fn Facts(
    /// The voucher.
    voucher: VoucherDetail,
) -> impl IntoView {
    let t = use_texts();
    let VoucherDetail { row, categories, who, at, saved, .. } = voucher;
    let goods = if categories.is_empty() { t.vouchers.all_goods.to_owned() } else { categories.join(", ") };
    let minimum = (row.minimum > 0).then(|| (t.vouchers.minimum, "fact-minimum", Money::rappen(row.minimum).digits()));
    let by_customer = row.limits.most_uses_by_customer.map(|most| (t.vouchers.by_customer, "fact-by-customer", most.to_string()));
    let facts = [
        Some((t.vouchers.benefit_of, "fact-benefit", benefit_words(t, row.benefit))),
        Some((t.vouchers.goods, "fact-goods", goods)),
        minimum,
        Some((t.vouchers.period, "fact-period", period_words(t, &row.limits))),
        Some((t.vouchers.uses, "fact-uses", uses_words(t, row.uses, row.limits.most_uses))),
        by_customer,
        Some((t.vouchers.saved, "fact-saved", Money::rappen(saved).to_string())),
        Some((t.vouchers.made, "fact-made", format!("{} · {}", moment(at), staff_name(t, &who)))),
    ];
    let rows = facts
        .into_iter()
        .flatten()
        .map(|(words, name, value)| {
            view! {
                <div class="grid gap-x-4 py-2 md:grid-cols-2">
                    <dt class="text-muted">{words}</dt>
                    <dd class="min-w-0 break-words tabular-nums" data-testid=name>{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="divide-y divide-hairline border-y border-hairline text-sm">{rows}</dl> }
}
