//! Whether the audit log is as it was written. The same is computed by the database when an entry is written (migration 0084).

use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// What the first entry's hash follows.
const BEGINNING: [u8; 32] = [0; 32];

/// Most entries that are named: after one that was changed the chain goes on from what is written, so others are found as well.
const MOST: usize = 100;

/// Entries that are read at once.
const PIECE: i64 = 5_000;

struct Row {
    number: i64,
    micros: i64,
    actor: String,
    place: String,
    action: String,
    subject: String,
    before: String,
    after: String,
    hash: Vec<u8>,
}

/// The room's invariant.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    let findings = verify(connection).await?;
    Ok(vec![Check { name: "audit_log.chain", rule: "the audit log is whole: no entry was changed, taken out or cut off", findings }])
}

async fn verify(connection: &mut PgConnection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let (mut number, mut hash) = (0, BEGINNING.to_vec());
    loop {
        let rows = piece(connection, number).await?;
        let is_last = rows.is_empty();
        for row in rows {
            if row.number != number + 1 {
                findings.push(finding(row.number, format!("entries {} to {} are missing before it", number + 1, row.number - 1)));
            } else if hash_of(&hash, &row) != row.hash {
                findings.push(finding(row.number, "it is not what was written, or what came before it is not".to_owned()));
            }
            (number, hash) = (row.number, row.hash);
        }
        if findings.len() >= MOST {
            return Ok(findings);
        }
        if is_last {
            break;
        }
    }
    let head = sqlx::query!("SELECT number, hash FROM audit_log_head").fetch_optional(connection).await?;
    match head {
        Some(head) if (head.number, &head.hash) == (number, &hash) => {}
        Some(head) => findings.push(finding(number, format!("the log ends here, and it should with {}", head.number))),
        None => findings.push(finding(number, "where the log ends is not known any more".to_owned())),
    }
    Ok(findings)
}

/// The entries after a number.
async fn piece(connection: &mut PgConnection, after: i64) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT number, (extract(epoch FROM at) * 1000000)::bigint AS "micros!", actor, place, action, subject, before::text AS "before!",
               after::text AS "after!", hash
           FROM audit_log WHERE number > $1 ORDER BY number LIMIT $2"#,
        after,
        PIECE
    )
    .fetch_all(connection)
    .await?)
}

fn finding(number: i64, detail: String) -> Finding {
    Finding { subject: format!("entry {number}"), detail }
}

fn hash_of(previous: &[u8], row: &Row) -> Vec<u8> {
    let (number, micros) = (row.number.to_string(), row.micros.to_string());
    let parts = [&number, &micros, &row.actor, &row.place, &row.action, &row.subject, &row.before, &row.after];
    let mut hash = Sha256::new_with_prefix(previous);
    for part in parts {
        hash.update(format!("{}:{part}", part.len()));
    }
    hash.finalize().to_vec()
}
