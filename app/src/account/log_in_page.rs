//! The log-in, and the second factor after it.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use ui::{Button, LinkButton, Look, TextField, button_class};

use super::{
    form::{Ask, Said, text},
    narrow::Narrow,
    passkey_button::{PasskeyButton, UseFor},
    passwords::CurrentPassword,
    server_fns::{LogIn, SecondFactor, StepUp, log_in, second_factor, step_up},
};
use crate::text::{use_language, use_texts};

/// The page that somebody wanted before they were asked who they are, from the address.
fn wanted() -> String {
    use_query_map().with_untracked(|query| query.get("to").unwrap_or_default())
}

/// The log-in.
#[component]
pub fn LogInPage() -> impl IntoView {
    let t = use_texts();
    let said = Said::of_page();
    view! {
        <Narrow title=t.login.title said>
            <LogInForm said to=wanted()/>
        </Narrow>
    }
}

/// Address and password, and the ways for those who lack one of them.
#[component]
pub fn LogInForm(
    /// The page's answers.
    said: Said,
    /// Where it leads.
    to: String,
) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let passkey_to = to.clone();
    view! {
        <Ask
            action=LogIn::url()
            call=|language, data| Box::pin(log_in(language, text(&data, "email"), text(&data, "password").into(), text(&data, "to")))
            said
        >
            <input type="hidden" name="to" value=to/>
            <TextField id="email" name="email" label=t.checkout.email value="" kind="email" inputmode="email" autocomplete="username" error=said.error("email")/>
            <CurrentPassword id="password" name="password" error=said.error("password")/>
            <Button wide=true disabled=said.busy>{t.login.submit}</Button>
        </Ask>
        <PasskeyButton said to=passkey_to use_for=UseFor::LogIn/>
        <p class="mt-5">
            <a href=format!("/{language}/account/forgotten") class=button_class(Look::Bare)>{t.login.forgotten}</a>
        </p>
        <section class="mt-12 border-t border-hairline pt-6" aria-labelledby="new">
            <h2 id="new" class="mb-2 text-lg font-medium">{t.login.new_title}</h2>
            <p class="mb-5 text-base text-muted">{t.login.new_text}</p>
            <LinkButton href=format!("/{language}/account/register") look=Look::Quiet>{t.login.register_title}</LinkButton>
        </section>
    }
}

/// The code that is asked for after the password.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let said = Said::of_page();
    view! {
        <Narrow title=t.factors.title said>
            <p class="mb-8 text-base text-muted">{t.login.code_text}</p>
            <Ask action=SecondFactor::url() call=|language, data| Box::pin(second_factor(language, text(&data, "code"), text(&data, "to"))) said>
                <input type="hidden" name="to" value=wanted()/>
                <CodeField said/>
                <Button wide=true disabled=said.busy>{t.login.code_submit}</Button>
            </Ask>
            <PasskeyButton said to=wanted() use_for=UseFor::SecondFactor/>
            <p class="mt-5">
                <a href=format!("/{language}/account/log-in") class=button_class(Look::Bare)>{t.login.start_over}</a>
            </p>
        </Narrow>
    }
}

/// The code that is asked for again before something that cannot be taken back.
#[component]
pub fn StepUpPage() -> impl IntoView {
    let t = use_texts();
    let said = Said::of_page();
    view! {
        <Narrow title=t.factors.title said>
            <p class="mb-8 text-base text-muted">{t.login.step_up_text}</p>
            <Ask action=StepUp::url() call=|language, data| Box::pin(step_up(language, text(&data, "code"), text(&data, "to"))) said>
                <input type="hidden" name="to" value=wanted()/>
                <CodeField said/>
                <Button wide=true disabled=said.busy>{t.login.code_submit}</Button>
            </Ask>
            <PasskeyButton said to=wanted() use_for=UseFor::StepUp/>
        </Narrow>
    }
}

/// A code of an app, or a recovery code.
#[component]
pub fn CodeField(
    /// The page's answers.
    said: Said,
) -> impl IntoView {
    let t = use_texts();
    view! { <TextField id="code" name="code" label=t.login.code value="" autocomplete="one-time-code" most=40 error=said.error("code")/> }
}
