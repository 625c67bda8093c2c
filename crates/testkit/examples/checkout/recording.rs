//! What SQL a checkout is: taken from PostgreSQL's own log while one guest buys, so that it is what the shop sends and not what somebody believes.

use std::{collections::HashSet, fs, time::Duration};

use sqlx::{Executor, PgConnection};
use uuid::Uuid;

use crate::Failure;

/// Until all connections have read the new setting, and until the log is written.
const SETTLE: Duration = Duration::from_millis(700);

/// A statement with its parameters' texts, null as none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub sql: String,
    pub parameters: Vec<Option<String>>,
}

/// The statements of one checkout.
#[derive(Debug)]
pub struct Recording {
    statements: Vec<Statement>,
}

impl Recording {
    pub fn all(&self) -> &[Statement] {
        &self.statements
    }

    /// Those of the transaction that places the order.
    pub fn transaction(&self) -> Result<Vec<Statement>, Failure> {
        let is = |word: &'static str| move |statement: &Statement| statement.sql.eq_ignore_ascii_case(word);
        let placing =
            self.statements.iter().position(|statement| statement.sql.contains("INSERT INTO orders ")).ok_or("no order was recorded")?;
        let begin = self.statements[..placing].iter().rposition(is("BEGIN")).ok_or("the order has no transaction")?;
        let end = placing + self.statements[placing..].iter().position(is("COMMIT")).ok_or("the order's transaction does not end")?;
        Ok(self.statements[begin..=end].to_vec())
    }
}

/// Records what the database is asked while `checkout` runs.
pub async fn record(
    database: &mut PgConnection,
    log: &str,
    checkout: impl Future<Output = Result<(), Failure>>,
) -> Result<Recording, Failure> {
    database.execute("ALTER SYSTEM SET log_statement = 'all'").await?;
    database.execute("SELECT pg_reload_conf()").await?;
    tokio::time::sleep(SETTLE).await;
    let begins = fs::read(log)?.len();
    let outcome = checkout.await;
    tokio::time::sleep(SETTLE).await;
    let text = fs::read(log)?;
    database.execute("ALTER SYSTEM RESET log_statement").await?;
    database.execute("SELECT pg_reload_conf()").await?;
    outcome?;
    let mut statements = parse(&String::from_utf8_lossy(&text[begins..]));
    // The pool's own: it makes sure that a connection comes back without a transaction.
    statements.retain(|statement| statement.sql != "BEGIN; ROLLBACK" && !statement.sql.contains("pg_reload_conf"));
    let known: HashSet<String> = known_ids(database).await?.into_iter().map(|id| id.to_string()).collect();
    make_unique(&mut statements, &known);
    Ok(Recording { statements })
}

/// What stays the same in every checkout.
async fn known_ids(database: &mut PgConnection) -> Result<Vec<Uuid>, Failure> {
    Ok(sqlx::query_scalar("SELECT id FROM catalog_variants UNION ALL SELECT id FROM catalog_products").fetch_all(database).await?)
}

/// Reads the log's lines; what goes on in the next line begins with a tab.
fn parse(log: &str) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut details: Option<String> = None;
    let mut in_statement = false;
    let take = |statements: &mut Vec<Statement>, details: &mut Option<String>| {
        if let (Some(statement), Some(text)) = (statements.last_mut(), details.take()) {
            statement.parameters = parameters(&text);
        }
    };
    for line in log.lines() {
        if let Some(more) = line.strip_prefix('\t') {
            if let Some(details) = &mut details {
                *details += "\n";
                *details += more;
            } else if let Some(statement) = statements.last_mut().filter(|_| in_statement) {
                statement.sql += "\n";
                statement.sql += more;
            }
            continue;
        }
        take(&mut statements, &mut details);
        let asked = line.split_once("LOG:  execute ").and_then(|(_, rest)| rest.split_once(": ")).map(|(_, sql)| sql);
        let asked = asked.or_else(|| line.split_once("LOG:  statement: ").map(|(_, sql)| sql));
        in_statement = asked.is_some();
        if let Some(sql) = asked {
            statements.push(Statement { sql: sql.to_owned(), parameters: Vec::new() });
        } else if let Some((_, text)) = line.split_once("DETAIL:  parameters: ").or_else(|| line.split_once("DETAIL:  Parameters: ")) {
            details = Some(text.to_owned());
        }
    }
    take(&mut statements, &mut details);
    statements
}

/// Reads `$1 = 'it''s', $2 = NULL`.
fn parameters(text: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            values.push(None);
            rest = value;
            continue;
        };
        let mut end = 0;
        while let Some(at) = quoted[end..].find('\'') {
            end += at;
            if !quoted[end + 1..].starts_with('\'') {
                break;
            }
            end += 2;
        }
        values.push(Some(quoted[..end].replace("''", "'")));
        rest = quoted.get(end + 1..).unwrap_or_default();
    }
    values
}

/// Marks what each checkout has of its own, as `⟨kind:number⟩`: the same value gets the same mark.
fn make_unique(statements: &mut [Statement], known: &HashSet<String>) {
    let mut marks: Vec<String> = Vec::new();
    for value in statements.iter_mut().flat_map(|statement| statement.parameters.iter_mut().flatten()) {
        for (kind, own) in own_values(value, known) {
            let number = marks.iter().position(|mark| *mark == own).unwrap_or_else(|| {
                marks.push(own.clone());
                marks.len() - 1
            });
            *value = value.replace(&own, &format!("⟨{kind}:{number}⟩"));
        }
    }
}

fn own_values(value: &str, known: &HashSet<String>) -> Vec<(&'static str, String)> {
    if let Some((_, session)) = value.split_once("session:") {
        return vec![("word", session.to_owned())];
    }
    if value.starts_with("tr_") {
        return vec![("word", value.to_owned())];
    }
    // Bytes written as hexadecimals hold no id that anything refers to.
    if value.starts_with("\\x") {
        return Vec::new();
    }
    // Ids and tokens, also where they stand in a document. A hash in base64 is as long as a token but for the sign at its end, and has to stay one.
    let words: HashSet<&str> = value.split(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '=')).collect();
    let mut own: Vec<_> = words
        .into_iter()
        .filter_map(|word| match word.len() {
            36 if word.parse::<Uuid>().is_ok() && !known.contains(word) => Some(("uuid", word.to_owned())),
            43 => Some(("word", word.to_owned())),
            _ => None,
        })
        .collect();
    own.sort();
    own
}
