//! The passkeys of an account.

use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn, task::spawn_local};
use ui::{Button, Look, TextField, button_class};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

use super::{
    content::PasskeyContent,
    form::{Ask, Call, Said, text},
    passkeys,
    passwords::CurrentPassword,
    server_fns::{RemovePasskey, ask_new_passkey, confirm_passkey, remove_passkey},
};
use crate::text::{use_language, use_texts};

/// All of them, and a form for a new one.
#[component]
pub fn Passkeys(
    /// The page's answers.
    said: Said,
    /// Those that there are.
    passkeys: Vec<PasskeyContent>,
) -> impl IntoView {
    let t = use_texts();
    let rows = passkeys.into_iter().map(|passkey| view! { <Row passkey said/> }).collect_view();
    view! {
        <section class="mt-16" aria-labelledby="passkeys">
            <h2 id="passkeys" class="mb-2 text-lg font-medium">{t.factors.passkeys}</h2>
            <p class="mb-5 max-w-prose text-sm text-muted">{t.factors.passkeys_text}</p>
            <ul class="mb-8 divide-y divide-hairline border-y border-hairline empty:hidden" data-testid="passkeys">{rows}</ul>
            <p class="unscripted text-sm">{t.factors.passkeys_scripts}</p>
            <NewPasskey said/>
        </section>
    }
}

#[component]
fn Row(passkey: PasskeyContent, said: Said) -> impl IntoView {
    let t = use_texts();
    let call: Call =
        |language, data| Box::pin(remove_passkey(language, text(&data, "id").parse().unwrap_or_default(), text(&data, "current").into()));
    let PasskeyContent { id, name, made_on, used_on } = passkey;
    let name = if name.is_empty() { t.factors.passkey.to_owned() } else { name };
    view! {
        <li class="py-4">
            <p class="text-base font-medium">{name}</p>
            <p class="text-sm text-muted tabular-nums">
                {t.factors.made_on(&made_on)} {used_on.map(|day| format!(", {}", t.factors.used_on(&day)))}
            </p>
            <details class="mt-2">
                <summary class=button_class(Look::Bare)>{t.account.remove}</summary>
                <Ask action=RemovePasskey::url() call said class="mt-4 grid max-w-md gap-5">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <OfRow/>
                    <p><Button look=Look::Quiet disabled=said.busy>{t.account.remove}</Button></p>
                </Ask>
            </details>
        </li>
    }
}

/// The password in a list's form: its label is around it, since an id would be there more than once.
#[component]
fn OfRow() -> impl IntoView {
    let t = use_texts();
    view! {
        <label class="block text-sm font-medium">
            {t.login.password} <input type="password" name="current" autocomplete="current-password" maxlength="250" class="field mt-2"/>
        </label>
    }
}

/// A device makes a passkey in a script only.
#[component]
fn NewPasskey(said: Said) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        if said.busy.get_untracked() || !passkeys::can() {
            return;
        }
        said.busy.set(true);
        spawn_local(async move {
            let answered = async {
                let asked = ask_new_passkey(text(&data, "current").into()).await?;
                let Some(answer) = passkeys::make(&asked.options).await else { return Ok(None) };
                confirm_passkey(language, asked.handle, answer, text(&data, "name")).await.map(Some)
            };
            said.follow(answered.await);
        });
    };
    view! {
        <form class="scripted grid max-w-md gap-5" on:submit=send data-testid="new-passkey">
            <TextField id="passkey-name" name="name" label=t.factors.passkey_name value="" autocomplete="off" most=60 optional=t.checkout.optional/>
            <CurrentPassword id="passkey-current"/>
            <p><Button look=Look::Quiet disabled=said.busy>{t.factors.passkey_add}</Button></p>
        </form>
    }
}
