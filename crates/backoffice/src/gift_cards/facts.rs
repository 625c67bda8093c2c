//! How much there is on a card.

use domain::{backoffice::GiftCardDetail, money::Money};
use leptos::prelude::*;

use super::words::state_words;
use crate::{
    text::use_texts,
    time::{date, last_day, moment},
};
use ui::Badge;

/// Where it stands, what is left on it, and until when.
#[component]
pub fn Facts(
    /// The card.
    card: GiftCardDetail,
) -> impl IntoView {
    let t = use_texts();
    let GiftCardDetail { row, block, .. } = card;
    let figure = |words: &'static str, value: String, name: &'static str| {
        view! {
            <div class="min-w-0 rounded-sm bg-raised p-3">
                <dt class="truncate text-xs text-muted">{words}</dt>
                <dd class="mt-1 text-lg font-medium tabular-nums" data-testid=name>{value}</dd>
            </div>
        }
    };
    let (words, tone) = state_words(t, row.state);
    let until = row.expires_at.map_or_else(|| t.cards.always.to_owned(), |until| date(last_day(until)));
    let blocked = block.map(|block| {
        view! {
            <p class="text-sm break-words" data-testid="blocked">
                {t.cards.blocked_since(&moment(block.at))} " " {block.reason}
            </p>
        }
    });
    view! {
        <div class="grid gap-3">
            <p data-testid="card-state" data-state=row.state.code()><Badge tone>{words}</Badge></p>
            {blocked}
            <dl class="grid gap-3 md:grid-cols-3" data-testid="figures">
                {figure(t.cards.balance, Money::rappen(row.balance).digits(), "figure-balance")}
                {figure(t.cards.issued, Money::rappen(row.issued).digits(), "figure-issued")}
                {figure(t.cards.until, until, "figure-until")}
            </dl>
        </div>
    }
}
