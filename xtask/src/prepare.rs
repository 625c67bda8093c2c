//! `cargo xtask prepare`: the descriptions of all SQL queries in `.sqlx/`, with which builds need no database.
//!
//! sqlx's macros ask the database that `DATABASE_URL` names and write what they learn to `SQLX_OFFLINE_DIR`, one file
//! per query (`sqlx-macros-core`, src/query/mod.rs: `expand_with`). This does what `cargo sqlx prepare` does, without
//! that program: an empty database, the migrations, one compilation of each crate that uses the macros.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::{Failure, Result};
use crate::fingerprint;
use crate::postgres::{self, Cluster};
use crate::program;
use crate::random;
use crate::scratch::Scratch;
use crate::setup;
use crate::step::Step;
use crate::toolbox::Toolbox;

const DATABASE: &str = "queries";
/// What decides about the descriptions.
const INPUTS: [&str; 5] = ["Cargo.lock", "migrations", "crates", "server", ".sqlx"];
const MACROS: [&str; 6] = ["query!(", "query_as!(", "query_scalar!(", "query_file!(", "query_file_as!(", "query_file_scalar!("];

pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let only_check = match arguments {
        [] => false,
        [word] if word == "--check" => true,
        _ => return Err(Failure::new("`prepare` knows only `--check`.")),
    };
    let checkout = Checkout::find()?;
    let toolbox = setup::for_checking(&checkout)?;
    if only_check {
        check(&checkout, &toolbox)?;
    } else {
        write(&checkout, &toolbox)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    let fresh = describe(checkout, toolbox)?;
    let kept = checkout.root.join(".sqlx");
    let _ = fs::remove_dir_all(&kept);
    fs::create_dir_all(&kept).map_err(|error| Failure::io("create", &kept, &error))?;
    for (name, text) in &fresh {
        let path = kept.join(name);
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))?;
    }
    println!("{} queries are described in .sqlx/", fresh.len());
    vouch(checkout, &inputs(checkout)?)
}

/// Fails if `.sqlx/` is not what the migrations and the queries make of it. Inputs that were checked before are not
/// checked again.
pub fn check(checkout: &Checkout, toolbox: &Toolbox) -> Result<()> {
    let inputs = inputs(checkout)?;
    if fs::read_to_string(stamp(checkout)).is_ok_and(|checked| checked == inputs) {
        return Ok(());
    }
    let fresh = describe(checkout, toolbox)?;
    let kept = descriptions(&checkout.root.join(".sqlx"))?;
    if fresh != kept {
        let stale = kept.iter().filter(|(name, text)| fresh.get(*name) != Some(text)).count();
        let missing = fresh.keys().filter(|name| !kept.contains_key(*name)).count();
        return Err(Failure::new(format!(
            ".sqlx/ does not fit the migrations and queries ({stale} stale, {missing} missing): run `cargo xtask prepare` and commit the result."
        )));
    }
    vouch(checkout, &inputs)
}

fn inputs(checkout: &Checkout) -> Result<String> {
    fingerprint::of(&checkout.root, &INPUTS, &[])
}

fn stamp(checkout: &Checkout) -> PathBuf {
    checkout.private().join("queries.checked")
}

/// Remembers that the descriptions fit these inputs.
fn vouch(checkout: &Checkout, inputs: &str) -> Result<()> {
    let stamp = stamp(checkout);
    fs::write(&stamp, inputs).map_err(|error| Failure::io("write", &stamp, &error))
}

/// Asks an empty, migrated database about every query.
fn describe(checkout: &Checkout, toolbox: &Toolbox) -> Result<BTreeMap<String, String>> {
    let cluster = postgres::start_throwaway(checkout, "prepare")?;
    cluster.ensure_database(DATABASE)?;
    migrate(checkout, &cluster)?;
    let folder = Scratch::create("queries")?;
    for unit in units(&checkout.root)? {
        let step = Step::begin(format!("describing the queries of {} {}", unit.package, unit.target.join(" ")));
        // A flag that no earlier compilation had: otherwise cargo would find the crate compiled already, and the
        // macros would not run.
        let flag = format!("astris_described=\"{}\"", random::secret()?);
        let mut command = toolbox.cargo();
        command
            .args(["rustc", "--profile", "check", "--package", &unit.package])
            .args(&unit.target)
            .args(["--", "--cap-lints=allow", "--cfg", &flag])
            .env("DATABASE_URL", cluster.url(DATABASE))
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", folder.path());
        program::watch_ok(&mut command, &step, &checkout.log("prepare"), "Describing the queries")?;
        step.done();
    }
    descriptions(folder.path())
}

fn migrate(checkout: &Checkout, cluster: &Cluster) -> Result<()> {
    let folder = checkout.root.join("migrations");
    let mut files: Vec<PathBuf> = entries(&folder)?.into_iter().filter(|path| is_migration(path)).collect();
    // By name, as sqlx orders them: the names begin with numbers of equal length.
    files.sort();
    for file in files {
        cluster.run_file(DATABASE, &file).map_err(|failure| Failure::new(format!("{}: {failure}", checkout.short(&file).display())))?;
    }
    Ok(())
}

fn is_migration(path: &Path) -> bool {
    let undoes = path.file_stem().is_some_and(|stem| Path::new(stem).extension().is_some_and(|kind| kind == "down"));
    path.extension().is_some_and(|kind| kind == "sql") && !undoes
}

/// One compilation in which the macros run.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Unit {
    package: String,
    target: Vec<String>,
}

/// The libraries, programs and integration tests whose sources hold one of sqlx's macros.
fn units(root: &Path) -> Result<Vec<Unit>> {
    let mut packages = vec![root.join("server"), root.join("app")];
    packages.extend(entries(&root.join("crates"))?);
    let mut units = Vec::new();
    for folder in packages {
        let Some(package) = folder.file_name().and_then(|name| name.to_str()).map(str::to_owned) else {
            continue;
        };
        if uses_macros(&folder.join("src"))? {
            units.push(Unit { package: package.clone(), target: vec!["--lib".to_owned()] });
        }
        for test in entries(&folder.join("tests"))? {
            let (Some(name), true) = (test.file_stem().and_then(|name| name.to_str()), uses_macros(&test)?) else {
                continue;
            };
            // A test's modules lie in a folder of its name; a folder without the file is shared code.
            if test.is_file() || !test.with_extension("rs").exists() && test.join("main.rs").exists() {
                let target = vec!["--test".to_owned(), name.to_owned()];
                units.push(Unit { package: package.clone(), target });
            }
        }
    }
    units.sort();
    Ok(units)
}

fn uses_macros(path: &Path) -> Result<bool> {
    if path.is_dir() {
        for entry in entries(path)? {
            if uses_macros(&entry)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if path.extension().is_none_or(|extension| extension != "rs") {
        return Ok(false);
    }
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    Ok(MACROS.iter().any(|name| text.contains(name)))
}

/// The query files in `folder`, by name.
fn descriptions(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for path in entries(folder)? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("query-") && path.extension().is_some_and(|kind| kind == "json") {
            let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
            found.insert(name, text);
        }
    }
    Ok(found)
}

/// What a folder holds; nothing if there is none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().map(|entry| entry.path()).collect()),
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(Vec::new()),
        Err(error) => Err(Failure::io("read", folder, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_crates_with_queries() {
        let scratch = Scratch::create("units").unwrap();
        let root = scratch.path();
        for (path, text) in [
            ("crates/services/src/lib.rs", "mod store;"),
            ("crates/services/src/store/orders.rs", "sqlx::query_as!(Row, \"SELECT 1\")"),
            ("crates/services/tests/race.rs", "sqlx::query_scalar!(\"SELECT 2\")"),
            ("crates/domain/src/lib.rs", "// no query! here"),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let names: Vec<(String, String)> = units(root).unwrap().into_iter().map(|unit| (unit.package, unit.target.join(" "))).collect();
        assert_eq!(names, [("services".into(), "--lib".into()), ("services".into(), "--test race".into())]);
    }

    #[test]
    fn tells_migrations_from_their_undoing() {
        assert!(is_migration(Path::new("0001_catalogue.sql")));
        assert!(!is_migration(Path::new("0001_catalogue.down.sql")));
        assert!(!is_migration(Path::new("README.md")));
    }
}
