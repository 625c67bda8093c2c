//! A failure in the place of a screen's content.

use domain::{accounts::Proof, failure::Failure};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{LinkButton, Look};

use super::{title, words};
use crate::text::{use_language, use_texts};

/// What happened and what to do next: logging in, setting up a second factor, trying again. On the server it gives the answer its HTTP status.
#[component]
pub fn FailureView(
    /// What happened.
    failure: Failure,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    site::failure::set_status(&failure);
    let (language, t) = (use_language(), use_texts());
    let here = use_location().pathname.get_untracked();
    let account = format!("/{language}/account");
    let (href, next) = match &failure {
        Failure::Unauthenticated => (format!("{account}/log-in?to={here}"), t.failure.log_in),
        Failure::Unproven(Proof::SecondFactor) => (format!("{account}/second-factors/codes"), t.failure.set_up),
        Failure::Unproven(Proof::StepUp) => (format!("{account}/step-up?to={here}"), t.failure.prove),
        Failure::Forbidden => (account, t.failure.to_account),
        Failure::NotFound => ("/backoffice".to_owned(), t.failure.to_start),
        Failure::TooMany { .. } | Failure::Invalid(_) | Failure::Refused(_) | Failure::Unavailable | Failure::Internal { .. } => {
            (String::new(), t.failure.again)
        }
    };
    view! {
        <section class="px-5 py-12 md:px-8" data-testid="failure">
            <p class="mb-2 text-sm text-muted tabular-nums">{site::failure::status(&failure)}</p>
            <h2 class="text-xl font-medium">{title(t, &failure)}</h2>
            <p class="mt-4 max-w-prose text-base text-muted">{words(t, &failure)}</p>
            <p class="mt-8"><LinkButton href look=Look::Quiet external=true>{next}</LinkButton></p>
        </section>
    }
}
