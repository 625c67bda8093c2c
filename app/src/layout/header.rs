//! The top of every page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Icon, PAGE, Shape};

use super::{category_links::CategoryLinks, language_switch::LanguageSwitch, search_box::SearchBox};
use crate::{
    account::{AccountLink, Visitor, server_fns::read_standing},
    cart::CartButton,
    pages::load,
    preferences::ThemeSwitch,
    text::{use_language, use_texts},
};

/// Wordmark, search, language, theme, account, cart; below it the categories. On a phone all but wordmark and cart are behind the menu.
#[component]
pub fn Header() -> impl IntoView {
    let (language, t) = (use_language(), use_texts());
    provide_context(Visitor(load(|| (), |()| read_standing())));
    view! {
        <header class="border-b border-hairline bg-paper">
            <div class=format!("{PAGE} relative flex h-16 items-center justify-between gap-4 md:h-20 md:gap-8")>
                <Menu/>
                <a href=format!("/{language}") class="wordmark max-md:absolute max-md:left-1/2 max-md:-translate-x-1/2">{t.site.name}</a>
                <div class="hidden max-w-md flex-1 md:block">
                    <SearchBox id="search"/>
                </div>
                <div class="flex items-center md:gap-2">
                    <div class="hidden md:block">
                        <LanguageSwitch/>
                    </div>
                    <div class="hidden md:block">
                        <ThemeSwitch dark=t.nav.theme_dark light=t.nav.theme_light/>
                    </div>
                    <div class="hidden md:block">
                        <AccountLink drawn=true class="grid size-11 place-items-center"/>
                    </div>
                    <CartButton/>
                </div>
            </div>
            <nav aria-label=t.nav.main class=format!("{PAGE} hidden md:block")>
                <ul class="-mx-3 flex flex-wrap">
                    <CategoryLinks class="inline-flex min-h-11 items-center px-3 text-sm underline-offset-8 hover:underline aria-[current=page]:underline"/>
                </ul>
            </nav>
        </header>
    }
}

/// The menu of a phone. It opens without scripts; with them it closes when a link was followed.
#[component]
fn Menu() -> impl IntoView {
    let t = use_texts();
    let place = use_location();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        place.pathname.track();
        place.search.track();
        open.set(false);
    });
    view! {
        <details class="menu md:hidden" prop:open=move || open.get()>
            <summary class="-ml-3 grid size-11 cursor-pointer place-items-center" aria-label=t.nav.menu on:click=move |event| {
                event.prevent_default();
                open.update(|open| *open = !*open);
            }>
                <Icon shape=Shape::Menu/>
            </summary>
            <div class="absolute inset-x-0 top-full z-20 border-y border-hairline bg-paper px-5 pt-5 pb-8 shadow-float">
                <SearchBox id="menu-search"/>
                <nav aria-label=t.nav.main>
                    <ul class="mt-4 divide-y divide-hairline">
                        <CategoryLinks class="flex min-h-14 items-center text-lg aria-[current=page]:underline"/>
                    </ul>
                </nav>
                <p class="border-t border-hairline">
                    <AccountLink class="flex min-h-14 items-center text-lg"/>
                </p>
                <div class="mt-6 flex items-center justify-between">
                    <LanguageSwitch/>
                    <ThemeSwitch dark=t.nav.theme_dark light=t.nav.theme_light/>
                </div>
            </div>
        </details>
    }
}
