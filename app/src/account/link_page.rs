//! What all pages that a link opens have in common.

use domain::{
    accounts::{AccountRefusal, LinkKind, LinkView},
    failure::{Failure, Refusal},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{LinkButton, Look, Skeleton};

use super::{form::Said, narrow::Narrow, server_fns::read_link};
use crate::{
    failure::AppFailure,
    pages::{FailureView, load},
    text::{use_language, use_texts},
};

/// A link that is good, as its page shows it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it carries.
    pub token: String,
    /// What it is about.
    pub link: LinkView,
}

/// Looks at the link in the page's address and shows what it is about, or that it is good no more.
pub fn opened(kind: LinkKind, show: impl Fn(Opened) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.read().get("token").unwrap_or_default());
    let link = load(move || token.get(), move |token| read_link(kind, token));
    let words = use_texts().site.loading;
    view! {
        <Transition fallback=move || view! { <Skeleton words=words/> }>
            {move || Suspend::new(async move {
                match link.await {
                    Ok(link) => show(Opened { token: token.get_untracked(), link }),
                    Err(AppFailure(Failure::Refused(Refusal::Account(AccountRefusal::LinkInvalid)))) => view! { <GoodNoMore kind/> }.into_any(),
                    Err(AppFailure(failure)) => view! { <FailureView failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// Whoever has used a link and lost the answer has done what it is for: so the log-in comes first.
#[component]
fn GoodNoMore(kind: LinkKind) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::failure::set_status(&Failure::Refused(AccountRefusal::LinkInvalid.into()));
    let (language, t) = (use_language(), use_texts());
    let again = match kind {
        LinkKind::Register => Some("register"),
        LinkKind::Reset | LinkKind::EmailRevert => Some("forgotten"),
        LinkKind::EmailChange => Some("credentials"),
        LinkKind::Verify | LinkKind::Invitation | LinkKind::FirstAdmin => None,
    };
    view! {
        <Narrow title=t.login.link_title said=Said::of_page()>
            <p class="mb-8 text-base text-muted" data-testid="link-invalid">{t.login.link_text}</p>
            <div class="flex flex-wrap gap-4">
                <LinkButton href=format!("/{language}/account/log-in")>{t.login.title}</LinkButton>
                {again.map(|path| view! { <LinkButton href=format!("/{language}/account/{path}") look=Look::Quiet>{t.login.ask_again}</LinkButton> })}
            </div>
        </Narrow>
    }
}
