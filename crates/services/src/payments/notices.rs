use super::{apply::Outcome, settle::settle};
use crate::{error::Result, failpoints::failpoint, shop::Shop};

/// Notices worked off in one go.
const BATCH: usize = 200;

/// Longest id that is stored; Mollie's are below 40 characters.
const LONGEST_ID: usize = 128;

/// Tries for an id that nobody knows (its payment may still be on its way into the database), and for one that the gateway is silent about.
const TRIES_UNKNOWN: i32 = 3;
const TRIES_SILENT: i32 = 20;

/// Stores a webhook's id, so that the webhook can be answered at once. Nothing else is believed of it.
pub async fn record_notice(shop: &Shop, gateway: &str, gateway_payment_id: &str) -> Result<()> {
    if gateway_payment_id.is_empty() || gateway_payment_id.len() > LONGEST_ID {
        return Ok(());
    }
    failpoint!("payments.record_notice.received");
    sqlx::query!(
        r#"INSERT INTO payments_notices (gateway, gateway_payment_id) VALUES ($1, $2)
           ON CONFLICT (gateway, gateway_payment_id) WHERE done_at IS NULL AND attempts = 0 DO NOTHING"#,
        gateway,
        gateway_payment_id
    )
    .execute(&shop.pool)
    .await?;
    failpoint!("payments.record_notice.noted");
    shop.work.notify_one();
    Ok(())
}

/// Works off the notices that are due; answers how many were finished. Several nodes can do it at once.
pub async fn work_notices(shop: &Shop) -> Result<u64> {
    let mut finished = 0;
    for _ in 0..BATCH {
        // Claiming moves the next attempt into the future: a node that dies gives the notice back by itself.
        let claimed = sqlx::query!(
            r#"UPDATE payments_notices SET attempts = attempts + 1,
                   next_attempt_at = now() + make_interval(secs => least(5 * power(2, attempts), 1800))
               WHERE id = (SELECT id FROM payments_notices WHERE done_at IS NULL AND gateway = ANY($1) AND next_attempt_at <= now()
                           ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
               RETURNING id, gateway, gateway_payment_id, attempts"#,
            &shop.gateways.names()
        )
        .fetch_optional(&shop.pool)
        .await?;
        let Some(notice) = claimed else { break };
        failpoint!("payments.work_notices.claimed");
        let outcome = match settle(shop, &notice.gateway, &notice.gateway_payment_id).await {
            Ok(Outcome::Unknown) if notice.attempts < TRIES_UNKNOWN => continue,
            Ok(outcome) => outcome.code(),
            Err(error) if notice.attempts < TRIES_SILENT => {
                tracing::warn!(notice = notice.id, error = &error as &dyn std::error::Error, "notice not worked off; it is tried again");
                continue;
            }
            Err(error) => {
                tracing::error!(
                    notice = notice.id,
                    error = &error as &dyn std::error::Error,
                    "notice given up; the reconciliation goes on"
                );
                "given_up"
            }
        };
        failpoint!("payments.work_notices.settled");
        sqlx::query!("UPDATE payments_notices SET done_at = now(), outcome = $2 WHERE id = $1", notice.id, outcome)
            .execute(&shop.pool)
            .await?;
        failpoint!("payments.work_notices.noted");
        finished += 1;
    }
    Ok(finished)
}
