//! The texts. They stay on the server: four languages of them would weigh on every visitor's first page.

use domain::language::Language;

use super::{LegalKind, LegalText, content::LegalSection};

/// A text in a language.
pub fn text(kind: LegalKind, language: Language) -> LegalText {
    read(match (kind, language) {
        (LegalKind::Terms, Language::De) => include_str!("../../legal/terms.de.txt"),
        (LegalKind::Terms, Language::Fr) => include_str!("../../legal/terms.fr.txt"),
        (LegalKind::Terms, Language::It) => include_str!("../../legal/terms.it.txt"),
        (LegalKind::Terms, Language::En) => include_str!("../../legal/terms.en.txt"),
        (LegalKind::Privacy, Language::De) => include_str!("../../legal/privacy.de.txt"),
        (LegalKind::Privacy, Language::Fr) => include_str!("../../legal/privacy.fr.txt"),
        (LegalKind::Privacy, Language::It) => include_str!("../../legal/privacy.it.txt"),
        (LegalKind::Privacy, Language::En) => include_str!("../../legal/privacy.en.txt"),
    })
}

/// A line each: `# title`, `## heading`, else a paragraph. Empty lines are for whoever writes it.
fn read(source: &str) -> LegalText {
    let mut text = LegalText { title: String::new(), beginning: Vec::new(), sections: Vec::new() };
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("## ") {
            text.sections.push(LegalSection { heading: heading.to_owned(), paragraphs: Vec::new() });
        } else if let Some(title) = line.strip_prefix("# ") {
            title.clone_into(&mut text.title);
        } else {
            match text.sections.last_mut() {
                Some(section) => section.paragraphs.push(line.to_owned()),
                None => text.beginning.push(line.to_owned()),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_languages_say_as_much() {
        for kind in [LegalKind::Terms, LegalKind::Privacy] {
            let shape =
                |text: &LegalText| (text.beginning.len(), text.sections.iter().map(|part| part.paragraphs.len()).collect::<Vec<_>>());
            let german = text(kind, Language::De);
            assert!(german.sections.len() >= 5);
            for language in Language::ALL {
                let text = text(kind, language);
                assert_eq!(shape(&text), shape(&german), "{kind:?} {language}");
                assert!(!text.title.is_empty() && text.sections.iter().all(|part| !part.heading.is_empty()));
            }
        }
    }

    #[test]
    fn swiss_spelling_has_no_sharp_s() {
        for kind in [LegalKind::Terms, LegalKind::Privacy] {
            assert!(!format!("{:?}", text(kind, Language::De)).contains('ß'));
        }
    }
}
