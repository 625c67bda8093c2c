//! docs/lifecycle.md shows the state machines as they are in the code: this test fails when it does not, and writes it anew when
//! `ASTRIS_WRITE_DOCS` is set.

#![expect(clippy::unwrap_used, reason = "writing into a text does not fail")]

use std::{fmt::Write, fs, path::Path};

use domain::lifecycle::{Machine, machines};

const INTRODUCTION: &str = "\
# Lifecycles

Made from the code (`crates/domain/src/lifecycle.rs`) by `ASTRIS_WRITE_DOCS=1 cargo test -p domain --test lifecycle`; the same test fails when this page
is stale. The database enforces every arrow by a trigger on the table's column `state`, and a test compares trigger and code for every pair of states.
";

#[test]
fn the_document_shows_the_machines_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lifecycle.md");
    let expected = document();
    if std::env::var_os("ASTRIS_WRITE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "docs/lifecycle.md is stale: run `ASTRIS_WRITE_DOCS=1 cargo test -p domain --test lifecycle` and commit it");
}

#[test]
fn every_state_can_be_reached_and_no_arrow_leads_nowhere() {
    for machine in machines() {
        for state in machine.states.iter().skip(1) {
            assert!(machine.transitions.iter().any(|arrow| arrow.to == *state), "{}: {state}", machine.title);
        }
        for arrow in &machine.transitions {
            assert!(machine.states.contains(&arrow.from) && machine.states.contains(&arrow.to), "{}: {arrow:?}", machine.title);
            assert_ne!(arrow.from, arrow.to, "{}", machine.title);
        }
    }
}

fn document() -> String {
    let mut text = INTRODUCTION.to_owned();
    for machine in machines() {
        section(&mut text, &machine);
    }
    text
}

fn section(text: &mut String, machine: &Machine) {
    let Machine { title, table, about, .. } = machine;
    write!(text, "\n## {title}\n\nTable `{table}`. {about}\n\n```mermaid\nstateDiagram-v2\n").unwrap();
    writeln!(text, "    [*] --> {}", machine.states[0]).unwrap();
    for arrow in &machine.transitions {
        // Where the event is the new state itself, the arrow says it already.
        let label = if arrow.event == arrow.to { String::new() } else { format!(" : {}", arrow.event) };
        writeln!(text, "    {} --> {}{label}", arrow.from, arrow.to).unwrap();
    }
    for state in machine.states.iter().filter(|state| !machine.transitions.iter().any(|arrow| arrow.from == **state)) {
        writeln!(text, "    {state} --> [*]").unwrap();
    }
    text.push_str("```\n\n| from | event | to |\n|---|---|---|\n");
    for arrow in &machine.transitions {
        writeln!(text, "| {} | {} | {} |", arrow.from, arrow.event, arrow.to).unwrap();
    }
}
