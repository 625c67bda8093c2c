//! Delivers webhooks: on time, repeatedly if need be, and keeps a record.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use tokio::task::JoinSet;

use crate::{resend, state::State};

/// How long a webhook may take to answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// Minutes before each of Mollie's attempts, counted from the failure before.
const MOLLIE_PLAN: [u32; 10] = [0, 1, 2, 4, 8, 16, 29, 60, 120, 1320];
/// Seconds before each of Resend's attempts, counted from the failure before.
const RESEND_PLAN: [u32; 8] = [0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000];

/// What a webhook says.
#[derive(Clone, Debug)]
pub(crate) enum Notice {
    /// Mollie's classic webhook: a payment's id, nothing else.
    Payment { id: String },
    /// Resend's event, to be signed.
    Mail { message_id: String, mail_id: String, body: String },
}

impl Notice {
    /// The wait before attempt number `attempt` (from 1), in life.
    fn wait(&self, attempt: u32) -> Option<TimeDelta> {
        let index = usize::try_from(attempt.checked_sub(1)?).ok()?;
        match self {
            Self::Payment { .. } => MOLLIE_PLAN.get(index).map(|&minutes| TimeDelta::minutes(minutes.into())),
            Self::Mail { .. } => RESEND_PLAN.get(index).map(|&seconds| TimeDelta::seconds(seconds.into())),
        }
    }

    fn subject(&self) -> &str {
        match self {
            Self::Payment { id } => id,
            Self::Mail { mail_id, .. } => mail_id,
        }
    }
}

/// A notice on its way.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) notice: Notice,
    pub(crate) url: String,
    pub(crate) attempt: u32,
    pub(crate) due: DateTime<Utc>,
}

/// A webhook call that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// The payment's or mail's id.
    pub subject: String,
    /// Where it went.
    pub url: String,
    /// Which attempt of its notice it was, from 1.
    pub attempt: u32,
    /// When, by the sandbox's clock.
    pub at: DateTime<Utc>,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
}

/// What waits, what is under way and what was done.
#[derive(Debug, Default)]
pub(crate) struct Post {
    waiting: Vec<Parcel>,
    under_way: usize,
    done: Vec<Attempt>,
}

impl Post {
    pub(crate) fn put(&mut self, parcel: Parcel) {
        self.waiting.push(parcel);
    }

    pub(crate) fn next_due(&self) -> Option<DateTime<Utc>> {
        self.waiting.iter().map(|parcel| parcel.due).min()
    }

    pub(crate) fn done(&self) -> &[Attempt] {
        &self.done
    }

    /// Whether nothing is under way and nothing is due.
    pub(crate) fn is_quiet(&self, now: DateTime<Utc>) -> bool {
        self.under_way == 0 && self.waiting.iter().all(|parcel| parcel.due > now)
    }

    /// Without what waits and what was done.
    pub(crate) fn emptied(self) -> Self {
        Self { under_way: self.under_way, ..Self::default() }
    }

    fn take_due(&mut self, now: DateTime<Utc>) -> Vec<Parcel> {
        let due: Vec<_> = self.waiting.extract_if(.., |parcel| parcel.due <= now).collect();
        self.under_way += due.len();
        due
    }
}

/// Delivers for as long as it is polled.
pub(crate) async fn run(state: Arc<State>) {
    let mut deliveries = JoinSet::new();
    loop {
        let (due, wait) = {
            let mut books = state.books();
            let now = state.clock.now();
            let due = books.post.take_due(now);
            (due, state.next_event(&books).map(|next| (next - now).to_std().unwrap_or_default()))
        };
        for parcel in due {
            deliveries.spawn(attempt(Arc::clone(&state), parcel));
        }
        let sleep = tokio::time::sleep(wait.unwrap_or(Duration::from_hours(1)));
        tokio::select! {
            () = sleep => {}
            () = state.bell.notified() => {}
            Some(_) = deliveries.join_next() => {}
        }
    }
}

/// One attempt; a failure puts the parcel back for the next one.
async fn attempt(state: Arc<State>, parcel: Parcel) {
    let started = Instant::now();
    let status = send(&state, &parcel).await;
    tracing::info!(subject = parcel.notice.subject(), attempt = parcel.attempt, ?status, elapsed = ?started.elapsed(), "webhook");
    let mut books = state.books();
    books.post.under_way -= 1;
    record(&state, &mut books.post, &parcel, status);
    if status != Some(200)
        && let Some(wait) = parcel.notice.wait(parcel.attempt + 1)
    {
        books.post.put(Parcel { attempt: parcel.attempt + 1, due: state.clock.now() + faster(&state, wait), ..parcel });
    }
    drop(books);
    state.bell.notify_one();
}

/// A single call outside the plan, waited for at most `patience`.
pub(crate) async fn deliver_once(state: &State, parcel: Parcel, patience: Duration) {
    let status = tokio::time::timeout(patience, send(state, &parcel)).await.ok().flatten();
    record(state, &mut state.books().post, &parcel, status);
}

fn record(state: &State, post: &mut Post, parcel: &Parcel, status: Option<u16>) {
    post.done.push(Attempt {
        subject: parcel.notice.subject().to_owned(),
        url: parcel.url.clone(),
        attempt: parcel.attempt,
        at: state.clock.now(),
        status,
    });
}

async fn send(state: &State, parcel: &Parcel) -> Option<u16> {
    let request = state.http.post(&parcel.url);
    let request = match &parcel.notice {
        Notice::Payment { id } => request.header(USER_AGENT, "Mollie HTTP client/1.0").header(ACCEPT, "*/*").form(&[("id", id)]),
        Notice::Mail { message_id, body, .. } => {
            let timestamp = state.clock.now().timestamp();
            request
                .header(USER_AGENT, "Svix-Webhooks/1.0")
                .header(CONTENT_TYPE, "application/json")
                .header("svix-id", message_id)
                .header("svix-timestamp", timestamp)
                .header("svix-signature", resend::signature(crate::WEBHOOK_SECRET, message_id, timestamp, body.as_bytes())?)
                .body(body.clone())
        }
    };
    match request.send().await {
        Ok(response) => Some(response.status().as_u16()),
        Err(error) => {
            tracing::debug!(error = %error, "webhook failed");
            None
        }
    }
}

/// A wait, shortened by the speed that was set.
fn faster(state: &State, wait: TimeDelta) -> TimeDelta {
    let wait = wait.to_std().unwrap_or_default();
    let wait = Duration::try_from_secs_f64(wait.as_secs_f64() / state.settings.webhook_speed.max(0.001)).unwrap_or(wait);
    TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mollie_tries_ten_times_within_26_hours() {
        let notice = Notice::Payment { id: "tr_1".into() };
        let waits: Vec<_> = (1..).map_while(|attempt| notice.wait(attempt)).collect();
        assert_eq!((waits.len(), waits.iter().sum::<TimeDelta>()), (10, TimeDelta::hours(26)));
    }
}
