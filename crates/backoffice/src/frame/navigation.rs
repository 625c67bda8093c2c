//! The way to the other screens.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use site::preferences::ThemeSwitch;
use ui::{Icon, Shape};

use super::{
    language_switch::LanguageSwitch,
    places::{Place, places},
};
use crate::{
    asker::use_asker,
    text::{use_language, use_texts},
};

/// At the left; on narrow screens behind a line at the top, which opens without scripts.
#[component]
pub fn Navigation(
    /// Whether the palette is open.
    palette: RwSignal<bool>,
    /// Whether the sheet of keys is open.
    sheet: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let place = use_location();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        place.pathname.track();
        open.set(false);
    });
    view! {
        <header class="desk-side">
            <div class="flex items-center justify-between gap-2 px-5 lg:block lg:px-4 lg:pt-5 lg:pb-4">
                <a href="/backoffice" class="wordmark">{t.frame.wordmark}</a>
                <details class="menu lg:hidden" prop:open=move || open.get()>
                    <summary class="-mr-3 grid size-11 cursor-pointer place-items-center" aria-label=t.frame.menu on:click=move |event| {
                        event.prevent_default();
                        open.update(|open| *open = !*open);
                    }>
                        <Icon shape=Shape::Menu/>
                    </summary>
                    <div class="absolute inset-x-0 top-full z-20 border-b border-hairline bg-raised px-3 pb-6 shadow-float">
                        <Content palette sheet/>
                    </div>
                </details>
            </div>
            <div class="hidden min-h-0 flex-1 flex-col px-3 pb-4 lg:flex">
                <Content palette sheet/>
            </div>
        </header>
    }
}

#[component]
fn Content(palette: RwSignal<bool>, sheet: RwSignal<bool>) -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    let tool = "scripted flex min-h-11 w-full items-center gap-3 rounded-sm px-2 text-sm text-muted hover:text-ink lg:min-h-9";
    view! {
        <button type="button" class=tool on:click=move |_| palette.set(true)>
            <Icon shape=Shape::Search class="size-5 shrink-0"/>
            <span class="flex-1 text-left">{t.frame.palette_open}</span>
            <kbd class="key max-lg:hidden">"Ctrl K"</kbd>
        </button>
        <nav aria-label=t.frame.screens class="mt-2">
            <ul class="grid gap-0.5"><Links/></ul>
        </nav>
        <div class="mt-auto pt-6">
            <button type="button" class=tool on:click=move |_| sheet.set(true)>
                <Icon shape=Shape::Keyboard class="size-5 shrink-0"/>
                <span class="flex-1 text-left">{t.frame.keys}</span>
                <kbd class="key max-lg:hidden">"?"</kbd>
            </button>
            <div class="flex items-center justify-between pl-1">
                <LanguageSwitch/>
                <ThemeSwitch dark=t.frame.theme_dark light=t.frame.theme_light/>
            </div>
            <ul class="mt-2 border-t border-hairline pt-2 text-sm text-muted">
                <Name/>
                <li><a href=format!("/{language}/account") class="flex min-h-9 items-center px-2 hover:text-ink">{t.frame.account}</a></li>
                <li><a href=format!("/{language}") class="flex min-h-9 items-center px-2 hover:text-ink">{t.frame.to_shop}</a></li>
            </ul>
        </div>
    }
}

/// The screens that are of use to whoever asks; none while nobody knows.
#[component]
fn Links() -> impl IntoView {
    let (t, me) = (use_texts(), use_asker());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let me = me.await.ok();
                me.map(|me| places(t, &me).into_iter().map(|place| view! { <Link place/> }).collect_view())
            })}
        </Suspense>
    }
}

#[component]
fn Link(place: Place) -> impl IntoView {
    let here = use_location().pathname;
    let Place { path, words, shape, .. } = place;
    // The first screen's address begins all the others.
    let is_here = move || here.with(|here| here == path || (path != "/backoffice" && here.starts_with(path)));
    view! {
        <li>
            <a
                href=path
                aria-current=move || is_here().then_some("page")
                class="flex min-h-11 items-center gap-3 rounded-sm px-2 text-sm hover:bg-faint aria-[current=page]:bg-faint aria-[current=page]:font-medium lg:min-h-9"
            >
                <Icon shape=shape class="size-5 shrink-0"/>
                {words}
            </a>
        </li>
    }
}

/// Who is asking.
#[component]
fn Name() -> impl IntoView {
    let me = use_asker();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let me = me.await.ok();
                me.map(|me| view! { <li class="truncate px-2 py-2" title=me.email.clone() data-testid="who">{me.email.clone()}</li> })
            })}
        </Suspense>
    }
}
