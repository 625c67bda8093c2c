//! The second factor: an app's codes, and recovery codes.

use domain::accounts::CodeSetup;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, LinkButton, Look, QrCode, button_class};

use super::{
    content::Factors,
    form::{Ask, Call, Said, text},
    log_in_page::CodeField,
    own::{Area, own},
    passkey_list::Passkeys,
    passwords::CurrentPassword,
    server_fns::{
        ConfirmCodes, PutCodesAway, RemoveCodes, RenewRecoveryCodes, confirm_codes, put_codes_away, read_code_setup, read_factors,
        read_recovery_codes, remove_codes, renew_recovery_codes,
    },
};
use crate::{
    pages::load,
    text::{use_language, use_texts},
};

/// What is asked for beside the password.
#[component]
pub fn FactorsPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let said = Said::of_page();
    own(load(|| (), |()| read_factors()), move |Factors { kinds, passkeys, takes_passkeys }| {
        let content = if kinds.codes {
            view! { <Enrolled said/> }.into_any()
        } else {
            view! { <LinkButton href=format!("/{language}/account/second-factors/codes")>{t.factors.set_up}</LinkButton> }.into_any()
        };
        view! {
            <Area title=t.factors.title said>
                <p class="mb-8 max-w-prose text-base text-muted">{t.factors.text}</p>
                {content}
                {kinds.is_there().then(|| view! { <Recovery said left=kinds.recovery_codes/> })}
                {takes_passkeys.then(|| view! { <Passkeys said passkeys/> })}
            </Area>
        }
        .into_any()
    })
}

#[component]
fn Enrolled(said: Said) -> impl IntoView {
    let t = use_texts();
    let call: Call = |language, data| Box::pin(remove_codes(language, text(&data, "current").into()));
    view! {
        <p class="mb-4 text-base font-medium" data-testid="enrolled">{t.factors.is_on}</p>
        <details class="border-t border-hairline py-4" data-testid="remove-app">
            <summary class=button_class(Look::Bare)>{t.factors.remove}</summary>
            <Ask action=RemoveCodes::url() call said class="mt-5 grid max-w-md gap-5">
                <p class="text-sm text-muted">{t.factors.remove_text}</p>
                <CurrentPassword id="remove-current"/>
                <p><Button look=Look::Quiet disabled=said.busy>{t.factors.remove}</Button></p>
            </Ask>
        </details>
    }
}

/// How many recovery codes are left, and new ones.
#[component]
fn Recovery(said: Said, left: u32) -> impl IntoView {
    let t = use_texts();
    let call: Call = |language, data| Box::pin(renew_recovery_codes(language, text(&data, "current").into()));
    view! {
        <section class="border-y border-hairline py-4">
            <p class="mb-2 text-sm text-muted" data-testid="codes-left">{t.factors.left(left)}</p>
            <details>
                <summary class=button_class(Look::Bare)>{t.factors.renew}</summary>
                <Ask action=RenewRecoveryCodes::url() call said class="mt-5 grid max-w-md gap-5">
                    <p class="text-sm text-muted">{t.factors.renew_text}</p>
                    <CurrentPassword id="renew-current"/>
                    <p><Button look=Look::Quiet disabled=said.busy>{t.factors.renew}</Button></p>
                </Ask>
            </details>
        </section>
    }
}

/// Lets an app make codes.
#[component]
pub fn CodesPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    own(load(|| (), |()| read_code_setup()), move |CodeSetup { secret, link, picture, size }| {
        let call: Call = |language, data| Box::pin(confirm_codes(language, text(&data, "current").into(), text(&data, "code")));
        view! {
            <Area title=t.factors.set_up said>
                <ol class="grid max-w-prose list-decimal gap-3 pl-5 text-base">
                    <li>{t.factors.step_scan}</li>
                    <li>{t.factors.step_code}</li>
                </ol>
                <div class="my-8 flex flex-wrap items-start gap-8">
                    <QrCode path=picture size label=t.factors.picture/>
                    <div class="min-w-0 flex-1 text-sm">
                        <p class="mb-1 text-muted">{t.factors.secret}</p>
                        <p class="mb-4 text-base font-medium break-words tabular-nums" data-testid="secret">{secret}</p>
                        <a href=link rel="external" class=button_class(Look::Bare)>{t.factors.open_app}</a>
                    </div>
                </div>
                <Ask action=ConfirmCodes::url() call said class="grid max-w-md gap-5">
                    <CodeField said/>
                    <CurrentPassword/>
                    <p><Button disabled=said.busy>{t.factors.confirm}</Button></p>
                </Ask>
            </Area>
        }
        .into_any()
    })
}

/// The recovery codes that were made a moment ago.
#[component]
pub fn RecoveryPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let said = Said::of_page();
    own(load(|| (), |()| read_recovery_codes()), move |codes: Vec<String>| {
        let content = if codes.is_empty() {
            view! {
                <p class="mb-6 max-w-prose text-base text-muted">{t.factors.put_away}</p>
                <LinkButton href=format!("/{language}/account/second-factors") look=Look::Quiet>{t.factors.title}</LinkButton>
            }
            .into_any()
        } else {
            let codes = codes.into_iter().map(|code| view! { <li class="py-1">{code}</li> }).collect_view();
            view! {
                <p class="mb-6 max-w-prose text-base">{t.factors.recovery_text}</p>
                <ol class="mb-8 inline-grid gap-x-12 rounded-sm bg-raised px-6 py-4 text-base tabular-nums md:grid-cols-2" data-testid="codes">{codes}</ol>
                <Ask action=PutCodesAway::url() call=|language, _| Box::pin(put_codes_away(language)) said class="">
                    <Button disabled=said.busy>{t.factors.kept}</Button>
                </Ask>
            }
            .into_any()
        };
        view! { <Area title=t.factors.recovery said>{content}</Area> }.into_any()
    })
}
