//! Mails: send, send several, read, list.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State as Shared},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{events, mail::MailRecord, problem::Problem, validation};
use crate::state::State;

/// Most mails in a batch.
const LARGEST_BATCH: usize = 100;

pub(super) async fn send(Shared(state): Shared<Arc<State>>, headers: HeaderMap, body: Bytes) -> Result<Json<Value>, Problem> {
    let Ok(Value::Object(map)) = serde_json::from_slice(&body) else {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "validation_error", "The request body is not a JSON object."));
    };
    let mail = MailRecord { idempotency_key: key(&headers), ..validation::new_mail(&state, &map)? };
    let id = mail.id.clone();
    accept(&state, vec![mail]);
    Ok(Json(json!({"id": id})))
}

pub(super) async fn send_batch(Shared(state): Shared<Arc<State>>, headers: HeaderMap, body: Bytes) -> Result<Json<Value>, Problem> {
    let Ok(items) = serde_json::from_slice::<Vec<Value>>(&body) else {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "validation_error", "The request body is not a JSON list."));
    };
    if items.is_empty() || items.len() > LARGEST_BATCH {
        return Err(Problem::invalid("A batch has 1 to 100 emails."));
    }
    let permissive = headers.get("x-batch-validation").is_some_and(|mode| mode == "permissive");
    let (mut mails, mut errors) = (Vec::new(), Vec::new());
    for (index, item) in items.iter().enumerate() {
        let mail = match item.as_object() {
            Some(map) if map.contains_key("attachments") => Err(Problem::invalid("Attachments are not supported in a batch.")),
            Some(map) => validation::new_mail(&state, map),
            None => Err(Problem::invalid("An email is a JSON object.")),
        };
        match mail {
            Ok(mail) => mails.push(MailRecord { idempotency_key: key(&headers), ..mail }),
            Err(_) if permissive => errors.push(json!({"index": index, "message": "The email is invalid."})),
            Err(problem) => return Err(problem),
        }
    }
    let ids: Vec<_> = mails.iter().map(|mail| json!({"id": mail.id})).collect();
    accept(&state, mails);
    let mut answer = json!({"data": ids});
    if permissive {
        answer["errors"] = errors.into();
    }
    Ok(Json(answer))
}

fn accept(state: &State, mails: Vec<MailRecord>) {
    let mut books = state.books();
    for mail in mails {
        events::announce(state, &mut books, &mail);
        books.mails.push(mail);
    }
}

pub(super) async fn read(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let books = state.books();
    let mail =
        books.mails.iter().find(|mail| mail.id == id).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "not_found", "Email not found"))?;
    Ok(Json(wire(mail)))
}

#[derive(Debug, Deserialize)]
pub(super) struct Part {
    limit: Option<usize>,
    after: Option<String>,
    before: Option<String>,
}

pub(super) async fn list(Shared(state): Shared<Arc<State>>, Query(part): Query<Part>) -> Result<Json<Value>, Problem> {
    let limit = part.limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(Problem::invalid("The `limit` parameter must be between 1 and 100."));
    }
    let books = state.books();
    let newest_first: Vec<_> = books.mails.iter().rev().collect();
    let place = |id: &String| {
        newest_first.iter().position(|mail| mail.id == *id).ok_or_else(|| Problem::invalid("The pagination cursor is not an email id."))
    };
    let (start, end) = match (&part.after, &part.before) {
        (Some(_), Some(_)) => return Err(Problem::invalid("Either `after` or `before`, not both.")),
        (Some(id), None) => (place(id)? + 1, newest_first.len()),
        (None, Some(id)) => (place(id)?.saturating_sub(limit), place(id)?),
        (None, None) => (0, newest_first.len()),
    };
    let shown: Vec<_> = newest_first[start..end].iter().take(limit).map(|mail| wire(mail)).collect();
    let has_more = if part.before.is_some() { start > 0 } else { start + shown.len() < newest_first.len() };
    Ok(Json(json!({"object": "list", "has_more": has_more, "data": shown})))
}

fn wire(mail: &MailRecord) -> Value {
    let tags: Vec<_> = mail.tags.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    json!({
        "object": "email",
        "id": mail.id,
        "message_id": format!("<{}@sandbox.invalid>", mail.id),
        "from": mail.from,
        "to": mail.to,
        "cc": mail.cc,
        "bcc": mail.bcc,
        "reply_to": mail.reply_to,
        "subject": mail.subject,
        "html": mail.html,
        "text": mail.text,
        // With a space and a short offset: not RFC 3339, as in life.
        "created_at": mail.created.format("%Y-%m-%d %H:%M:%S%.6f+00").to_string(),
        "last_event": mail.last_event,
        "scheduled_at": null,
        "tags": tags,
    })
}

fn key(headers: &HeaderMap) -> Option<String> {
    Some(headers.get("idempotency-key")?.to_str().ok()?.to_owned())
}
