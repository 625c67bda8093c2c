//! What makes a mail.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::{events, mail::MailRecord, problem::Problem};
use crate::state::{State, random_uuid};

/// Most recipients in `to`.
const MOST_RECIPIENTS: usize = 50;
/// Longest name or value of a tag.
const LONGEST_TAG: usize = 256;

/// The mail that an object asks for. Unknown fields are accepted: whether Resend refuses them is not known.
pub(super) fn new_mail(state: &State, map: &Map<String, Value>) -> Result<MailRecord, Problem> {
    let from = text(map, "from")?.ok_or_else(|| Problem::missing("from"))?;
    let to = addresses(map, "to")?;
    if to.is_empty() {
        return Err(Problem::missing("to"));
    }
    if to.len() > MOST_RECIPIENTS {
        return Err(Problem::invalid("The `to` field must not have more than 50 recipients."));
    }
    let subject = text(map, "subject")?.ok_or_else(|| Problem::missing("subject"))?;
    let (html, body_text) = (text(map, "html")?, text(map, "text")?);
    if html.is_none() && body_text.is_none() {
        return Err(Problem::missing("html` or `text"));
    }
    if !is_mailbox(&from) {
        return Err(Problem::invalid(
            "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
        ));
    }
    Ok(MailRecord {
        id: random_uuid(),
        created: state.clock.now(),
        last_event: events::outcome(&to).to_owned(),
        from,
        to,
        cc: addresses(map, "cc")?,
        bcc: addresses(map, "bcc")?,
        reply_to: addresses(map, "reply_to")?,
        subject,
        html,
        text: body_text,
        headers: headers(map)?,
        tags: tags(map)?,
        attachments: attachments(map)?,
        idempotency_key: None,
    })
}

fn text(map: &Map<String, Value>, field: &str) -> Result<Option<String>, Problem> {
    match map.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Problem::invalid(format!("The `{field}` field must be a string."))),
    }
}

/// One address or several.
fn addresses(map: &Map<String, Value>, field: &str) -> Result<Vec<String>, Problem> {
    let invalid =
        || Problem::invalid(format!("Invalid `{field}` field. The email address needs to follow the `email@example.com` format."));
    let list = match map.get(field) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::String(address)) => vec![address.clone()],
        Some(Value::Array(list)) => {
            list.iter().map(|address| address.as_str().map(str::to_owned).ok_or_else(invalid)).collect::<Result<_, _>>()?
        }
        Some(_) => return Err(invalid()),
    };
    if list.iter().all(|address| is_mailbox(address)) { Ok(list) } else { Err(invalid()) }
}

/// `a@b.ch` or `Name <a@b.ch>`.
fn is_mailbox(text: &str) -> bool {
    let address = match text.split_once('<') {
        Some((_, rest)) => rest.trim_end().strip_suffix('>'),
        None => Some(text),
    };
    address.is_some_and(|address| address.parse::<domain::email::Email>().is_ok()) && !text.contains(['\r', '\n'])
}

fn headers(map: &Map<String, Value>) -> Result<BTreeMap<String, String>, Problem> {
    let invalid = || Problem::invalid("The `headers` field must be an object of strings.");
    match map.get("headers") {
        None | Some(Value::Null) => Ok(BTreeMap::new()),
        Some(Value::Object(headers)) => {
            headers.iter().map(|(name, value)| Ok((name.clone(), value.as_str().ok_or_else(invalid)?.to_owned()))).collect()
        }
        Some(_) => Err(invalid()),
    }
}

fn tags(map: &Map<String, Value>) -> Result<BTreeMap<String, String>, Problem> {
    let invalid = || Problem::invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
    let is_sound = |text: &&str| {
        !text.is_empty()
            && text.len() <= LONGEST_TAG
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    match map.get("tags") {
        None | Some(Value::Null) => Ok(BTreeMap::new()),
        Some(Value::Array(tags)) => {
            let part = |tag: &Value, name: &str| tag[name].as_str().filter(is_sound).map(str::to_owned).ok_or_else(invalid);
            tags.iter().map(|tag| Ok((part(tag, "name")?, part(tag, "value")?))).collect()
        }
        Some(_) => Err(invalid()),
    }
}

fn attachments(map: &Map<String, Value>) -> Result<Vec<String>, Problem> {
    let invalid = |message: &str| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_attachment", message);
    let Some(list) = map.get("attachments").filter(|list| !list.is_null()) else { return Ok(Vec::new()) };
    let list = list.as_array().ok_or_else(|| invalid("The `attachments` field must be a list."))?;
    list.iter()
        .map(|attachment| {
            if attachment["content"].as_str().is_none() && attachment["path"].as_str().is_none() {
                return Err(invalid("Attachment must have either a `content` or `path`."));
            }
            Ok(attachment["filename"].as_str().unwrap_or("attachment").to_owned())
        })
        .collect()
}
