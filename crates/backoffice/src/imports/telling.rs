//! What the last form was answered.

use domain::{
    backoffice::{ImportRefusal, LARGEST_IMPORT, StaffRefusal},
    failure::{Failure, Refusal},
};
use leptos::prelude::*;
use site::told::told;
use ui::{Notice, Tone};

use crate::{
    failure::words,
    text::{Texts, use_texts},
};

/// What the last form was answered, as the address tells it. It takes the focus, so that nobody misses it.
#[component]
pub fn Telling() -> impl IntoView {
    let t = use_texts();
    told()
        // The fields say more.
        .filter(|failure| !matches!(failure, Failure::Invalid(_)))
        .map(|failure| {
            let said = match &failure {
                Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. })) => t.imports.moved_on.to_owned(),
                failure => words(t, failure),
            };
            view! {
                <div tabindex="-1" autofocus=true class="mt-4 max-w-prose outline-none" data-testid="failed"><Notice tone=Tone::Bad>{said}</Notice></div>
            }
        })
}

/// Why a file is not taken.
pub fn refusal_words(t: &'static Texts, refusal: ImportRefusal) -> String {
    match refusal {
        ImportRefusal::Encoding { line, byte } => t.imports.bad_encoding(&byte.to_string(), &line.to_string()),
        ImportRefusal::Empty => t.imports.empty_file.to_owned(),
        ImportRefusal::TooLarge => t.imports.too_large(&(LARGEST_IMPORT / 1024 / 1024).to_string()),
        ImportRefusal::Columns => t.imports.bad_columns.to_owned(),
        ImportRefusal::NotNow => t.imports.not_now.to_owned(),
    }
}
