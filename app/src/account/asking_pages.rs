//! Pages that ask for a mail: for an account, for a new password. What they answer is the same for everybody.

use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, LinkButton, Look, TextField, button_class};

use super::{
    form::{Ask, Said, text},
    narrow::Narrow,
    server_fns::{Forgotten, Register, forgotten, register},
};
use crate::{
    legal::LegalLinks,
    text::{use_language, use_texts},
};

/// Asks for an account.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let said = Said::of_page();
    view! {
        <Narrow title=t.login.register_title said>
            <p class="mb-8 text-base text-muted">{t.login.register_text}</p>
            <Ask action=Register::url() call=|language, data| Box::pin(register(language, text(&data, "email"))) said>
                <EmailField said/>
                <Button wide=true disabled=said.busy>{t.login.send_link}</Button>
            </Ask>
            <div class="mt-4">
                <LegalLinks/>
            </div>
            <p class="mt-8 text-sm">
                {t.login.have_account} " " <a href=format!("/{language}/account/log-in") class=button_class(Look::Bare)>{t.login.title}</a>
            </p>
        </Narrow>
    }
}

/// Asks for a new password.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let t = use_texts();
    let said = Said::of_page();
    view! {
        <Narrow title=t.login.forgotten_title said>
            <p class="mb-8 text-base text-muted">{t.login.forgotten_text}</p>
            <Ask action=Forgotten::url() call=|language, data| Box::pin(forgotten(language, text(&data, "email"))) said>
                <EmailField said/>
                <Button wide=true disabled=said.busy>{t.login.send_link}</Button>
            </Ask>
        </Narrow>
    }
}

/// Says to look into the mails, whatever was asked for and whoever asked.
#[component]
pub fn SentPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    view! {
        <Narrow title=t.login.sent_title said=Said::of_page()>
            <p class="mb-8 text-base text-muted" data-testid="sent">{t.login.sent_text}</p>
            <LinkButton href=format!("/{language}") look=Look::Quiet>{t.order.shop_again}</LinkButton>
        </Narrow>
    }
}

/// The address that a mail goes to.
#[component]
pub fn EmailField(
    /// The page's answers.
    said: Said,
    /// The label, if it is not just any address.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <TextField
            id="email"
            name="email"
            label=label.unwrap_or(t.checkout.email)
            value=""
            kind="email"
            inputmode="email"
            autocomplete="email"
            error=said.error("email")
        />
    }
}
