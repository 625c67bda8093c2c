//! The end of every page.

use leptos::prelude::*;
use ui::{Icon, PAGE, Shape};

use super::category_links::CategoryLinks;
use crate::{
    legal::LegalKind,
    text::{use_language, use_texts},
};

/// What the shop is, its range, and what is good to know.
#[component]
pub fn Footer() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let fact = |shape, words: &'static str| {
        view! {
            <li class="flex items-start gap-3">
                <Icon shape=shape class="size-5 shrink-0"/>
                {words}
            </li>
        }
    };
    view! {
        <footer class="mt-24 border-t border-hairline bg-raised md:mt-32">
            <div class=format!("{PAGE} grid gap-12 py-16 md:grid-cols-12")>
                <div class="md:col-span-5">
                    <p class="wordmark">{t.site.name}</p>
                    <p class="mt-4 max-w-96 text-sm text-muted">{t.footer.about}</p>
                </div>
                <div class="md:col-span-3">
                    <h2 class="mb-3 text-sm font-medium">{t.footer.range}</h2>
                    <ul class="text-sm">
                        <CategoryLinks class="inline-flex min-h-8 items-center text-muted hover:text-ink aria-[current=page]:text-ink"/>
                    </ul>
                </div>
                <div class="md:col-span-4">
                    <h2 class="mb-4 text-sm font-medium">{t.footer.service}</h2>
                    <ul class="space-y-3 text-sm text-muted">
                        {fact(Shape::Parcel, t.footer.delivery)} {fact(Shape::Back, t.footer.returns)} {fact(Shape::Check, t.footer.payment)}
                    </ul>
                </div>
            </div>
            <div class=format!("{PAGE} flex flex-wrap justify-between gap-x-8 gap-y-2 border-t border-hairline py-6 text-xs text-muted")>
                <p>{t.footer.vat}</p>
                <ul class="flex flex-wrap gap-x-6 gap-y-2">
                    <li><a href=format!("/{language}{}", LegalKind::Terms.path()) class="hover:text-ink">{t.legal.terms}</a></li>
                    <li><a href=format!("/{language}{}", LegalKind::Privacy.path()) class="hover:text-ink">{t.legal.privacy}</a></li>
                </ul>
                <p>{t.footer.colophon}</p>
            </div>
        </footer>
    }
}
