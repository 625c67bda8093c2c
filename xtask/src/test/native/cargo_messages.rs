//! What `cargo … --message-format=json` tells about test programs, a message on each line.
//!
//! This program has no JSON reader and needs none here: cargo writes without spaces, and within a text a quote is escaped, so that `"key":` is a key.

use std::path::PathBuf;

/// A test program that cargo has built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// `lib`, `bin`, `test` or `example`: what it was made of.
    pub kind: String,
    pub target: String,
    pub manifest: PathBuf,
    pub executable: PathBuf,
}

/// The test program that a message announces, if it does.
pub fn test_program(message: &str) -> Option<Built> {
    let (artefact, profile) = message.split_once("\"profile\":{")?;
    if !artefact.contains("\"reason\":\"compiler-artifact\"") || !profile.split('}').next()?.contains("\"test\":true") {
        return None;
    }
    let target = artefact.split_once("\"target\":{")?.1;
    Some(Built {
        kind: text(target, "\"kind\":[\"")?,
        target: text(target, "\"name\":\"")?,
        manifest: text(artefact, "\"manifest_path\":\"")?.into(),
        executable: text(profile, "\"executable\":\"")?.into(),
    })
}

/// The text that begins after `start`.
fn text(message: &str, start: &str) -> Option<String> {
    let mut letters = message.split_once(start)?.1.chars();
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            // Of what is escaped only quotes and backslashes occur in names and paths.
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As cargo 1.95 writes it.
    fn message(executable: &str, is_test: bool) -> String {
        format!(
            r#"{{"reason":"compiler-artifact","package_id":"path+file:///x/crates/services#0.1.0","manifest_path":"/x/crates/services/Cargo.toml","target":{{"kind":["test"],"crate_types":["bin"],"name":"stock","src_path":"/x/crates/services/tests/stock/main.rs","edition":"2024","doc":false,"doctest":false,"test":true}},"profile":{{"opt_level":"0","debuginfo":1,"debug_assertions":true,"overflow_checks":true,"test":{is_test}}},"features":["failpoints"],"filenames":[],"executable":{executable},"fresh":true}}"#
        )
    }

    #[test]
    fn a_test_program_is_read() {
        let built = test_program(&message(r#""/t/debug/deps/stock-0123""#, true)).unwrap();
        let expected = Built {
            kind: "test".into(),
            target: "stock".into(),
            manifest: "/x/crates/services/Cargo.toml".into(),
            executable: "/t/debug/deps/stock-0123".into(),
        };
        assert_eq!(built, expected);
    }

    #[test]
    fn other_messages_are_none() {
        assert_eq!(test_program(&message(r#""/t/debug/astris""#, false)), None, "a program that is no test");
        assert_eq!(test_program(&message("null", true)), None, "a test that is no program");
        assert_eq!(test_program(r#"{"reason":"build-finished","success":true}"#), None);
    }

    #[test]
    fn escaped_letters_are_read() {
        assert_eq!(text(r#""a":"q\"b\\c","d":1"#, "\"a\":\"").as_deref(), Some(r#"q"b\c"#));
    }
}
