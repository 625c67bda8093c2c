use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{AuditEntry, AuditField, AuditList, AuditQuery, MOST_ROWS, USUAL_ROWS},
};
use serde_json::Value;

use crate::{accounts, error::Result, orders::Acting, pages::cut, shop::Shop};

pub(super) struct Row {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub place: String,
    pub action: String,
    pub subject: String,
    pub before: Value,
    pub after: Value,
    pub hash: String,
}

/// A page of the audit log, the newest entry first. For those who may [`Permission::SeeAuditLog`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn list(shop: &Shop, by: impl Into<Acting>, query: &AuditQuery) -> Result<AuditList> {
    by.into().may(Permission::SeeAuditLog)?;
    let wanted = if query.size == 0 { USUAL_ROWS } else { query.size.min(MOST_ROWS) };
    // One more than is shown says whether there is another page.
    let mut rows = page(shop, query, i64::from(wanted) + 1).await?;
    let next = cut(&mut rows, wanted, |row| row.number);
    let mut connection = shop.pool.acquire().await?;
    let names = accounts::names_of_staff(&mut connection, rows.iter().map(|row| row.actor.as_str())).await?;
    let shown = rows.into_iter().map(|row| AuditEntry {
        who: names.who(&row.actor),
        number: row.number,
        at: row.at,
        place: row.place,
        action: row.action,
        subject: row.subject,
        before: fields(row.before),
        after: fields(row.after),
        hash: row.hash,
    });
    Ok(AuditList { rows: shown.collect(), next })
}

pub(super) async fn page(shop: &Shop, query: &AuditQuery, most: i64) -> Result<Vec<Row>> {
    let who = query.who.trim();
    let actor = if who.is_empty() || who == "operator" { who.to_owned() } else { format!("staff:{who}") };
    let mut search = shop.begin_search().await?;
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT number, at, actor, place, action, subject, before, after, encode(hash, 'hex') AS "hash!" FROM audit_log
           WHERE number < $1
             AND ($2 = '' OR starts_with(action, $2)) AND ($3 = '' OR subject = $3) AND ($4 = '' OR actor = $4)
             AND at >= coalesce($5, '-infinity'::timestamptz) AND at < coalesce($6, 'infinity'::timestamptz)
           ORDER BY number DESC LIMIT $7"#,
        query.before.unwrap_or(i64::MAX),
        query.action.trim(),
        query.subject.trim(),
        actor,
        query.from,
        query.until,
        most
    )
    .fetch_all(&mut *search)
    .await?;
    search.commit().await?;
    Ok(rows)
}

/// What an entry keeps, one field per value: what is inside others is named with them.
fn fields(values: Value) -> Vec<AuditField> {
    let mut fields = Vec::new();
    flatten(String::new(), values, &mut fields);
    fields
}

fn flatten(name: String, value: Value, fields: &mut Vec<AuditField>) {
    let inside = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name} {key}") };
    match value {
        Value::Null => {}
        Value::Object(values) => values.into_iter().for_each(|(key, value)| flatten(inside(&key), value, fields)),
        Value::Array(values) => {
            values.into_iter().zip(1..).for_each(|(value, number): (_, u32)| flatten(inside(&number.to_string()), value, fields));
        }
        Value::String(value) => fields.push(AuditField { name, value }),
        Value::Bool(_) | Value::Number(_) => fields.push(AuditField { name, value: value.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_inside_others_is_named_with_them() {
        let kept = json!({ "parcel": { "carrier": null, "number": 2 }, "pieces": [{ "quantity": 1 }, { "quantity": 3 }], "state": "paid" });
        let lines: Vec<String> = fields(kept).into_iter().map(|field| format!("{}: {}", field.name, field.value)).collect();
        assert_eq!(lines, ["parcel number: 2", "pieces 1 quantity: 1", "pieces 2 quantity: 3", "state: paid"]);
        assert!(fields(Value::Null).is_empty());
    }
}
