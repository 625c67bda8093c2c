//! Where settings come from: the environment, and below it a file.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use config::{File, FileFormat, Source as _, Value, ValueKind};

/// Names the file; without it `astris.toml` in the working directory is read if it is there.
const FILE_VARIABLE: &str = "ASTRIS_CONFIG";
/// The file that is read without being named.
const DEFAULT_FILE: &str = "astris.toml";

/// The settings as they were written, not yet understood.
#[derive(Clone, Debug, Default)]
pub struct Source {
    environment: BTreeMap<String, String>,
    file: BTreeMap<String, String>,
}

/// Why the file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It was named and is not there.
    #[error("ASTRIS_CONFIG names {}, which is not there. Correct the path or unset the variable.", .0.display())]
    Missing(PathBuf),
    /// It is no TOML, or cannot be read.
    #[error("{} cannot be read: {detail}. Compare it with astris.example.toml.", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the parser or the operating system says.
        detail: String,
    },
}

impl Source {
    /// The process's environment and the file.
    ///
    /// # Errors
    /// If a file was named and is missing, or a file is there and is unreadable.
    pub fn of_process() -> Result<Self, SourceError> {
        // `vars()` would panic on a value of another program that is no UTF-8.
        let environment = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let mut source = Self::of_environment(environment);
        let named = source.environment.get(FILE_VARIABLE).filter(|name| !name.is_empty()).map(PathBuf::from);
        let path = named.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        if path.is_file() {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            source.file = flatten(&text).map_err(|error| unreadable(&path, &error))?;
        } else if let Some(path) = named {
            return Err(SourceError::Missing(path));
        }
        Ok(source)
    }

    /// These variables and no file.
    pub fn of_environment(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { environment: variables.into_iter().collect(), file: BTreeMap::new() }
    }

    /// The same with the text of a file below the environment.
    ///
    /// # Errors
    /// If the text is no TOML.
    pub fn with_file(mut self, text: &str) -> Result<Self, SourceError> {
        self.file = flatten(text).map_err(|error| unreadable(Path::new("(text)"), &error))?;
        Ok(self)
    }

    /// A setting's text, trimmed; the environment wins, and an empty value counts as none (Compose files pass those on).
    pub(super) fn text(&self, variable: super::variable::Variable) -> Option<&str> {
        let sound = |text: &'_ String| !text.trim().is_empty();
        self.environment
            .get(variable.name)
            .filter(|text| sound(text))
            .or_else(|| self.file.get(variable.key).filter(|text| sound(text)))
            .map(|text| text.trim())
    }

    /// The keys that the file sets.
    pub(super) fn file_keys(&self) -> impl Iterator<Item = &str> {
        self.file.keys().map(String::as_str)
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> SourceError {
    SourceError::Unreadable { path: path.to_owned(), detail: error.to_string() }
}

/// `[http] listen = "…"` becomes `http.listen`; lists become comma lists, as in the environment.
fn flatten(text: &str) -> Result<BTreeMap<String, String>, config::ConfigError> {
    let tables = File::from_str(text, FileFormat::Toml).collect()?;
    let mut flat = BTreeMap::new();
    for (name, value) in tables {
        put(&mut flat, name, value);
    }
    Ok(flat)
}

fn put(flat: &mut BTreeMap<String, String>, name: String, value: Value) {
    match value.kind {
        ValueKind::Table(table) => {
            for (key, value) in table {
                put(flat, format!("{name}.{key}"), value);
            }
        }
        ValueKind::Array(items) => {
            let items: Vec<_> = items.into_iter().filter_map(|item| item.into_string().ok()).collect();
            flat.insert(name, items.join(","));
        }
        kind => {
            flat.insert(name, kind.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::variable::Variable;

    const LISTEN: Variable = Variable::new("ASTRIS_LISTEN", "http.listen");

    fn source(environment: &[(&str, &str)], file: &str) -> Source {
        Source::of_environment(environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).with_file(file).unwrap()
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = "[http]\nlisten = \"127.0.0.1:1\"";
        assert_eq!(source(&[], file).text(LISTEN), Some("127.0.0.1:1"));
        assert_eq!(source(&[("ASTRIS_LISTEN", "127.0.0.1:2")], file).text(LISTEN), Some("127.0.0.1:2"));
    }

    #[test]
    fn an_empty_variable_is_none() {
        assert_eq!(source(&[("ASTRIS_LISTEN", " ")], "[http]\nlisten = \"127.0.0.1:1\"").text(LISTEN), Some("127.0.0.1:1"));
        assert_eq!(source(&[("ASTRIS_LISTEN", "")], "").text(LISTEN), None);
    }

    #[test]
    fn numbers_switches_and_lists_are_texts() {
        let source = source(&[], "[a]\nnumber = 20\nswitch = true\nlist = [\"twint\", \"creditcard\"]");
        assert_eq!(source.text(Variable::new("A", "a.number")), Some("20"));
        assert_eq!(source.text(Variable::new("B", "a.switch")), Some("true"));
        assert_eq!(source.text(Variable::new("C", "a.list")), Some("twint,creditcard"));
    }

    #[test]
    fn broken_toml_is_said() {
        assert!(matches!(Source::default().with_file("[http"), Err(SourceError::Unreadable { .. })));
    }
}
