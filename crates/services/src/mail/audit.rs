use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// The room's invariants. Recipients are not named: an alert must not carry people's addresses around.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    let findings = sqlx::query_as!(
        Finding,
        r#"SELECT id::text AS "subject!", format('%s %s since %s: %s', kind, state, created_at, last_error) AS "detail!" FROM mail_outbox
           WHERE state = 'parked' OR (state = 'waiting' AND created_at < now() - interval '1 day') ORDER BY created_at"#
    )
    .fetch_all(connection)
    .await?;
    Ok(vec![Check { name: "mail.outbox", rule: "no mail is parked or waits for more than a day", findings }])
}
