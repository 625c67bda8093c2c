//! The pages.

use leptos::prelude::*;
use ui::PAGE;

use super::{LegalKind, LegalText, VERSION, server_fns::read_legal};
use crate::{
    pages::{load, loaded, part},
    seo::Head,
    text::{use_language, use_texts},
};

part! {
    /// The texts of the law.
    legal as LegalPage { Terms => TermsPage, Privacy => PrivacyPage }
}

/// The terms of business.
#[component]
pub fn TermsPage() -> impl IntoView {
    page(LegalKind::Terms)
}

/// The privacy notice.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    page(LegalKind::Privacy)
}

fn page(kind: LegalKind) -> AnyView {
    let language = use_language();
    loaded(load(|| (), move |()| read_legal(language, kind)), move |text| show(kind, text))
}

fn show(kind: LegalKind, text: LegalText) -> AnyView {
    let t = use_texts();
    let paragraphs = |paragraphs: Vec<String>| {
        paragraphs.into_iter().map(|words| view! { <p class="mt-3 text-base text-muted">{words}</p> }).collect_view()
    };
    let sections = text
        .sections
        .into_iter()
        .map(|section| {
            view! {
                <section class="mt-10">
                    <h2 class="text-lg font-medium">{section.heading}</h2>
                    {paragraphs(section.paragraphs)}
                </section>
            }
        })
        .collect_view();
    view! {
        <Head title=text.title.clone() description=text.beginning.first().cloned().unwrap_or_default() path=kind.path()/>
        <article class=format!("{PAGE} pt-10 md:pt-16")>
            <div class="max-w-prose">
                <h1 class="text-xl font-medium md:text-2xl">{text.title}</h1>
                <p class="mt-2 text-sm text-muted">{t.legal.version(VERSION)}</p>
                {paragraphs(text.beginning)}
                {sections}
            </div>
        </article>
    }
    .into_any()
}
