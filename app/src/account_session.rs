//! The session of somebody who is logged in, on the side of the cookie.
//!
//! Here an entry of the session says only that there may be a row of `accounts_sessions` for the session's id; the row decides. Whoever begins, raises or
//! ends a session does it here, because each has to go with another id: what an attacker has planted or seen before opens nothing afterwards.

use axum::http::{HeaderValue, header::SET_COOKIE};
use domain::failure::Failure;
use leptos::prelude::use_context;
use services::{
    accounts::{
        Caller, LoggedIn,
        sessions::{self, SessionKey, SignedIn, Waiting},
    },
    shop::Shop,
};
use tower_sessions::Session;

use crate::{context::device_cookie, failure::AppFailure};

/// How long a device is known without a log-in: a year.
const DEVICE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The mark's place in the session.
const MARK: &str = "account";

/// Whether somebody may be logged in with this session. Most visitors are not, and cost no look into the table.
///
/// # Errors
/// When the store does not answer: then nobody knows.
pub async fn is_marked(session: &Session) -> Result<bool, AppFailure> {
    Ok(session.get::<bool>(MARK).await.map_err(unavailable)?.unwrap_or_default())
}

/// Takes the mark away, because nobody is logged in with this session any more.
pub async fn unmark(session: &Session) {
    // What stays marked costs a look at the next request, and nothing else.
    let _ = session.remove::<bool>(MARK).await;
}

/// What the session's row is found by, if the session is known to the store.
pub fn key(session: &Session) -> Option<SessionKey> {
    session.id().map(|id| SessionKey::of(&id.to_string()))
}

/// Begins a session for somebody who is in, with the strength of what they have shown. A log-in that another one replaces ends.
///
/// # Errors
/// As of [`sessions::begin`]; then nobody is logged in with this session.
pub async fn begin(shop: &Shop, session: &Session, logged_in: &LoggedIn, caller: &Caller) -> Result<(), AppFailure> {
    leave(shop, session, caller).await;
    let key = with_new_id(session, true).await?;
    let begun = sessions::begin(shop, &key, logged_in, caller).await;
    match &begun {
        Ok(_) => remember_device(shop, logged_in),
        Err(_) => unmark(session).await,
    }
    crate::failure::answer(begun.map(drop))
}

/// Gives the device a cookie by which it is known the next time, if it has none.
fn remember_device(shop: &Shop, logged_in: &LoggedIn) {
    let Some(device) = &logged_in.new_device else { return };
    let https = shop.settings.base_url.starts_with("https://");
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{}={device}; Path=/; Max-Age={DEVICE_SECONDS}; HttpOnly; SameSite=Lax{secure}", device_cookie(https));
    if let (Some(response), Ok(cookie)) = (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, cookie);
    }
}

/// Notes that the password was right and that a second factor is to come. Nobody is logged in by that.
///
/// # Errors
/// When the store does not answer.
pub async fn wait(shop: &Shop, session: &Session, logged_in: &LoggedIn, caller: &Caller) -> Result<(), AppFailure> {
    leave(shop, session, caller).await;
    let key = with_new_id(session, false).await?;
    crate::failure::answer(sessions::wait(shop, &key, logged_in).await)
}

/// Who is being waited for.
///
/// # Errors
/// When the store does not answer.
pub async fn waiting(shop: &Shop, session: &Session) -> Result<Option<Waiting>, AppFailure> {
    // Asks the store, so that an id which it does not know counts as none.
    is_marked(session).await?;
    match key(session) {
        Some(key) => crate::failure::answer(sessions::waiting(shop, &key).await),
        None => Ok(None),
    }
}

/// Notes that a second factor was proved just now.
///
/// # Errors
/// As of [`sessions::raise`].
pub async fn raise(shop: &Shop, session: &Session, who: &SignedIn) -> Result<(), AppFailure> {
    let before = key(session).ok_or(AppFailure(Failure::Unauthenticated))?;
    let after = with_new_id(session, true).await?;
    crate::failure::answer(sessions::raise(shop, who, &before, &after).await)
}

/// Logs out. The row first: when that does not work, whoever is told so is still logged in.
///
/// # Errors
/// When the database does not answer.
pub async fn end(shop: &Shop, session: &Session, who: &SignedIn) -> Result<(), AppFailure> {
    crate::failure::answer(sessions::log_out(shop, who).await)?;
    session.flush().await.map_err(unavailable)
}

/// What was under way with the session before ends. It is over for this browser in any case, so a store that does not answer does not keep anybody from
/// logging in.
async fn leave(shop: &Shop, session: &Session, caller: &Caller) {
    let marked = is_marked(session).await.unwrap_or_default();
    let Some(key) = key(session) else { return };
    if marked
        && let Ok(Some(who)) = sessions::find(shop, &key, caller).await
        && let Err(error) = sessions::log_out(shop, &who).await
    {
        tracing::warn!(error = &error as &dyn std::error::Error, "the log-in so far was not ended");
    }
    let _ = sessions::wait_no_longer(shop, &key).await;
}

/// Gives the session another id, under which it is saved at once: a row can be bound to an id only once it is known.
async fn with_new_id(session: &Session, marked: bool) -> Result<SessionKey, AppFailure> {
    session.insert(MARK, marked).await.map_err(unavailable)?;
    session.cycle_id().await.map_err(unavailable)?;
    session.save().await.map_err(unavailable)?;
    key(session).ok_or_else(|| unavailable("a session without an id"))
}

fn unavailable(error: impl std::fmt::Display) -> AppFailure {
    tracing::warn!(%error, "no session");
    AppFailure(Failure::Unavailable)
}
