//! The same page in another language.

use domain::language::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::text::{use_language, use_texts};

/// A link per language, to the page that is open.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let (current, t) = (use_language(), use_texts());
    let location = use_location();
    let links = Language::ALL
        .into_iter()
        .map(|language| {
            let (path, search) = (location.pathname, location.search);
            let href = move || in_language(language, &path.read(), &search.read());
            view! {
                <li>
                    <a
                        href=href
                        lang=language.code()
                        hreflang=language.code()
                        title=language.own_name()
                        aria-current=(language == current).then_some("true")
                        class="grid min-h-11 min-w-9 place-items-center text-sm text-muted uppercase hover:text-ink aria-[current=true]:font-medium aria-[current=true]:text-ink"
                    >
                        {language.code()}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=t.nav.language>
            <ul class="flex max-md:-ml-2">{links}</ul>
        </nav>
    }
}

/// An address with its language exchanged. What the query tells about a form is left behind: it was said in the old language.
fn in_language(language: Language, path: &str, search: &str) -> String {
    let rest = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    let query: Vec<&str> =
        search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("told=")).collect();
    let mut address = format!("/{language}");
    if !rest.is_empty() {
        address.push('/');
        address.push_str(rest);
    }
    if !query.is_empty() {
        address.push('?');
        address.push_str(&query.join("&"));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stays() {
        assert_eq!(in_language(Language::Fr, "/de/c/vorrat", "?sort=newest&told=x"), "/fr/c/vorrat?sort=newest");
        assert_eq!(in_language(Language::It, "/de", ""), "/it");
    }
}
