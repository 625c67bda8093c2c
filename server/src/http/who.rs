//! Who is asking, and where from: put into each request before anything answers it.

use std::{sync::Arc, time::Duration};

use app::{
    account_session,
    context::{Who, device_cookie},
};
use axum::{
    extract::{Request, State},
    http::header::USER_AGENT,
    middleware::Next,
    response::Response,
};
use services::{
    accounts::{Caller, sessions},
    shop::Shop,
};
use tower_sessions::Session;

use super::{cache::cookie, proxies::Proxies};
use crate::config::Http;

/// Longest time that a request waits for the word on who is asking: a database that has much to do is waited for, one that hangs is not.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// What is kept of a `User-Agent`, in bytes; browsers send some two hundred.
const LONGEST_USER_AGENT: usize = 512;
/// Longest value of a device's cookie that is looked at; the shop's have 43 characters.
const LONGEST_DEVICE: usize = 64;

/// What is needed to tell who is asking.
#[derive(Clone)]
pub struct Gate {
    shop: Arc<Shop>,
    proxies: Proxies,
    device_cookie: &'static str,
}

impl Gate {
    /// The gate of a shop at this address.
    pub fn new(shop: Arc<Shop>, http: &Http) -> Self {
        Self { shop, proxies: Proxies::new(http), device_cookie: device_cookie(http.base_url.is_https()) }
    }

    fn caller(&self, request: &Request) -> Caller {
        let headers = request.headers();
        let address = self.proxies.client(request.extensions(), headers);
        let user_agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        // Header values that are text are ASCII, so every byte is a place to cut.
        let user_agent = user_agent.get(..LONGEST_USER_AGENT).unwrap_or(user_agent);
        let device = cookie(headers, self.device_cookie).filter(|device| device.len() <= LONGEST_DEVICE).map(str::to_owned);
        Caller { device, ..Caller::new(address, user_agent) }
    }

    async fn who(&self, session: &Session, caller: &Caller) -> Who {
        match account_session::is_marked(session).await {
            Ok(false) => return Who::Nobody,
            Ok(true) => {}
            Err(_) => return Who::Unknown,
        }
        let Some(key) = account_session::key(session) else { return Who::Nobody };
        match tokio::time::timeout(PATIENCE, sessions::find(&self.shop, &key, caller)).await {
            Ok(Ok(Some(who))) => Who::SignedIn(who),
            Ok(Ok(None)) => {
                account_session::unmark(session).await;
                Who::Nobody
            }
            // Not to be taken for nobody: that would log people out whenever the database is slow.
            Ok(Err(error)) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "nobody knows who is asking");
                Who::Unknown
            }
            Err(_) => {
                tracing::warn!("nobody knows in time who is asking");
                Who::Unknown
            }
        }
    }
}

/// Puts [`Who`] and [`Caller`] into the request.
pub async fn identify(State(gate): State<Gate>, session: Session, mut request: Request, next: Next) -> Response {
    let caller = gate.caller(&request);
    let who = gate.who(&session, &caller).await;
    request.extensions_mut().insert(caller);
    request.extensions_mut().insert(who);
    next.run(request).await
}
