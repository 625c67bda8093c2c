use sqlx::PgConnection;

use crate::error::Result;

/// How many mails kept failing until a person has to look.
pub(crate) async fn parked(connection: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM mail_outbox WHERE state = 'parked'"#).fetch_one(connection).await?)
}
