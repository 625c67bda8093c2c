//! The language of mails, and news.

use domain::language::Language;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, CheckField, SelectField};

use super::{
    content::AccountContent,
    form::{Ask, Call, Said, text},
    own::{Area, own},
    server_fns::{SetPreferences, read_account, set_preferences},
};
use crate::{pages::load, text::use_texts};

/// What the shop sends, and in which language.
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    own(load(|| (), |()| read_account()), move |AccountContent { language, newsletter, .. }| {
        let call: Call = |language, data| {
            let mails = Language::from_code(&text(&data, "mails")).unwrap_or(language);
            Box::pin(set_preferences(language, mails, text(&data, "newsletter")))
        };
        let languages = Language::ALL.into_iter().map(|language| (language.code(), language.own_name())).collect::<Vec<_>>();
        view! {
            <Area title=t.account.preferences said>
                <Ask action=SetPreferences::url() call said class="grid max-w-md gap-5">
                    <SelectField id="mails" name="mails" label=t.account.mail_language options=languages value=language.code()/>
                    <CheckField id="newsletter" name="newsletter" label=t.login.newsletter checked=newsletter/>
                    <p><Button disabled=said.busy>{t.account.save}</Button></p>
                </Ask>
            </Area>
        }
        .into_any()
    })
}
