use serde_json::Value;
use sqlx::PgConnection;

use crate::{
    error::Result,
    orders::{Acting, Actor},
};

/// An act to be written down. Its values hold states, amounts, ids and numbers: no secrets, and nobody's name or address, for what is written here stays.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    /// What was done: `<thing>.<verb>`.
    pub action: &'static str,
    /// What it was done to: an order's number, an account's id.
    pub subject: &'a str,
    /// What it was before: an object.
    pub before: Value,
    /// What it is now: an object.
    pub after: Value,
}

/// Writes an act of staff down, in its own transaction and as the last thing there: until it is committed no other act is. What buyers, gateways and the
/// schedule do stands in the histories of the rooms and not here.
pub(crate) async fn write(connection: &mut PgConnection, by: Acting, entry: Entry<'_>) -> Result<()> {
    match by.actor {
        Actor::Staff(_) | Actor::Operator => {}
        Actor::Buyer | Actor::Gateway | Actor::Schedule => return Ok(()),
    }
    let place = by.place.map(|place| place.to_string()).unwrap_or_default();
    write_for(connection, (&by.actor.code(), &place), entry).await
}

/// Writes down what the background task did for somebody who asked for it, by their name in histories and their place. As [`write`].
pub(crate) async fn write_for(connection: &mut PgConnection, (actor, place): (&str, &str), entry: Entry<'_>) -> Result<()> {
    sqlx::query!(
        "INSERT INTO audit_log (actor, place, action, subject, before, after) VALUES ($1, $2, $3, $4, $5, $6)",
        actor,
        place,
        entry.action,
        entry.subject,
        entry.before,
        entry.after
    )
    .execute(connection)
    .await?;
    Ok(())
}
