//! The ways to a table's other pages.

use leptos::prelude::*;
use ui::{LinkButton, Look};

use crate::text::use_texts;

/// To the first page, unless it is shown, and to the next one where there is one.
#[component]
pub fn Pages(
    /// After which row the page begins that is shown; none for the first page.
    after: Option<String>,
    /// After which row the next one begins; none after the last page.
    next: Option<String>,
    /// The address of the page that begins after a row.
    to: impl Fn(Option<String>) -> String,
) -> impl IntoView {
    let t = use_texts();
    let first = after.map(|_| view! { <LinkButton href=to(None) look=Look::Small>{t.orders.first}</LinkButton> });
    let more = next.map(|next| view! { <LinkButton href=to(Some(next)) look=Look::Small>{t.orders.more}</LinkButton> });
    view! { <p class="flex gap-3 px-5 py-6 empty:hidden md:px-8">{first} {more}</p> }
}
