//! Pages that are somebody's own.

use domain::failure::Failure;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;
use ui::{PAGE, Skeleton};

use super::{
    form::{Ask, Said, Telling},
    log_in_page::LogInForm,
    narrow::Narrow,
    server_fns::{LogOut, log_out},
    standing::Visitor,
};
use crate::{
    failure::AppFailure,
    pages::{FailureView, Loading},
    seo::Head,
    text::{Texts, use_language, use_texts},
};

/// Shows content once it is there. Whoever is not logged in is asked to do so in its place, and then finds it.
pub fn own<T>(content: Loading<T>, show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let words = use_texts().site.loading;
    view! {
        <Transition fallback=move || view! { <Skeleton words=words/> }>
            {move || Suspend::new(async move {
                match content.await {
                    Ok(content) => show(content),
                    Err(AppFailure(Failure::Unauthenticated)) => view! { <LogInFirst/> }.into_any(),
                    Err(AppFailure(failure)) => view! { <FailureView failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// The log-in in the place of a page that is somebody's own. On the server it gives the answer its HTTP status.
#[component]
fn LogInFirst() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::failure::set_status(&Failure::Unauthenticated);
    let t = use_texts();
    let to = use_location().pathname.get_untracked();
    let said = Said::of_page();
    view! {
        <Narrow title=t.login.title said>
            <p class="mb-8 text-base text-muted">{t.login.needed}</p>
            <LogInForm said to/>
        </Narrow>
    }
}

/// A page of the account: the others beside it, the title, what happened last.
#[component]
pub fn Area(
    /// The title.
    title: &'static str,
    /// The page's answers.
    said: Said,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <Head title=title description="" path="" private=true/>
        <div class=format!("{PAGE} grid gap-x-16 gap-y-8 pt-10 md:pt-16 lg:grid-cols-12")>
            <div class="lg:col-span-3">
                <Places said/>
            </div>
            <div class="min-w-0 lg:col-span-9">
                <h1 class="mb-8 text-xl font-medium md:text-2xl">{title}</h1>
                <Telling said/>
                {children()}
            </div>
        </div>
    }
}

/// The pages of the account, by their address behind `/de/account`.
const fn places(t: &'static Texts) -> [(&'static str, &'static str); 7] {
    [
        ("", t.account.overview),
        ("/addresses", t.account.addresses),
        ("/preferences", t.account.preferences),
        ("/credentials", t.account.credentials),
        ("/second-factors", t.factors.title),
        ("/devices", t.account.devices),
        ("/data", t.account.data),
    ]
}

#[component]
fn Places(said: Said) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let path = use_location().pathname;
    let links = places(t)
        .into_iter()
        .map(|(place, words)| {
            let href = format!("/{language}/account{place}");
            let here = href.clone();
            view! {
                <li>
                    <a
                        href=href
                        class="inline-flex min-h-11 items-center text-sm underline-offset-8 hover:underline aria-[current=page]:font-medium aria-[current=page]:underline"
                        aria-current=move || (path.get() == here).then_some("page")
                    >
                        {words}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=t.account.title>
            <ul class="flex flex-wrap gap-x-6 lg:flex-col">{links} <StaffLink/></ul>
        </nav>
        <Ask action=LogOut::url() call=|language, _| Box::pin(log_out(language)) said class="mt-2 lg:mt-6">
            <ui::Button look=ui::Look::Bare disabled=said.busy>{t.login.log_out}</ui::Button>
        </Ask>
    }
}

/// The way to the staff's screens, for staff.
#[component]
fn StaffLink() -> impl IntoView {
    let (t, visitor) = (use_texts(), expect_context::<Visitor>().0);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let is_staff = visitor.await.is_ok_and(|standing| standing.staff);
                is_staff.then(|| {
                    view! {
                        <li>
                            <a href="/backoffice" class="inline-flex min-h-11 items-center text-sm underline-offset-8 hover:underline" data-testid="backoffice">
                                {t.account.backoffice}
                            </a>
                        </li>
                    }
                })
            })}
        </Suspense>
    }
}
