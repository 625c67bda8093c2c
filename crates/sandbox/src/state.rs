//! What the stand-ins remember.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use rand::distr::{Alphanumeric, SampleString as _};
use tokio::sync::Notify;

use crate::{
    clock::Clock,
    courier::{self, Post},
    faults::Faults,
    mollie,
    replay::Replays,
    resend,
    settings::Settings,
};

/// All that the stand-ins know, and their clock.
#[derive(Debug)]
pub struct State {
    pub(crate) settings: Settings,
    /// The address in links, without a slash at its end.
    pub(crate) base_url: String,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) http: reqwest::Client,
    /// Rung when the courier may have something to do.
    pub(crate) bell: Notify,
    books: Mutex<Books>,
}

/// The part that changes under one lock.
#[derive(Debug, Default)]
pub(crate) struct Books {
    pub(crate) payments: Vec<mollie::Payment>,
    pub(crate) mollie_replays: Replays,
    pub(crate) mails: Vec<resend::MailRecord>,
    pub(crate) resend_replays: Replays,
    pub(crate) resend_window: resend::Window,
    pub(crate) post: Post,
}

/// Fresh state for a sandbox that is reached at `base_url`.
///
/// # Errors
/// If no HTTP client can be set up for the webhooks.
pub fn shared(settings: Settings, base_url: &str) -> Result<Arc<State>, reqwest::Error> {
    let http = reqwest::Client::builder().timeout(courier::PATIENCE).redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    Ok(Arc::new(State {
        settings,
        base_url: base_url.trim_end_matches('/').to_owned(),
        clock: Clock::default(),
        faults: Faults::default(),
        http,
        bell: Notify::new(),
        books: Mutex::default(),
    }))
}

impl Books {
    /// Forgets everything but the webhooks that are under way.
    pub(crate) fn forget(&mut self) {
        let post = std::mem::take(&mut self.post).emptied();
        *self = Self { post, ..Self::default() };
    }
}

impl State {
    /// The books, brought up to the present: what should have expired by now has.
    pub(crate) fn books(&self) -> MutexGuard<'_, Books> {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        mollie::pass_time(self, &mut books);
        books
    }

    /// Puts the clock forward and does what became due.
    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
        drop(self.books());
        self.bell.notify_one();
    }

    /// When something will happen by itself next.
    pub(crate) fn next_event(&self, books: &Books) -> Option<DateTime<Utc>> {
        mollie::next_event(self, books).into_iter().chain(books.post.next_due()).min()
    }
}

/// A random id with a prefix, in the shape of Mollie's.
pub(crate) fn random_id(prefix: &str) -> String {
    format!("{prefix}{}", Alphanumeric.sample_string(&mut rand::rng(), 10))
}

/// A random UUID.
pub(crate) fn random_uuid() -> String {
    uuid::Builder::from_random_bytes(rand::random()).into_uuid().to_string()
}
