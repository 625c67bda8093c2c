//! What the last form was answered.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::told::told;
use ui::{Notice, Tone};

use crate::{failure::words, text::use_texts};

/// What the last form was answered, as the address tells it. It takes the focus, so that nobody misses it.
#[component]
pub fn Telling() -> impl IntoView {
    let t = use_texts();
    let (tone, name, said) = if let Some(failure) = told() {
        (Tone::Bad, "failed", words(t, &failure))
    } else if use_query_map().with_untracked(|query| query.get("done")).is_some_and(|done| done == "mails-retried") {
        (Tone::Good, "done", t.mail.retried.to_owned())
    } else {
        return ().into_any();
    };
    view! { <div tabindex="-1" autofocus=true class="max-w-prose outline-none" data-testid=name><Notice tone>{said}</Notice></div> }
        .into_any()
}
