//! Which vouchers are shown: plain links.

use domain::backoffice::{VoucherQuery, VoucherState};
use leptos::prelude::*;

use super::{
    query::{TABLE, address},
    words::state_words,
};
use crate::{orders::FILTER, text::use_texts};

/// All of them, or those that stand somewhere. What is searched for stays; the page does not.
#[component]
pub fn Filters(
    /// What the address asks for.
    wanted: Memo<VoucherQuery>,
) -> impl IntoView {
    let t = use_texts();
    let groups = std::iter::once((t.vouchers.all, None)).chain(VoucherState::ALL.map(|state| (state_words(t, state).0, Some(state))));
    let links = groups
        .map(|(words, state)| {
            let href = move || wanted.with(|wanted| address(TABLE, &VoucherQuery { state, after: None, ..wanted.clone() }));
            let is_here = move || wanted.with(|wanted| wanted.state == state);
            view! { <li><a href=href aria-current=move || is_here().then_some("true") class=FILTER>{words}</a></li> }
        })
        .collect_view();
    view! {
        <nav aria-label=t.vouchers.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{links}</ul>
        </nav>
    }
}
