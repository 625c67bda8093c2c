//! What the shop knows of somebody, and the end of the account.

use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Look, button_class};

use super::{
    form::{Ask, Call, Said, text},
    own::{Area, own},
    passwords::CurrentPassword,
    server_fns::{CloseAccount, close_account, read_account},
};
use crate::{
    pages::load,
    text::{use_language, use_texts},
};

/// Export and close.
#[component]
pub fn DataPage() -> impl IntoView {
    let (t, said) = (use_texts(), Said::of_page());
    own(load(|| (), |()| read_account()), move |account| {
        view! {
            <Area title=t.account.data said>
                <div class="grid max-w-md gap-16">
                    <Export said has_factor=account.second_factors.is_there()/>
                    <Close said/>
                </div>
            </Area>
        }
        .into_any()
    })
}

/// A form that the browser sends by itself: the answer is a file, or this page again. Whoever has a second factor is asked for it on a page of its own, if they
/// have not shown it just now.
#[component]
fn Export(said: Said, has_factor: bool) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    view! {
        <section aria-labelledby="export">
            <h2 id="export" class="mb-2 text-lg font-medium">{t.account.export_title}</h2>
            <p class="mb-5 text-sm text-muted">{t.account.export_text}</p>
            <form method="post" action=format!("/{language}/account/export") class="grid gap-5" data-testid="export">
                <input type="hidden" name="language" value=language.code()/>
                {(!has_factor).then(|| view! { <CurrentPassword id="password" name="password" error=said.error("password")/> })}
                <p><Button look=Look::Quiet>{t.account.export_submit}</Button></p>
            </form>
        </section>
    }
}

/// Behind a line to open, so that nobody closes their account by a slip.
#[component]
fn Close(said: Said) -> impl IntoView {
    let t = use_texts();
    let call: Call = |language, data| Box::pin(close_account(language, text(&data, "current").into()));
    view! {
        <section aria-labelledby="close">
            <h2 id="close" class="mb-2 text-lg font-medium">{t.account.close_title}</h2>
            <p class="mb-5 text-sm text-muted">{t.account.close_text}</p>
            <details data-testid="close">
                <summary class=button_class(Look::Bare)>{t.account.close_open}</summary>
                <Ask action=CloseAccount::url() call said class="mt-5 grid gap-5">
                    <CurrentPassword id="close-current"/>
                    <p><Button look=Look::Quiet disabled=said.busy>{t.account.close_submit}</Button></p>
                </Ask>
            </details>
        </section>
    }
}
