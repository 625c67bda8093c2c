use std::time::Duration;

use domain::email::Email;
use gateways::{error::MailError, mail::OutgoingMail};
use uuid::Uuid;

use super::attachments;
use crate::{error::Result, failpoints::failpoint, shop::Shop};

/// Mails sent in one go.
const BATCH: usize = 200;

/// Tries before a mail is parked for a person to look at: with the pauses below, about ten hours.
const TRIES: i32 = 24;

/// First pause after a failure; it grows fourfold up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(30);

struct Claimed {
    id: Uuid,
    dedupe_key: String,
    kind: String,
    recipient: String,
    subject: String,
    html: String,
    body_text: String,
    attempts: i32,
}

/// Sends the mails that are due; answers how many went out. Several nodes can do it at once; a recipient gets mails in the order of their making.
pub async fn deliver(shop: &Shop) -> Result<u64> {
    let mut sent = 0;
    for _ in 0..BATCH {
        let Some(mail) = claim(shop).await? else { break };
        failpoint!("mail.deliver.claimed");
        if send(shop, &mail).await? {
            sent += 1;
        }
    }
    Ok(sent)
}

/// Takes the next mail for two minutes: a node that dies while sending gives it back by letting that time pass. Resend's idempotency key keeps the
/// second sending from arriving twice.
async fn claim(shop: &Shop) -> Result<Option<Claimed>> {
    Ok(sqlx::query_as!(
        Claimed,
        r#"UPDATE mail_outbox SET attempts = attempts + 1, claimed_until = now() + interval '2 minutes'
           WHERE id = (SELECT id FROM mail_outbox AS mail
                       WHERE state = 'waiting' AND next_attempt_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
                         AND NOT EXISTS (SELECT 1 FROM mail_outbox AS earlier
                                         WHERE earlier.recipient = mail.recipient AND earlier.state = 'waiting'
                                           AND (earlier.created_at, earlier.id) < (mail.created_at, mail.id))
                       ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING id, dedupe_key, kind, recipient, subject, html, body_text, attempts"#
    )
    .fetch_optional(&shop.pool)
    .await?)
}

async fn send(shop: &Shop, mail: &Claimed) -> Result<bool> {
    let Ok(to) = mail.recipient.parse::<Email>() else {
        park(shop, mail, "the recipient is no email address").await?;
        return Ok(false);
    };
    let outgoing = OutgoingMail {
        from: shop.settings.mail_from.clone(),
        to,
        reply_to: None,
        subject: mail.subject.clone(),
        html: mail.html.clone(),
        text: mail.body_text.clone(),
        kind: mail.kind.clone(),
        reference: mail.id.to_string(),
        idempotency_key: mail.dedupe_key.clone(),
        attachments: attachments::of_mail(&shop.pool, mail.id).await?,
    };
    match shop.mailer.send(&outgoing).await {
        Ok(sent) => {
            failpoint!("mail.deliver.sent");
            sqlx::query!(
                r#"UPDATE mail_outbox SET state = 'sent', sent_at = now(), provider_id = $2, claimed_until = NULL, last_error = '',
                       html = CASE WHEN secret THEN '' ELSE html END, body_text = CASE WHEN secret THEN '' ELSE body_text END
                   WHERE id = $1"#,
                mail.id,
                sent.provider_id
            )
            .execute(&shop.pool)
            .await?;
            failpoint!("mail.deliver.noted");
            tracing::info!(mail = %mail.id, kind = mail.kind, "mail sent");
            Ok(true)
        }
        Err(error @ MailError::Permanent { .. }) => {
            park(shop, mail, &error.to_string()).await?;
            Ok(false)
        }
        Err(error) if mail.attempts >= TRIES => {
            park(shop, mail, &error.to_string()).await?;
            Ok(false)
        }
        Err(error) => {
            postpone(shop, mail, &error).await?;
            Ok(false)
        }
    }
}

async fn park(shop: &Shop, mail: &Claimed, reason: &str) -> Result<()> {
    sqlx::query!("UPDATE mail_outbox SET state = 'parked', claimed_until = NULL, last_error = $2 WHERE id = $1", mail.id, reason)
        .execute(&shop.pool)
        .await?;
    tracing::error!(mail = %mail.id, kind = mail.kind, reason, "mail parked: a person has to look");
    Ok(())
}

async fn postpone(shop: &Shop, mail: &Claimed, error: &MailError) -> Result<()> {
    let asked = match error {
        MailError::Transient { retry_after, .. } => *retry_after,
        MailError::Permanent { .. } | MailError::Configuration { .. } | MailError::Malformed(_) => None,
    };
    let pause = asked.unwrap_or_default().max(pause_after(mail.attempts)).min(LONGEST_PAUSE);
    sqlx::query!(
        "UPDATE mail_outbox SET claimed_until = NULL, next_attempt_at = now() + make_interval(secs => $2), last_error = $3 WHERE id = $1",
        mail.id,
        pause.as_secs_f64(),
        error.to_string()
    )
    .execute(&shop.pool)
    .await?;
    tracing::warn!(mail = %mail.id, kind = mail.kind, error = error as &dyn std::error::Error, "mail not sent; it is tried again");
    Ok(())
}

fn pause_after(attempts: i32) -> Duration {
    let steps = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    FIRST_PAUSE.saturating_mul(4_u32.saturating_pow(steps)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_half_an_hour() {
        let seconds: Vec<_> = (1..=6).map(|attempts| pause_after(attempts).as_secs()).collect();
        assert_eq!(seconds, [5, 20, 80, 320, 1280, 1800]);
        assert_eq!(pause_after(i32::MAX), LONGEST_PAUSE);
    }
}
