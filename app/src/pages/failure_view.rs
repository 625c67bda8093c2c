//! A failure in the place of a page's content.

use domain::failure::Failure;
use leptos::prelude::*;
use ui::{LinkButton, Look, PAGE};

use super::title;
use crate::{
    seo::Head,
    text::{use_language, use_texts},
};

/// What happened, what was kept, what to do next. On the server it gives the answer its HTTP status.
#[component]
pub fn FailureView(
    /// What happened.
    failure: Failure,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::failure::set_status(&failure);
    let (language, t) = (use_language(), use_texts());
    let is_lost = failure == Failure::NotFound;
    let title = title(t, &failure);
    view! {
        <Head title=title description="" path="" private=true/>
        <section class=format!("{PAGE} py-20 md:py-32") data-testid="failure">
            <p class="mb-4 text-sm text-muted tabular-nums">{crate::failure::status(&failure)}</p>
            <h1 class="max-w-prose text-xl font-medium md:text-2xl">{title}</h1>
            <p class="mt-6 max-w-prose text-lg text-muted">{super::words(t, &failure)}</p>
            <div class="mt-10 flex flex-wrap gap-4">
                {(!is_lost).then(|| view! { <LinkButton href="" external=true>{t.failure.again}</LinkButton> })}
                <LinkButton href=format!("/{language}") look=if is_lost { Look::Main } else { Look::Quiet }>{t.failure.home}</LinkButton>
            </div>
        </section>
    }
}
