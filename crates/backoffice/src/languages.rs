//! Texts that there are in each language.

use domain::language::Language;
use leptos::prelude::*;

/// A column of fields for each language; one below the other where the screen is narrow.
#[component]
pub fn LanguageColumns(
    /// The fields of a language.
    fields: impl Fn(Language) -> AnyView,
) -> impl IntoView {
    let columns = Language::ALL
        .map(|language| {
            view! {
                <fieldset class="min-w-0" lang=language.code()>
                    <legend class="mb-3 w-full border-b border-hairline pb-2 text-sm font-medium">{language.own_name()}</legend>
                    <div class="grid gap-4">{fields(language)}</div>
                </fieldset>
            }
        })
        .collect_view();
    view! { <div class="grid grid-cols-1 gap-x-4 gap-y-8 md:grid-cols-2 xl:grid-cols-4">{columns}</div> }
}

/// The name under which a text is sent in one language.
pub fn sent(text: &str, language: Language) -> String {
    format!("fields[{text}][{language}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_sent_by_its_name_and_language() {
        assert_eq!(
            Language::ALL.map(|language| sent("name", language)).concat(),
            "fields[name][de]fields[name][fr]fields[name][it]fields[name][en]"
        );
    }
}
