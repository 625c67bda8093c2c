//! What the server provides to every page and every server function, by `provide_context`:
//!
//! - `Arc<services::shop::Shop>`: required;
//! - [`PaymentPages`]: the origins that a checkout form may lead to, for the content security policy; without it only the shop's own.
//!
//! And what it puts into every request: [`Who`] is asking, and `services::accounts::Caller`.
//!
//! The first two belong to `leptos_routes_with_context`, `render_app_async_with_context` and, if it is mounted by hand, `handle_server_fns_with_context`.
//! The session comes from `tower_sessions`' layer, which has to lie around pages and server functions alike.

use std::sync::Arc;

/// The cookie that notes the language of the last page, so that `/` leads there again.
pub const LANGUAGE_COOKIE: &str = "lang";
/// The cookie that notes the chosen theme, `light` or `dark`; without it the system's is followed.
pub const THEME_COOKIE: &str = "theme";

/// Origins of the payment pages that a checkout form may be redirected to, as a source list of a content security policy, such as
/// `https://www.mollie.com https://*.mollie.com`.
///
/// Chromium applies `form-action` to every redirect that follows a form, so without these a buyer with JavaScript off would not get there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentPages(pub Arc<str>);

/// The cookie by which a device is known that somebody has logged in with before: see `services::accounts::LoggedIn`. The prefix as for the session's.
pub const fn device_cookie(https: bool) -> &'static str {
    if https { "__Host-astris-device" } else { "astris-device" }
}

/// Who is asking, as far as the session tells.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A visitor who is not logged in.
    Nobody,
    /// Somebody who is.
    SignedIn(services::accounts::sessions::SignedIn),
    /// The database does not answer. Pages for everybody go on; what is somebody's own has to wait.
    Unknown,
}

/// Who is asking, in a server function or while a page renders.
#[cfg(feature = "ssr")]
pub fn who() -> Who {
    extension().unwrap_or_else(|| {
        tracing::error!("the request does not say who is asking");
        Who::Unknown
    })
}

/// Where the request comes from.
#[cfg(feature = "ssr")]
pub fn caller() -> Result<services::accounts::Caller, crate::failure::AppFailure> {
    extension().ok_or_else(|| {
        tracing::error!("the request does not say where it comes from");
        crate::failure::AppFailure(domain::failure::Failure::Unavailable)
    })
}

/// Somebody who is logged in.
///
/// # Errors
/// [`Failure::Unauthenticated`](domain::failure::Failure::Unauthenticated) when nobody is,
/// [`Failure::Unavailable`](domain::failure::Failure::Unavailable) when nobody knows.
#[cfg(feature = "ssr")]
pub fn signed_in() -> Result<services::accounts::sessions::SignedIn, crate::failure::AppFailure> {
    match who() {
        Who::SignedIn(who) => Ok(who),
        Who::Nobody => Err(crate::failure::AppFailure(domain::failure::Failure::Unauthenticated)),
        Who::Unknown => Err(crate::failure::AppFailure(domain::failure::Failure::Unavailable)),
    }
}

#[cfg(feature = "ssr")]
fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    leptos::prelude::use_context::<axum::http::request::Parts>()?.extensions.get::<T>().cloned()
}

/// The shop, in a server function or while a page renders.
#[cfg(feature = "ssr")]
pub fn shop() -> Result<Arc<services::shop::Shop>, crate::failure::AppFailure> {
    leptos::prelude::use_context().ok_or_else(|| {
        tracing::error!("the shop is no context here");
        crate::failure::told(domain::failure::Failure::Unavailable)
    })
}

/// A cookie of the request.
#[cfg(feature = "ssr")]
pub fn cookie(name: &str) -> Option<String> {
    let parts = leptos::prelude::use_context::<axum::http::request::Parts>()?;
    let headers = parts.headers.get_all(axum::http::header::COOKIE);
    let mut pairs = headers.iter().filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(';'));
    pairs.find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()))
}
