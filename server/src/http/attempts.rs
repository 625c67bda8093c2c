//! What may not be tried too often: whoever has spent a limit is turned away here, before their request costs anything.
//!
//! The services count, since they decide. Here it is only looked at what this node has been told of spent limits, and at how many wait for a turn to hash a
//! password, without asking anybody; so a flood of log-ins meets neither the session nor the body nor the database. What no service counts by address is
//! counted here.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, header::CONTENT_TYPE},
    middleware::Next,
    response::Response,
};
use domain::{accounts::network::AddressBlock, failure::Failure};
use services::{
    accounts::limits::{self, Limit},
    error::Error,
    shop::Shop,
};

use super::{failed, proxies::Proxies};
use crate::config::Http;

/// A call that is limited by the block of addresses that it comes from.
struct Door {
    path: &'static str,
    limit: Limit,
    /// Whether each call is counted here; else the service counts.
    counted_here: bool,
    /// Whether it needs a turn to hash a password.
    hashes: bool,
}

/// All of them. A server function that a flood could be aimed at is a line here.
const DOORS: [Door; 14] = [
    Door { path: "/fn/account/log-in", limit: Limit::LogInByBlock, counted_here: false, hashes: true },
    Door { path: "/fn/account/second-factor", limit: Limit::LogInByBlock, counted_here: true, hashes: false },
    Door { path: "/fn/account/ask-passkey", limit: Limit::LinkByBlock, counted_here: true, hashes: false },
    Door { path: "/fn/account/enter-with-passkey", limit: Limit::LinkByBlock, counted_here: false, hashes: false },
    Door { path: "/fn/account/register", limit: Limit::MailByBlock, counted_here: false, hashes: true },
    Door { path: "/fn/account/forgotten", limit: Limit::MailByBlock, counted_here: false, hashes: false },
    Door { path: "/fn/account/reset", limit: Limit::LinkByBlock, counted_here: false, hashes: true },
    Door { path: "/fn/account/confirm", limit: Limit::LinkByBlock, counted_here: false, hashes: false },
    Door { path: "/fn/account/verify", limit: Limit::LinkByBlock, counted_here: false, hashes: false },
    Door { path: "/fn/account/revert-email", limit: Limit::LinkByBlock, counted_here: false, hashes: false },
    Door { path: "/fn/account/accept-invitation", limit: Limit::LinkByBlock, counted_here: false, hashes: true },
    Door { path: "/fn/account/first-admin", limit: Limit::LinkByBlock, counted_here: false, hashes: true },
    Door { path: "/fn/account/password-strength", limit: Limit::StrengthByBlock, counted_here: true, hashes: true },
    Door { path: "/fn/cart/code", limit: Limit::VoucherByBlock, counted_here: false, hashes: false },
];

/// What is needed to turn somebody away.
#[derive(Clone)]
pub struct Doorkeeper {
    shop: Arc<Shop>,
    proxies: Proxies,
}

impl Doorkeeper {
    /// The doorkeeper of a shop.
    pub fn new(shop: Arc<Shop>, http: &Http) -> Self {
        Self { shop, proxies: Proxies::new(http) }
    }

    /// What is tried, if it is limited, and from which block of addresses.
    fn attempt(&self, request: &Request) -> Option<(&'static Door, String)> {
        let door = DOORS.iter().find(|door| request.method() == Method::POST && request.uri().path() == door.path)?;
        Some((door, AddressBlock::of(self.proxies.client(request.extensions(), request.headers())).to_string()))
    }

    /// How long the caller has to wait, if they have tried too often.
    async fn wait(&self, (door, block): (&Door, String)) -> Option<Duration> {
        // Those for whom there is no place in the queue are most of a flood: they cost a look at it.
        if door.hashes
            && let Err(Error::TooMany { retry_after }) = self.shop.passwords.place()
        {
            return Some(retry_after);
        }
        if !door.counted_here {
            return limits::is_spent(&self.shop, door.limit, &block);
        }
        match limits::count(&self.shop, door.limit, &block).await {
            Ok(()) => None,
            Err(Error::TooMany { retry_after }) => Some(retry_after),
            Err(error) => {
                // Nobody can count; what the call needs of the same store fails by itself.
                tracing::warn!(error = &error as &dyn std::error::Error, "a try was not counted");
                None
            }
        }
    }
}

/// Turns away who has tried too often: with a page for browsers, and for scripts with what they can show.
pub async fn keep(State(doorkeeper): State<Doorkeeper>, request: Request, next: Next) -> Response {
    let wait = match doorkeeper.attempt(&request) {
        Some(attempt) => doorkeeper.wait(attempt).await,
        None => None,
    };
    match wait {
        None => next.run(request).await,
        Some(wait) => turn_away(&request, wait),
    }
}

fn turn_away(request: &Request, wait: Duration) -> Response {
    // As the services say it: up to the next whole second.
    let seconds = u32::try_from(wait.as_secs().saturating_add(1)).unwrap_or(u32::MAX);
    let mut response = failed::answer(Failure::TooMany { retry_after_seconds: seconds });
    if failed::is_page(request) {
        // Without content it gets a page of its own on the way out.
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doors_are_those_of_server_functions() {
        let functions: Vec<(&str, Method)> = leptos::server_fn::axum::server_fn_paths().collect();
        for door in &DOORS {
            assert!(functions.contains(&(door.path, Method::POST)), "{}", door.path);
        }
    }
}
