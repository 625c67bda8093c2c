//! The language of the screens.

use domain::language::Language;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

use super::server_fns::SetLanguage;
use crate::text::{use_language, use_texts};

/// A form with a button per language; the document is loaded anew in the one that was pressed.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let (current, t) = (use_language(), use_texts());
    let here = use_location().pathname;
    let buttons = Language::ALL
        .into_iter()
        .map(|language| {
            view! {
                <button
                    type="submit"
                    name="language"
                    value=language.code()
                    lang=language.code()
                    aria-label=language.own_name()
                    title=language.own_name()
                    aria-current=(language == current).then_some("true")
                    class="grid min-h-11 min-w-9 place-items-center text-sm text-muted uppercase hover:text-ink aria-[current=true]:font-medium aria-[current=true]:text-ink"
                >
                    {language.code()}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=SetLanguage::url() aria-label=t.frame.language class="flex">
            <input type="hidden" name="back" value=move || here.get()/>
            {buttons}
        </form>
    }
}
