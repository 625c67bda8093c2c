//! The HTTP client that all adapters share: time-outs, repetitions, a limit on what is read.

use std::time::Duration;

use rand::Rng as _;
use reqwest::{
    Method, Response, Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
    redirect,
};
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::Outage;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Names the shop to the provider; Resend refuses requests without it.
const USER_AGENT: &str = concat!("astris/", env!("CARGO_PKG_VERSION"));
/// Longest answer that is read. Payments and mail receipts are a few kilobytes.
const LONGEST_ANSWER: usize = 1024 * 1024;

/// How often and after which waits a request is repeated.
///
/// Repeated are answers that ask for it (429, 5xx) and connections that fail or time out; always with the same bytes and the same
/// idempotency key, so that the provider does the work once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Repetitions after the first attempt.
    pub retries: u32,
    /// Wait before the first repetition; doubled for each further one. Up to half of it is taken off at random.
    pub base: Duration,
    /// Longest wait. A provider that asks for more is not waited for: the caller is told and comes back by itself.
    pub cap: Duration,
    /// Time for a connection to be made.
    pub connect_timeout: Duration,
}

impl Default for RetryPolicy {
    /// Two repetitions, after about 0.2 and 0.4 seconds; waits of up to 3 seconds; 2 seconds to connect.
    fn default() -> Self {
        Self { retries: 2, base: Duration::from_millis(200), cap: Duration::from_secs(3), connect_timeout: Duration::from_secs(2) }
    }
}

impl RetryPolicy {
    /// The wait after failed attempt number `attempt` (from 1), or `None` to give up. `jitter` is between 0 and 1.
    fn wait(&self, attempt: u32, asked: Option<Duration>, jitter: f64) -> Option<Duration> {
        if attempt > self.retries {
            return None;
        }
        if let Some(asked) = asked {
            return (asked <= self.cap).then_some(asked);
        }
        let doubled = self.base.saturating_mul(1_u32.checked_shl(attempt - 1).unwrap_or(u32::MAX));
        Some(doubled.min(self.cap).mul_f64(1.0 - jitter.clamp(0.0, 1.0) / 2.0))
    }
}

/// One request, kept in a form that can be sent several times.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) idempotency_key: Option<HeaderValue>,
    /// JSON.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) conflicts: Conflicts,
}

/// What status 409 means for a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conflicts {
    /// An answer like any other.
    Answer,
    /// The earlier attempt under the same idempotency key is still being worked on: worth a repetition.
    Busy,
    /// As [`Self::Busy`] once this call itself has made an earlier attempt, else an answer.
    BusyWhenRepeated,
}

/// A complete answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// How long the provider wants to be left alone.
    pub(crate) retry_after: Option<Duration>,
    /// How many attempts it took.
    pub(crate) attempts: u32,
}

/// An HTTP client for one provider and one key.
pub(crate) struct Transport {
    client: reqwest::Client,
    policy: RetryPolicy,
}

/// What stands in the way of making a client.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetupError {
    #[error("the base URL is not an http or https URL")]
    BaseUrl,
    #[error("the API key holds characters that no HTTP header can carry")]
    Key,
    #[error("the HTTP client cannot be set up: {0}")]
    Client(reqwest::Error),
}

impl Transport {
    /// A client that sends `key` as Bearer token. `timeout` covers one attempt from connecting to the last byte of the answer.
    pub(crate) fn new(base: &Url, key: &SecretString, timeout: Duration, policy: RetryPolicy) -> Result<Self, SetupError> {
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", key.expose_secret())).map_err(|_| SetupError::Key)?;
        authorization.set_sensitive(true);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, authorization), (ACCEPT, HeaderValue::from_static("application/json"))]);
        let mut builder = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .default_headers(headers)
            .connect_timeout(policy.connect_timeout)
            .timeout(timeout)
            .tcp_nodelay(true)
            // A redirect would carry the request, and maybe the key, to a place that nobody configured.
            .redirect(redirect::Policy::none());
        if is_loopback(base) {
            builder = builder.no_proxy();
        }
        Ok(Self { client: builder.build().map_err(SetupError::Client)?, policy })
    }

    /// The answer to a call, whatever its status, after repetitions where they make sense.
    pub(crate) async fn send(&self, call: &Call) -> Result<Answer, Outage> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let result = self.attempt(call, attempt).await;
            let asked = match &result {
                Ok(answer) if !is_worth_repeating(answer.status, call.conflicts, attempt) => return result,
                Ok(answer) => answer.retry_after,
                Err(Outage::TimedOut(_) | Outage::Connection(_)) => None,
                Err(Outage::Status(_) | Outage::TooLong(_)) => return result,
            };
            let Some(wait) = self.policy.wait(attempt, asked, rand::rng().random()) else {
                return result;
            };
            let reason = match &result {
                Ok(answer) => answer.status.to_string(),
                Err(outage) => outage.to_string(),
            };
            tracing::warn!(method = %call.method, path = call.url.path(), attempt, ?wait, reason, "provider request is repeated");
            tokio::time::sleep(wait).await;
        }
    }

    async fn attempt(&self, call: &Call, attempts: u32) -> Result<Answer, Outage> {
        let mut request = self.client.request(call.method.clone(), call.url.clone());
        if let Some(key) = &call.idempotency_key {
            request = request.header(IDEMPOTENCY_KEY, key);
        }
        if let Some(body) = &call.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        let mut response = request.send().await.map_err(outage)?;
        let status = response.status().as_u16();
        let retry_after = asked_wait(&response);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(outage)? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(Outage::TooLong(LONGEST_ANSWER));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body, retry_after, attempts })
    }
}

/// The URL of a provider's API, so that paths can be appended.
pub(crate) fn base_url(text: &str) -> Result<Url, SetupError> {
    let url = Url::parse(text).map_err(|_| SetupError::BaseUrl)?;
    if !matches!(url.scheme(), "http" | "https") || url.cannot_be_a_base() {
        return Err(SetupError::BaseUrl);
    }
    Ok(url)
}

/// A URL below the base. Each segment is one, however it is spelled: slashes and the like are percent-encoded.
pub(crate) fn below(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// A stand-in on the same machine is never reached through the proxy of the environment.
fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        host == "localhost" || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    })
}

fn is_worth_repeating(status: u16, conflicts: Conflicts, attempt: u32) -> bool {
    match status {
        429 | 500..=599 => true,
        409 => conflicts == Conflicts::Busy || (conflicts == Conflicts::BusyWhenRepeated && attempt > 1),
        _ => false,
    }
}

/// The wait in whole seconds that the provider asks for. The date form of `Retry-After` is not used by the providers we talk to.
///
/// `ratelimit-reset` comes with every answer of Resend's; it is a wish only where the limit was the trouble.
fn asked_wait(response: &Response) -> Option<Duration> {
    let seconds = |name: &str| response.headers().get(name)?.to_str().ok()?.trim().parse().ok();
    let wait = match response.status().as_u16() {
        429 => seconds(RETRY_AFTER.as_str()).or_else(|| seconds("ratelimit-reset")),
        500..=599 => seconds(RETRY_AFTER.as_str()),
        _ => None,
    };
    wait.map(Duration::from_secs)
}

/// The URL is taken out of the error: it may hold ids that do not belong in logs.
fn outage(error: reqwest::Error) -> Outage {
    let error = error.without_url();
    if error.is_timeout() { Outage::TimedOut(error) } else { Outage::Connection(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: RetryPolicy =
        RetryPolicy { retries: 2, base: Duration::from_millis(200), cap: Duration::from_secs(3), connect_timeout: Duration::from_secs(2) };

    #[test]
    fn waits_double_and_stay_within_their_jitter() {
        assert_eq!(POLICY.wait(1, None, 0.0), Some(Duration::from_millis(200)));
        assert_eq!(POLICY.wait(1, None, 1.0), Some(Duration::from_millis(100)));
        assert_eq!(POLICY.wait(2, None, 0.0), Some(Duration::from_millis(400)));
        assert_eq!(POLICY.wait(3, None, 0.0), None);
        let patient = RetryPolicy { retries: 100, ..POLICY };
        assert_eq!(patient.wait(90, None, 0.0), Some(POLICY.cap));
    }

    #[test]
    fn an_asked_wait_is_kept_exactly_or_left_to_the_caller() {
        assert_eq!(POLICY.wait(1, Some(Duration::from_secs(2)), 0.7), Some(Duration::from_secs(2)));
        assert_eq!(POLICY.wait(1, Some(Duration::from_secs(4)), 0.7), None);
        assert_eq!(POLICY.wait(3, Some(Duration::ZERO), 0.7), None);
    }

    #[test]
    fn paths_cannot_be_escaped_from() {
        let base = base_url("https://api.example/v2/").unwrap();
        assert_eq!(below(&base, &["payments", "tr_1/../x?y#z"]).as_str(), "https://api.example/v2/payments/tr_1%2F..%2Fx%3Fy%23z");
        assert_eq!(below(&base_url("https://api.example/v2").unwrap(), &["emails"]).as_str(), "https://api.example/v2/emails");
        for wrong in ["", "api.example", "ftp://api.example", "mailto:a@b.ch"] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn conflicts_are_repeated_where_they_mean_busy() {
        assert!(!is_worth_repeating(409, Conflicts::Answer, 3));
        assert!(is_worth_repeating(409, Conflicts::Busy, 1));
        assert!(!is_worth_repeating(409, Conflicts::BusyWhenRepeated, 1));
        assert!(is_worth_repeating(409, Conflicts::BusyWhenRepeated, 2));
        assert!(is_worth_repeating(503, Conflicts::Answer, 1) && !is_worth_repeating(422, Conflicts::Busy, 1));
    }
}
