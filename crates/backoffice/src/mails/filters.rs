//! Which mails are shown: plain links.

use domain::backoffice::{MailQuery, MailState};
use leptos::prelude::*;

use super::{
    query::{TABLE, address},
    words::state_words,
};
use crate::{orders::FILTER, text::use_texts};

/// All of them, or those in one state. What is searched for stays; the page does not.
#[component]
pub fn Filters(
    /// What the address asks for.
    wanted: Memo<MailQuery>,
) -> impl IntoView {
    let t = use_texts();
    let states = MailState::ALL.map(|state| (state_words(t, state).0, Some(state)));
    let links = std::iter::once((t.mail.all, None))
        .chain(states)
        .map(|(words, state)| {
            let href = move || wanted.with(|wanted| address(TABLE, &MailQuery { state, after: None, ..wanted.clone() }));
            let is_here = move || wanted.with(|wanted| wanted.state == state);
            view! { <li><a href=href aria-current=move || is_here().then_some("true") class=FILTER>{words}</a></li> }
        })
        .collect_view();
    view! {
        <nav aria-label=t.mail.filters data-testid="filters">
            <ul class="-mx-3 flex flex-wrap">{links}</ul>
        </nav>
    }
}
