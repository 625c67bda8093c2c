//! For build scripts: turns a crate's `locales/*.json` into typed tables of texts, so that a missing or misspelt text does not compile.
//!
//! The files hold sections of texts. A text with `{placeholders}` becomes a function of them; a pair `x_one` and `x_other` becomes one function
//! of a count. All languages must have the same texts with the same placeholders.

use std::{collections::BTreeMap, error::Error, fmt::Write as _, fs, path::Path};

/// Section → text's name → text.
type Texts = BTreeMap<String, BTreeMap<String, String>>;

const LANGUAGES: [&str; 4] = ["de", "fr", "it", "en"];

/// Writes the tables of the crate that is being built to `texts.rs` in its folder for generated code. They need `fill` and `is_one` in scope.
///
/// # Errors
/// When a file cannot be read or written, or when the languages have different texts; then the build fails with the text's name.
pub fn write() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    let tables = LANGUAGES
        .iter()
        .map(|code| {
            let json = fs::read_to_string(format!("locales/{code}.json"))?;
            Ok((*code, serde_json::from_str(&json).map_err(|error| format!("locales/{code}.json: {error}"))?))
        })
        .collect::<Result<Vec<(&str, Texts)>, Box<dyn Error>>>()?;
    let (_, english) = tables.last().ok_or("no languages")?;
    for (code, texts) in &tables {
        compare(code, texts, english)?;
    }
    let mut code = String::new();
    for (section, texts) in english {
        write_section(&mut code, section, texts)?;
    }
    write_root(&mut code, english)?;
    for (language, texts) in &tables {
        write_table(&mut code, language, texts)?;
    }
    let out = std::env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("texts.rs"), code)?;
    Ok(())
}

/// Fails when a language has other texts or other placeholders than English.
fn compare(code: &str, texts: &Texts, english: &Texts) -> Result<(), String> {
    let names = |texts: &Texts| -> Vec<(String, Vec<String>)> {
        let all = texts.iter().flat_map(|(section, texts)| texts.iter().map(move |(name, text)| (format!("{section}.{name}"), text)));
        all.map(|(name, text)| (name, placeholders(text))).collect()
    };
    let (ours, theirs) = (names(texts), names(english));
    match ours.iter().find(|name| !theirs.contains(name)).or_else(|| theirs.iter().find(|name| !ours.contains(name))) {
        Some((name, _)) => Err(format!("locales/{code}.json and locales/en.json differ at {name}")),
        None => Ok(()),
    }
}

/// The names in braces, sorted, each once.
fn placeholders(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

fn type_name(section: &str) -> String {
    let mut letters = section.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str() + "Texts").unwrap_or_default()
}

/// The name of the pair that a text is one half of.
fn pair<'a>(name: &'a str, texts: &BTreeMap<String, String>) -> Option<&'a str> {
    let stem = name.strip_suffix("_one").or_else(|| name.strip_suffix("_other"))?;
    (texts.contains_key(&format!("{stem}_one")) && texts.contains_key(&format!("{stem}_other"))).then_some(stem)
}

fn write_section(code: &mut String, section: &str, texts: &BTreeMap<String, String>) -> std::fmt::Result {
    let type_name = type_name(section);
    let (mut fields, mut functions) = (String::new(), String::new());
    for (name, text) in texts {
        let names = placeholders(text);
        if let Some(stem) = pair(name, texts) {
            writeln!(fields, "    {name}: &'static str,")?;
            if name.ends_with("_one") {
                writeln!(
                    functions,
                    "    /// In English: `{text}`\n    pub fn {stem}(&self, count: u32) -> String {{\n        let text = if is_one(self.zero_is_one, count) {{ self.{stem}_one }} else {{ self.{stem}_other }};\n        fill(text, &[(\"count\", &count.to_string())])\n    }}"
                )?;
            }
        } else if names.is_empty() {
            writeln!(fields, "    /// In English: `{text}`\n    pub {name}: &'static str,")?;
        } else {
            writeln!(fields, "    {name}: &'static str,")?;
            let parameters = names.iter().map(|name| format!(", {name}: &str")).collect::<Vec<_>>().concat();
            let pairs: Vec<String> = names.iter().map(|name| format!("(\"{name}\", {name})")).collect();
            let pairs = pairs.join(", ");
            writeln!(
                functions,
                "    /// In English: `{text}`\n    pub fn {name}(&self{parameters}) -> String {{\n        fill(self.{name}, &[{pairs}])\n    }}"
            )?;
        }
    }
    let plural = if functions.contains("zero_is_one") { "    zero_is_one: bool,\n" } else { "" };
    writeln!(code, "/// Texts of `{section}`.\n#[derive(Debug)]\npub struct {type_name} {{\n{plural}{fields}}}\n")?;
    if functions.is_empty() { Ok(()) } else { writeln!(code, "impl {type_name} {{\n{functions}}}\n") }
}

fn write_root(code: &mut String, texts: &Texts) -> std::fmt::Result {
    writeln!(code, "/// All texts of one language.\n#[derive(Debug)]\npub struct Texts {{")?;
    for section in texts.keys() {
        writeln!(code, "    /// Texts of `{section}`.\n    pub {section}: {},", type_name(section))?;
    }
    writeln!(code, "}}\n")
}

fn write_table(code: &mut String, language: &str, texts: &Texts) -> std::fmt::Result {
    writeln!(code, "static {}: Texts = Texts {{", language.to_ascii_uppercase())?;
    for (section, texts) in texts {
        writeln!(code, "    {section}: {} {{", type_name(section))?;
        if texts.keys().any(|name| pair(name, texts).is_some()) {
            // Unicode CLDR, plural rules: French counts 0 as singular, the other three do not.
            writeln!(code, "        zero_is_one: {},", language == "fr")?;
        }
        for (name, text) in texts {
            writeln!(code, "        {name}: {text:?},")?;
        }
        writeln!(code, "    }},")?;
    }
    writeln!(code, "}};\n")
}
