//! Where somebody is logged in, and who has tried to be.

use domain::accounts::{LogInMethod, LogInOutcome};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use ui::{Badge, Button, LinkButton, Look, Tone};

use super::{
    content::{Devices, LogInContent, SessionContent},
    form::{Ask, Said, text},
    own::{Area, own},
    server_fns::{EndOtherSessions, EndSession, end_other_sessions, end_session, read_devices},
};
use crate::{
    pages::load,
    text::{Texts, use_language, use_texts},
};

/// Sessions and log-ins.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let query = use_query_map();
    let devices = load(move || query.read().get("before").unwrap_or_default(), read_devices);
    let (t, said) = (use_texts(), Said::of_page());
    own(devices, move |Devices { sessions, log_ins, older }| {
        let others = sessions.iter().any(|session| !session.is_this);
        let rows = sessions.into_iter().map(|session| view! { <Session session said/> }).collect_view();
        view! {
            <Area title=t.account.devices said>
                <p class="mb-6 max-w-prose text-base text-muted">{t.account.devices_text}</p>
                <ul class="divide-y divide-hairline border-y border-hairline" data-testid="sessions">{rows}</ul>
                {others
                    .then(|| {
                        view! {
                            <Ask action=EndOtherSessions::url() call=|language, _| Box::pin(end_other_sessions(language)) said class="mt-6">
                                <Button look=Look::Quiet disabled=said.busy>{t.account.end_others}</Button>
                            </Ask>
                        }
                    })}
                <LogIns log_ins older/>
            </Area>
        }
        .into_any()
    })
}

/// The device's words, or that there are none.
fn device(t: &'static Texts, words: String) -> String {
    if words.is_empty() { t.account.unknown_device.to_owned() } else { words }
}

#[component]
fn Session(session: SessionContent, said: Said) -> impl IntoView {
    let t = use_texts();
    let SessionContent { id, device: words, place, begun_at, last_used_at, is_this } = session;
    let name = device(t, words);
    let end = (!is_this).then(|| {
        let label = format!("{}: {name}", t.login.log_out);
        view! {
            <Ask
                action=EndSession::url()
                call=|language, data| Box::pin(end_session(language, text(&data, "id").parse().unwrap_or(domain::ids::SessionId(uuid::Uuid::nil()))))
                said
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <Button look=Look::Bare disabled=said.busy label>{t.login.log_out}</Button>
            </Ask>
        }
    });
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-4" data-this=is_this.then_some("true")>
            <span class="min-w-48 flex-1 text-sm">
                <span class="mb-1 flex flex-wrap items-center gap-2 text-base font-medium">
                    {name} {is_this.then(|| view! { <Badge tone=Tone::Good>{t.account.this_device}</Badge> })}
                </span>
                <span class="block text-muted tabular-nums">{t.account.last_used(&last_used_at, &place)}</span>
                <span class="block text-muted tabular-nums">{t.account.begun(&begun_at)}</span>
            </span>
            {end}
        </li>
    }
}

#[component]
fn LogIns(log_ins: Vec<LogInContent>, older: Option<String>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let row = |log_in: LogInContent| {
        let LogInContent { at, method, outcome, place, device: words } = log_in;
        let (mark, tone) = outcome_words(t, outcome);
        view! {
            <li class="flex flex-wrap items-baseline gap-x-6 gap-y-1 py-3 text-sm">
                <span class="w-36 shrink-0 text-muted tabular-nums">{at}</span>
                <Badge tone>{mark}</Badge>
                <span class="min-w-0">{method_words(t, method)} " · " {device(t, words)} " · " <span class="tabular-nums">{place}</span></span>
            </li>
        }
    };
    let older = older.map(|before| {
        view! { <p class="mt-6"><LinkButton href=format!("/{language}/account/devices?before={before}") look=Look::Quiet>{t.account.older}</LinkButton></p> }
    });
    view! {
        <section class="mt-16" aria-labelledby="log-ins">
            <h2 id="log-ins" class="mb-2 text-lg font-medium">{t.account.log_ins}</h2>
            <p class="mb-5 max-w-prose text-sm text-muted">{t.account.log_ins_text}</p>
            <ol class="divide-y divide-hairline border-y border-hairline" data-testid="log-ins">{log_ins.into_iter().map(row).collect_view()}</ol>
            {older}
        </section>
    }
}

const fn outcome_words(t: &'static Texts, outcome: LogInOutcome) -> (&'static str, Tone) {
    match outcome {
        LogInOutcome::Entered => (t.account.outcome_entered, Tone::Good),
        LogInOutcome::SecondFactorAsked => (t.account.outcome_asked, Tone::Quiet),
        LogInOutcome::WrongPassword => (t.account.outcome_wrong_password, Tone::Warn),
        LogInOutcome::WrongCode => (t.account.outcome_wrong_code, Tone::Warn),
        LogInOutcome::TooMany => (t.account.outcome_too_many, Tone::Warn),
        LogInOutcome::NoAccount => (t.account.outcome_no_account, Tone::Warn),
    }
}

const fn method_words(t: &'static Texts, method: LogInMethod) -> &'static str {
    match method {
        LogInMethod::Password => t.login.password,
        LogInMethod::Code => t.account.method_code,
        LogInMethod::RecoveryCode => t.account.method_recovery,
        LogInMethod::Passkey => t.account.method_passkey,
        LogInMethod::Link => t.account.method_link,
    }
}
