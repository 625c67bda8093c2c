//! Everything that happened, and by whom.

use domain::backoffice::{OrderDetail, TimelineRow};
use leptos::prelude::*;

use super::words::{happening_words, staff_name};
use crate::{text::use_texts, time::moment};

/// The list, oldest first.
#[component]
pub fn Timeline(
    /// The order.
    order: OrderDetail,
) -> impl IntoView {
    let t = use_texts();
    let row = |TimelineRow { what, who, at }: TimelineRow| {
        view! {
            <li class="flex flex-wrap gap-x-6 py-2 text-sm">
                <span class="w-36 shrink-0 text-muted tabular-nums">{moment(at)}</span>
                <span class="min-w-0 flex-1">{happening_words(t, what)} <span class="block text-xs text-muted">{staff_name(t, &who)}</span></span>
            </li>
        }
    };
    view! {
        <section aria-labelledby="timeline">
            <h3 id="timeline" class="mb-2 text-base font-medium">{t.order.timeline}</h3>
            <ol class="divide-y divide-hairline border-y border-hairline" data-testid="timeline">{order.timeline.into_iter().map(row).collect_view()}</ol>
        </section>
    }
}
