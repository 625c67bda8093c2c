//! The recorded SQL through pgbench: what this machine's PostgreSQL can do without a shop in front of it.

use std::{fmt::Write, path::PathBuf, process::Command};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::{
    BUYERS, Failure,
    pace::{MEASURED, Pace},
    recording::Statement,
};

/// More values of its own than any checkout has.
const MOST_OWN: usize = 1_000;

/// How fast pgbench gets through the statements, again and again.
pub async fn measure(pgbench: &str, database: &str, statements: &[Statement]) -> Result<Pace, Failure> {
    let path: PathBuf = std::env::temp_dir().join(format!("astris-bench-{}.sql", std::process::id()));
    std::fs::write(&path, script(&typed(database, statements).await?))?;
    let mut command = Command::new(pgbench);
    // The password stays off the command line.
    let (user, password, place) = parts(database).ok_or("the database's address is not understood")?;
    // As the shop's own connections ask for it.
    command.env("PGOPTIONS", "-c jit=off -c plan_cache_mode=force_generic_plan");
    command.env("PGUSER", user).env("PGPASSWORD", password).arg(format!("--file={}", path.display())).args([
        "--no-vacuum",
        "--protocol=prepared",
        &format!("--client={BUYERS}"),
        "--jobs=2",
        &format!("--time={}", MEASURED.as_secs()),
        &format!("postgres://{place}"),
    ]);
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    let _ = std::fs::remove_file(&path);
    let (said, complaints) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let number = |start: &str| said.lines().find_map(|line| line.strip_prefix(start)?.trim().split([' ', '/']).next().map(str::to_owned));
    match (number("tps = "), number("number of transactions actually processed: ")) {
        (Some(rate), Some(total)) if output.status.success() => Ok(Pace::told(rate.parse()?, total.parse()?)),
        _ => Err(format!("pgbench failed: {said}{complaints}").into()),
    }
}

/// User, password and the rest of `postgres://user:password@rest`.
fn parts(url: &str) -> Option<(&str, &str, &str)> {
    let (access, place) = url.strip_prefix("postgres://")?.split_once('@')?;
    let (user, password) = access.split_once(':')?;
    Some((user, password, place))
}

/// Each statement with the types of its parameters as PostgreSQL understands them: a text in a parameter's place has none of its own, and where
/// a function takes any type the place alone tells none either.
async fn typed<'a>(database: &str, statements: &'a [Statement]) -> Result<Vec<(&'a Statement, Vec<String>)>, Failure> {
    let mut connection = PgConnection::connect(database).await?;
    let mut all = Vec::with_capacity(statements.len());
    for statement in statements {
        let types = if statement.parameters.is_empty() { Vec::new() } else { types_of(&mut connection, &statement.sql).await? };
        all.push((statement, types));
    }
    connection.close().await?;
    Ok(all)
}

async fn types_of(connection: &mut PgConnection, sql: &str) -> Result<Vec<String>, Failure> {
    connection.execute(AssertSqlSafe(format!("PREPARE measured AS {sql}"))).await?;
    let types = sqlx::query_scalar("SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = 'measured'");
    let types = types.fetch_one(&mut *connection).await?;
    connection.execute("DEALLOCATE measured").await?;
    Ok(types)
}

/// The statements in pgbench's language, with what each checkout has of its own drawn anew for each run.
fn script(statements: &[(&Statement, Vec<String>)]) -> String {
    let mut body = String::new();
    for (statement, types) in statements {
        let _ = writeln!(body, "{};", filled(statement, types));
    }
    let numbers = (0..MOST_OWN).filter(|number| body.contains(&format!(":own{number}::")));
    let mut script = String::new();
    for number in numbers {
        let _ = writeln!(script, "\\set own{number} random(1, 140737488355327)");
    }
    script + &body
}

/// The statement with its parameters in their places.
fn filled(statement: &Statement, types: &[String]) -> String {
    let mut text = String::new();
    let mut rest = statement.sql.as_str();
    while let Some((before, after)) = rest.split_once('$') {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let at = after[..digits].parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        text += before;
        if let Some((value, kind)) = at.and_then(|at| statement.parameters.get(at).zip(types.get(at))) {
            let _ = write!(text, "{}::{kind}", value.as_deref().map_or_else(|| "NULL".to_owned(), literal));
        } else {
            text += "$";
            text += &after[..digits];
        }
        rest = &after[digits..];
    }
    text + rest
}

/// A text as SQL. A colon before a word is a variable to pgbench, even in a text.
fn quoted(text: &str) -> String {
    let text = text.replace('\'', "''");
    if text.contains(':') { format!("E'{}'", text.replace('\\', "\\\\").replace(':', "\\u003a")) } else { format!("'{text}'") }
}

/// A value as SQL; marks become numbers that pgbench draws.
fn literal(value: &str) -> String {
    if !value.contains('⟨') {
        return quoted(value);
    }
    let mut pieces = Vec::new();
    for piece in value.split('⟩') {
        let (before, mark) = piece.split_once('⟨').unwrap_or((piece, ""));
        if !before.is_empty() {
            pieces.push(quoted(before));
        }
        if let Some((kind, number)) = mark.split_once(':') {
            let beginning = if kind == "uuid" { "'00000000-0000-4000-8000-' || " } else { "" };
            pieces.push(format!("{beginning}lpad(to_hex(:own{number}::bigint), 12, '0')"));
        }
    }
    format!("({})", pieces.join(" || "))
}
