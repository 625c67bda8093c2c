//! Address and password.

use domain::accounts::LinkKind;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look};

use super::{
    asking_pages::EmailField,
    content::AccountContent,
    form::{Ask, Call, Said, text},
    link_page::{Opened, opened},
    narrow::Narrow,
    own::{Area, own},
    passwords::{CurrentPassword, NewPassword},
    server_fns::{ChangeEmail, ChangePassword, ConfirmEmail, change_email, change_password, confirm_email, read_account},
};
use crate::{pages::load, text::use_texts};

/// What somebody logs in with.
#[component]
pub fn CredentialsPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    own(load(|| (), |()| read_account()), move |account| {
        view! {
            <Area title=t.account.credentials said>
                <div class="grid max-w-md gap-16">
                    <PasswordForm said account=account.clone()/>
                    <EmailForm said account/>
                </div>
            </Area>
        }
        .into_any()
    })
}

#[component]
fn PasswordForm(said: Said, account: AccountContent) -> impl IntoView {
    let t = use_texts();
    let call: Call = |language, data| Box::pin(change_password(language, text(&data, "current").into(), text(&data, "password").into()));
    view! {
        <section aria-labelledby="change-password">
            <h2 id="change-password" class="mb-2 text-lg font-medium">{t.account.change_password}</h2>
            <p class="mb-5 text-sm text-muted">
                {account.password_changed_on.map(|day| t.account.changed_on(&day))} " " {t.account.password_text}
            </p>
            <Ask action=ChangePassword::url() call said>
                <CurrentPassword label=t.account.current_password/>
                <NewPassword said email=account.email/>
                <p><Button disabled=said.busy>{t.account.change_password}</Button></p>
            </Ask>
        </section>
    }
}

#[component]
fn EmailForm(said: Said, account: AccountContent) -> impl IntoView {
    let t = use_texts();
    let call: Call = |language, data| Box::pin(change_email(language, text(&data, "email"), text(&data, "current").into()));
    view! {
        <section aria-labelledby="change-email">
            <h2 id="change-email" class="mb-2 text-lg font-medium">{t.account.change_email}</h2>
            <p class="mb-5 text-sm text-muted">{t.account.email_text(&account.email)}</p>
            <Ask action=ChangeEmail::url() call said>
                <EmailField said label=t.account.new_email/>
                <CurrentPassword id="email-current"/>
                <p><Button look=Look::Quiet disabled=said.busy>{t.account.change_email}</Button></p>
            </Ask>
        </section>
    }
}

/// Confirms a new address, for whoever is in: a stranger at a mistyped address can do nothing with the link.
#[component]
pub fn EmailChangePage() -> impl IntoView {
    own(load(|| (), |()| read_account()), |_| view! { <EmailChange/> }.into_any())
}

#[component]
fn EmailChange() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::EmailChange, move |Opened { token, link }| {
        view! {
            <Narrow title=t.login.email_change_title said>
                <p class="mb-8 text-base text-muted">{t.login.email_change_text(&link.email)}</p>
                <Ask action=ConfirmEmail::url() call=|language, data| Box::pin(confirm_email(language, text(&data, "token"))) said>
                    <input type="hidden" name="token" value=token/>
                    <Button wide=true disabled=said.busy>{t.login.code_submit}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}
