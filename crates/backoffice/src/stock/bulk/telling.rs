//! What became of a booking for many articles.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use site::told::told;
use ui::{Notice, Tone};

use crate::{
    failure::words,
    stock::query::TABLE,
    text::{Texts, use_texts},
};

/// The query's name for the SKUs of what could not be taken back.
pub const STAYED: &str = "stayed";

/// What the table's address tells. It takes the focus, so that nobody misses it. A variant beside the table tells what it was answered itself.
#[component]
pub fn BulkTelling() -> impl IntoView {
    let t = use_texts();
    let (path, query) = (use_location().pathname, use_query_map());
    let failed = told().map(|failure| words(t, &failure));
    move || {
        if path.get().trim_end_matches('/') != TABLE {
            return ().into_any();
        }
        let (done, stayed) =
            query.with(|query| (query.get("done").unwrap_or_default(), query.get(STAYED).filter(|stayed| !stayed.is_empty())));
        let (tone, said) = match (&failed, done_words(t, &done)) {
            (Some(failed), _) => (Tone::Bad, failed.clone()),
            (None, Some(words)) => (if stayed.is_some() { Tone::Warn } else { Tone::Good }, words.to_owned()),
            (None, None) => return ().into_any(),
        };
        let name = if failed.is_some() { "failed" } else { "done" };
        let stayed = stayed.map(|stayed| view! { <p class="mt-1 break-words tabular-nums" data-testid="stayed">{stayed}</p> });
        view! {
            <div tabindex="-1" autofocus=true class="mx-5 mt-3 max-w-prose outline-none md:mx-8">
                <Notice tone><p data-testid=name>{said}</p> {stayed}</Notice>
            </div>
        }
        .into_any()
    }
}

/// The words for what was done. Anyone can write an address, so only these are said.
fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    Some(match code {
        "stock-booked" => t.bookings.booked,
        "stock-undone" => t.bookings.undone,
        "stock-undone-partly" => t.bookings.undone_partly,
        _ => return None,
    })
}
