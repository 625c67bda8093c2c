//! What the shop writes to people, with example data.

use domain::{
    backoffice::{MailExample, MailTemplates},
    language::Language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use site::{load::load, told::with_query};
use ui::{LinkButton, Look};

use super::{
    query::{TABLE, TEMPLATES},
    server_fns::read_templates,
    words::kind_words,
};
use crate::{
    failure::loaded,
    frame::Head,
    orders::FILTER,
    text::{use_language, use_texts},
};

/// Every mail, one at a time, in the language that the address asks for.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let (own, t) = (use_language(), use_texts());
    let query = use_query_map();
    let asked = move || {
        let query = query.read();
        let language = query.get("language").unwrap_or_else(|| own.code().to_owned());
        (query.get("kind").unwrap_or_default(), language)
    };
    let templates = load(asked, |(kind, language)| read_templates(kind, language));
    view! {
        <Head title=t.mail.templates/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <p><a href=TABLE class="inline-flex min-h-8 items-center text-sm text-muted underline-offset-4 hover:underline">{t.frame.mail}</a></p>
            <h1 class="mt-1 text-xl font-medium">{t.mail.templates}</h1>
            <p class="mt-2 mb-6 max-w-prose text-sm text-muted">{t.mail.templates_text}</p>
            {loaded(templates, |templates| view! { <Templates templates/> }.into_any())}
        </div>
    }
}

#[component]
fn Templates(templates: MailTemplates) -> impl IntoView {
    let t = use_texts();
    let MailTemplates { kinds, example } = templates;
    let MailExample { kind: shown, language, subject, text } = example;
    let html = format!("{TEMPLATES}/{shown}/{language}/body.html");
    let languages = Language::ALL
        .map(|other| {
            let href = with_query(TEMPLATES, &[("kind", &shown), ("language", other.code())]);
            let is_here = other == language;
            view! { <li><a href=href aria-current=is_here.then_some("true") class=FILTER>{other.own_name()}</a></li> }
        })
        .collect_view();
    let links = kinds
        .into_iter()
        .map(|kind| {
            let href = with_query(TEMPLATES, &[("kind", &kind), ("language", language.code())]);
            let is_here = kind == shown;
            view! {
                <li>
                    <a href=href aria-current=is_here.then_some("true") class="block rounded-sm px-2 py-1 text-sm hover:bg-faint aria-[current=true]:bg-faint aria-[current=true]:font-medium">
                        {kind_words(t, &kind)} <span class="block text-xs text-muted">{kind.clone()}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="grid gap-6 lg:grid-cols-4">
            <nav aria-label=t.mail.templates data-testid="kinds"><ul class="grid gap-0.5">{links}</ul></nav>
            <section class="grid min-w-0 content-start gap-4 lg:col-span-3" data-testid="example">
                <nav aria-label=t.mail.languages><ul class="-mx-3 flex flex-wrap">{languages}</ul></nav>
                <h2 class="text-base font-medium" lang=language.code()>{subject}</h2>
                <div lang=language.code() class="max-w-prose rounded-sm bg-raised p-5 text-sm break-words whitespace-pre-line" data-testid="mail">{text}</div>
                <p><LinkButton href=html look=Look::Small external=true>{t.mail.html}</LinkButton></p>
            </section>
        </div>
    }
}
