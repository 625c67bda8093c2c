//! Where somebody is logged in, and how staff help who cannot get in.

use domain::{
    accounts::SessionView,
    backoffice::{CustomerAccount, CustomerAct, CustomerDetail},
};
use leptos::prelude::*;
use ui::Look;

use super::{
    act::act,
    desk::CustomerDesk,
    offered::{Offered, offered},
    server_fns::{EndSession, LogOutCustomer, SendReset},
    words::device_words,
};
use crate::{orders::Act, text::use_texts, time::moment};

/// The sessions, each with the button that ends it, and the link for a new password.
#[component]
pub fn Sessions(
    /// The panel's state.
    desk: CustomerDesk,
    /// The customer.
    customer: CustomerDetail,
    /// Their account.
    account: CustomerAccount,
) -> impl IntoView {
    let t = use_texts();
    let may_end = offered(&customer, CustomerAct::LogOut).is_some_and(|offer| offer.needs.is_none());
    let none = account.sessions.is_empty().then(|| view! { <p class="text-sm text-muted">{t.customer.no_sessions}</p> });
    let everywhere = (may_end && !account.sessions.is_empty()).then(|| {
        let form = Act { form: "log-out".to_owned(), done: "logged-out", submit: t.customer.log_out, keeps: &[], look: Look::Small };
        view! { <div data-testid="log-out">{act::<LogOutCustomer>(desk, form, None, ())}</div> }
    });
    let reset = offered(&customer, CustomerAct::SendReset).map(|offer| {
        let form = Act { form: "reset".to_owned(), done: "reset-sent", submit: t.customer.reset_submit, keeps: &[], look: Look::Small };
        view! {
            <Offered desk offer form="reset" words=t.customer.reset>
                {act::<SendReset>(desk, form, None, view! { <p class="text-sm">{t.customer.reset_text}</p> })}
            </Offered>
        }
    });
    let rows = account.sessions.into_iter().map(|session| view! { <Session desk session may_end/> }).collect_view();
    view! {
        <section aria-labelledby="sessions" class="grid gap-3">
            <h3 id="sessions" class="text-base font-medium">{t.customer.sessions}</h3>
            {none}
            <ul class="divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="sessions">{rows}</ul>
            <div class="flex flex-wrap gap-3 empty:hidden">{everywhere} {reset}</div>
        </section>
    }
}

#[component]
fn Session(desk: CustomerDesk, session: SessionView, may_end: bool) -> impl IntoView {
    let t = use_texts();
    let SessionView { id, device, place, begun_at, last_used_at, .. } = session;
    let name = device_words(t, device);
    let end = may_end.then(|| {
        let form = Act { form: format!("end-{id}"), done: "session-ended", submit: t.customer.end_session, keeps: &[], look: Look::Small };
        let label = format!("{}: {name}", t.customer.end_session);
        act::<EndSession>(desk, form, Some(label), view! { <input type="hidden" name="session" value=id.to_string()/> })
    });
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 text-sm">
            <span class="min-w-0">
                {name.clone()}
                <span class="block text-xs text-muted tabular-nums">{t.customer.session_used(&place, &moment(last_used_at))}</span>
                <span class="block text-xs text-muted tabular-nums">{t.customer.session_begun(&moment(begun_at))}</span>
            </span>
            {end}
        </li>
    }
}
