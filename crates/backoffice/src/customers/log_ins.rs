//! Who has tried to get into an account.

use chrono::SecondsFormat;
use domain::{accounts::LogInView, backoffice::CustomerAccount};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::told::with_query;
use ui::{Badge, LinkButton, Look};

use super::{
    query::{BEFORE, TABLE, address, of_address},
    words::{device_words, method_words, outcome_words},
};
use crate::{text::use_texts, time::moment};

/// The latest first, in pages that have addresses of their own.
#[component]
pub fn LogIns(
    /// The account.
    account: CustomerAccount,
) -> impl IntoView {
    let t = use_texts();
    let query = use_query_map();
    let (here, is_later) = query.with_untracked(|query| {
        let page = format!("{TABLE}/{}", account.id);
        (address(&page, &of_address(query)), query.get(BEFORE).is_some_and(|before| !before.is_empty()))
    });
    let first = is_later.then(|| view! { <LinkButton href=here.clone() look=Look::Small>{t.stock.newest}</LinkButton> });
    let more = account.older_log_ins.map(|older| {
        let href = with_query(&here, &[(BEFORE, &older.to_rfc3339_opts(SecondsFormat::Micros, true))]);
        view! { <LinkButton href look=Look::Small>{t.stock.older}</LinkButton> }
    });
    let none = account.log_ins.is_empty().then(|| view! { <p class="text-sm text-muted">{t.customer.no_log_ins}</p> });
    let rows = account.log_ins.into_iter().map(|log_in| view! { <LogIn log_in/> }).collect_view();
    view! {
        <section aria-labelledby="log-ins">
            <h3 id="log-ins" class="text-base font-medium">{t.customer.log_ins}</h3>
            <p class="mb-2 max-w-prose text-sm text-muted">{t.customer.log_ins_text}</p>
            {none}
            <ol class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="log-ins">{rows}</ol>
            <p class="mt-4 flex gap-3 empty:hidden">{first} {more}</p>
        </section>
    }
}

#[component]
fn LogIn(log_in: LogInView) -> impl IntoView {
    let t = use_texts();
    let LogInView { at, method, outcome, place, device } = log_in;
    let (words, tone) = outcome_words(t, outcome);
    view! {
        <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-sm" data-outcome=outcome.code()>
            <span class="tabular-nums">{moment(at)}</span>
            <Badge tone>{words}</Badge>
            <span class="w-full text-xs text-muted">
                {method_words(t, method)} " · " {device_words(t, device)} " · " <span class="tabular-nums">{place}</span>
            </span>
        </li>
    }
}
