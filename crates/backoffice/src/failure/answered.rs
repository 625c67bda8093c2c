//! What the last form was answered, for screens whose forms are the browser's own.

use domain::{
    backoffice::StaffRefusal,
    failure::{Failure, Refusal},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::told::told;
use ui::{Notice, Tone};

use super::words;
use crate::text::{Texts, use_texts};

/// What the last form was answered, as the address tells it. It takes the focus, so that nobody misses it.
#[component]
pub fn Answered(
    /// What is said when somebody else has changed it meanwhile.
    changed: &'static str,
    /// The words for what was done, by the code in the address. Anyone can write an address, so only these are said.
    done: fn(&'static Texts, &str) -> Option<&'static str>,
) -> impl IntoView {
    let t = use_texts();
    let (tone, name, said) = match told() {
        // The list of wrong fields says more.
        Some(Failure::Invalid(errors)) if !errors.is_empty() => return ().into_any(),
        Some(_) if has_changed() => (Tone::Warn, "failed", changed.to_owned()),
        Some(failure) => (Tone::Bad, "failed", words(t, &failure)),
        None => match use_query_map().with_untracked(|query| query.get("done")).and_then(|code| done(t, &code)) {
            Some(words) => (Tone::Good, "done", words.to_owned()),
            None => return ().into_any(),
        },
    };
    view! { <div tabindex="-1" autofocus=true class="mt-4 max-w-prose outline-none" data-testid=name><Notice tone>{said}</Notice></div> }
        .into_any()
}

/// Whether the last form was refused because somebody else had changed what it was about.
pub fn has_changed() -> bool {
    matches!(told(), Some(Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. }))))
}
