//! docs/failures.md names tests: every one of them is there.

use std::{fs, path::Path};

/// The tests that a row's last cell names, each with its file: `path` name, name; `path` name.
fn named(row: &str) -> Vec<(String, String)> {
    let cell = row.trim().trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    let groups = cell.split(';').filter_map(|group| group.trim().strip_prefix('`')?.split_once('`'));
    groups.flat_map(|(file, names)| names.split(',').map(|name| (file.to_owned(), name.trim().to_owned())).collect::<Vec<_>>()).collect()
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = fs::read_to_string(root.join("docs/failures.md")).unwrap();
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit()).collect();
    let numbers: Vec<u32> = (1..=25).chain([27]).collect();
    assert_eq!(rows.len(), numbers.len(), "one row for each");
    let mut missing = Vec::new();
    for (number, row) in numbers.iter().zip(rows) {
        assert!(row.starts_with(&format!("| {number} |")), "{row}");
        let tests = named(row);
        assert!(!tests.is_empty(), "no test: {row}");
        for (file, name) in tests {
            let source = fs::read_to_string(root.join(&file)).unwrap_or_default();
            if !source.contains(&format!("fn {name}(")) {
                missing.push(format!("{file} {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
