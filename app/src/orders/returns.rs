//! The order's returns, and how far they are.

use domain::orders::{OrderLineView, ReturnState};
use leptos::prelude::*;
use ui::{Badge, Tone};

use super::{OrderContent, ReturnContent, parcels::PieceList, return_form::reason_words, timeline::return_words};
use crate::text::use_texts;

/// A card for each return; nothing while there is none.
#[component]
pub fn Returns(
    /// The order.
    order: OrderContent,
) -> impl IntoView {
    let t = use_texts();
    if order.returns.is_empty() {
        return ().into_any();
    }
    let OrderContent { returns, lines, .. } = order;
    let cards = returns.into_iter().map(|goods| view! { <Return goods lines=lines.clone()/> }).collect_view();
    view! {
        <section class="mt-16" aria-labelledby="returns">
            <h2 id="returns" class="mb-4 text-lg font-medium">{t.returns.title}</h2>
            <ul class="grid gap-4" data-testid="returns">{cards}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Return(goods: ReturnContent, lines: Vec<OrderLineView>) -> impl IntoView {
    let t = use_texts();
    let ReturnContent { number, state, reason, words, answer, pieces, requested_on } = goods;
    let tone = match state {
        ReturnState::Requested => Tone::Quiet,
        ReturnState::Accepted | ReturnState::Received | ReturnState::Closed => Tone::Good,
        ReturnState::Refused => Tone::Warn,
    };
    view! {
        <li class="rounded-sm border border-hairline p-5" data-state=state.code()>
            <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <h3 class="font-medium">{t.returns.number(&number.to_string())}</h3>
                <Badge tone>{return_words(t, state)}</Badge>
            </div>
            <p class="mt-1 text-sm text-muted tabular-nums">{requested_on} " · " {reason_words(t, reason)}</p>
            <PieceList pieces lines/>
            {(!words.is_empty()).then(|| view! { <p class="mt-4 max-w-prose text-sm whitespace-pre-line text-muted">{words}</p> })}
            {(!answer.is_empty())
                .then(|| {
                    view! {
                        <p class="mt-4 text-sm font-medium">{t.returns.answer}</p>
                        <p class="max-w-prose text-sm whitespace-pre-line">{answer}</p>
                    }
                })}
        </li>
    }
}
