//! What becomes of a mail, and how Resend tells.

use axum::http::Uri;
use chrono::SecondsFormat;
use serde_json::{Map, Value, json};

use super::mail::MailRecord;
use crate::{
    courier::{Notice, Parcel},
    state::{Books, State, random_id},
};

/// The fate of a mail by its first recipient: Resend's test addresses, with labels, on any host; everything else arrives.
pub(super) fn outcome(to: &[String]) -> &'static str {
    let address = to.first().map_or("", |address| address.rsplit('<').next().unwrap_or(address).trim_end_matches('>'));
    let (local, _) = address.split_once('@').unwrap_or((address, ""));
    match local.split_once('+').map_or(local, |(name, _)| name) {
        "bounced" => "bounced",
        "complained" => "complained",
        // Resend takes no label here.
        _ if local == "suppressed" => "suppressed",
        _ => "delivered",
    }
}

/// Sends a mail's events on their way, if an endpoint is configured: `sent`, then what became of it.
pub(super) fn announce(state: &State, books: &mut Books, mail: &MailRecord) {
    let Some(url) = state.settings.resend_webhook.as_deref().filter(|url| url.parse::<Uri>().is_ok()) else { return };
    let events = if mail.last_event == "suppressed" { vec!["suppressed"] } else { vec!["sent", &mail.last_event] };
    for event in events {
        let notice = Notice::Mail { message_id: random_id("msg_"), mail_id: mail.id.clone(), body: body(state, mail, event).to_string() };
        books.post.put(Parcel { notice, url: url.to_owned(), attempt: 1, due: state.clock.now() });
    }
    state.bell.notify_one();
}

fn body(state: &State, mail: &MailRecord, event: &str) -> Value {
    let time = |time: chrono::DateTime<chrono::Utc>| time.to_rfc3339_opts(SecondsFormat::Millis, true);
    // Tags are an object here and a list in the API.
    let tags: Map<_, _> = mail.tags.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
    let mut data = json!({
        "email_id": mail.id,
        "message_id": format!("<{}@sandbox.invalid>", mail.id),
        "created_at": time(mail.created),
        "from": mail.from,
        "to": mail.to,
        "subject": mail.subject,
        "tags": tags,
    });
    match event {
        "bounced" => {
            data["bounce"] = json!({
                "type": "Permanent", "subType": "General", "message": "The recipient does not exist.",
                "diagnosticCode": ["smtp; 550 5.1.1 user unknown"],
            });
        }
        "suppressed" => {
            data["suppressed"] = json!({"type": "OnAccountSuppressionList", "reason": "previous_bounce", "message": "The recipient is on the suppression list."});
        }
        _ => {}
    }
    json!({"type": format!("email.{event}"), "created_at": time(state.clock.now()), "data": data})
}

#[cfg(test)]
mod tests {
    use super::outcome;

    #[test]
    fn test_addresses_have_their_fate() {
        for (address, fate) in [
            ("delivered+order42@resend.dev", "delivered"),
            ("bounced@resend.dev", "bounced"),
            ("Anna <complained+x@resend.dev>", "complained"),
            ("suppressed@resend.dev", "suppressed"),
            ("anna@example.ch", "delivered"),
        ] {
            assert_eq!(outcome(&[address.to_owned()]), fate, "{address}");
        }
    }
}
