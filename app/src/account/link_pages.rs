//! The pages that links in mails open. Each says what would happen; its button does it.

use domain::accounts::LinkKind;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, CheckField};

use super::{
    asking_pages::EmailField,
    form::{Ask, Call, Said, text, ticked},
    link_page::{Opened, opened},
    narrow::Narrow,
    passwords::NewPassword,
    server_fns::{
        AcceptInvitation, ConfirmRegistration, MakeFirstAdmin, Reset, RevertEmail, Verify, accept_invitation, confirm_registration,
        make_first_admin, reset, revert_email, verify,
    },
};
use crate::{
    legal::{LegalLinks, VERSION},
    text::use_texts,
};

/// The name of the box for news, and what it sends.
const NEWSLETTER: &str = "newsletter";

/// Makes the account.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::Register, move |Opened { token, link }| {
        let call: Call = |language, data| {
            let newsletter = if ticked(&data, NEWSLETTER) { "1" } else { "" }.to_owned();
            Box::pin(confirm_registration(language, text(&data, "token"), text(&data, "password").into(), text(&data, "terms"), newsletter))
        };
        view! {
            <Narrow title=t.login.register_title said>
                <p class="mb-8 text-base text-muted">{t.login.confirm_text(&link.email)}</p>
                <Ask action=ConfirmRegistration::url() call said>
                    <Owner token email=link.email.clone()/>
                    <NewPassword said email=link.email/>
                    <Terms said/>
                    <CheckField id=NEWSLETTER name=NEWSLETTER label=t.login.newsletter/>
                    <Button wide=true disabled=said.busy>{t.login.register_title}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}

/// Sets a new password.
#[component]
pub fn ResetPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::Reset, move |Opened { token, link }| {
        view! {
            <Narrow title=t.login.reset_title said>
                <p class="mb-8 text-base text-muted">{t.login.reset_text(&link.email)}</p>
                <Ask action=Reset::url() call=|language, data| Box::pin(reset(language, text(&data, "token"), text(&data, "password").into())) said>
                    <Owner token email=link.email.clone()/>
                    <NewPassword said email=link.email/>
                    <Button wide=true disabled=said.busy>{t.login.reset_submit}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}

/// Confirms an account's address.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::Verify, move |Opened { token, link }| {
        view! {
            <Narrow title=t.login.verify_title said>
                <p class="mb-8 text-base text-muted">{t.login.verify_text(&link.email)}</p>
                <Ask action=Verify::url() call=|language, data| Box::pin(verify(language, text(&data, "token"))) said>
                    <input type="hidden" name="token" value=token/>
                    <Button wide=true disabled=said.busy>{t.login.code_submit}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}

/// Takes a change of address back.
#[component]
pub fn RevertEmailPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::EmailRevert, move |Opened { token, link }| {
        view! {
            <Narrow title=t.login.revert_title said>
                <p class="mb-8 text-base text-muted">{t.login.revert_text(&link.email)}</p>
                <Ask action=RevertEmail::url() call=|language, data| Box::pin(revert_email(language, text(&data, "token"))) said>
                    <input type="hidden" name="token" value=token/>
                    <Button wide=true disabled=said.busy>{t.login.revert_submit}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}

/// Makes somebody staff.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::Invitation, move |Opened { token, link }| {
        let call: Call = |language, data| {
            Box::pin(accept_invitation(language, text(&data, "token"), text(&data, "password").into(), text(&data, "terms")))
        };
        let words = if link.has_account { t.login.invitation_known(&link.email) } else { t.login.invitation_text(&link.email) };
        let new = (!link.has_account).then(|| view! { <NewPassword said email=link.email.clone()/> <Terms said/> });
        view! {
            <Narrow title=t.login.invitation_title said>
                <p class="mb-8 text-base text-muted">{words}</p>
                <Ask action=AcceptInvitation::url() call said>
                    <Owner token email=link.email/>
                    {new}
                    <Button wide=true disabled=said.busy>{t.login.invitation_submit}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}

/// Makes the first administrator.
#[component]
pub fn FirstAdminPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    opened(LinkKind::FirstAdmin, move |Opened { token, .. }| {
        let call: Call = |language, data| {
            let password = text(&data, "password").into();
            Box::pin(make_first_admin(language, text(&data, "token"), text(&data, "email"), password, text(&data, "terms")))
        };
        view! {
            <Narrow title=t.login.first_admin_title said>
                <p class="mb-8 text-base text-muted">{t.login.first_admin_text}</p>
                <Ask action=MakeFirstAdmin::url() call said>
                    <input type="hidden" name="token" value=token/>
                    <EmailField said/>
                    <NewPassword said/>
                    <Terms said/>
                    <Button wide=true disabled=said.busy>{t.login.register_title}</Button>
                </Ask>
            </Narrow>
        }
        .into_any()
    })
}

/// The link, and the address, from which password managers tell whose the password is.
#[component]
fn Owner(token: String, email: String) -> impl IntoView {
    view! {
        <input type="hidden" name="token" value=token/>
        <input type="text" name="username" autocomplete="username" value=email readonly=true hidden=true/>
    }
}

/// What nobody has an account without.
#[component]
fn Terms(said: Said) -> impl IntoView {
    let t = use_texts();
    view! {
        <div>
            <CheckField id="terms" name="terms" value=VERSION label=t.login.terms error=said.error("terms")/>
            <LegalLinks/>
        </div>
    }
}
