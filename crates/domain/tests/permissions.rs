//! docs/permissions.md shows who may do what as it is in the code: this test fails when it does not, and writes it anew when `ASTRIS_WRITE_DOCS` is
//! set.

#![expect(clippy::unwrap_used, reason = "a page that cannot be written or put together ends the test")]

use std::{fmt::Write, fs, path::Path};

use domain::accounts::{Permission, Role};

const INTRODUCTION: &str = "\
# Permissions

Made from the code (`crates/domain/src/accounts/permissions.rs`) by `ASTRIS_WRITE_DOCS=1 cargo test -p domain --test permissions`; the same test fails
when this page is stale. Roles add up. What is staff's needs a log-in with a second factor, whoever asks; what is marked with ● has to be confirmed
once more a short while before. Whoever has no role for something is answered 403, whoever lacks a proof 403 with the proof that is missing, and
whatever is another person's is answered 404.
";

#[test]
fn the_document_shows_the_table_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/permissions.md");
    let expected = document();
    if std::env::var_os("ASTRIS_WRITE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/permissions.md is stale: run `ASTRIS_WRITE_DOCS=1 cargo test -p domain --test permissions` and commit it"
    );
}

fn document() -> String {
    let mut text = INTRODUCTION.to_owned();
    let roles: Vec<&str> = Role::ALL.into_iter().map(Role::code).collect();
    write!(text, "\n| permission | {} | what it is for |\n|---|{}---|\n", roles.join(" | "), "---|".repeat(roles.len())).unwrap();
    for permission in Permission::ALL {
        let marks: Vec<&str> = Role::ALL.into_iter().map(|role| mark(role, permission)).collect();
        writeln!(text, "| `{}` | {} | {} |", permission.code(), marks.join(" | "), permission.about()).unwrap();
    }
    text
}

fn mark(role: Role, permission: Permission) -> &'static str {
    match (role.allows(permission), permission.needs_step_up()) {
        (true, true) => "●",
        (true, false) => "yes",
        (false, _) => "",
    }
}
