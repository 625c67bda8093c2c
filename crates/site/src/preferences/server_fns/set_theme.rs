#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are asynchronous"))]

use leptos::prelude::*;

use crate::{failure::AppFailure, preferences::Theme};

/// Notes the chosen theme in a cookie. For visitors without JavaScript; with it, the browser writes the cookie itself.
#[server(prefix = "/fn", endpoint = "preferences/theme")]
pub async fn set_theme(theme: Theme, back: String) -> Result<(), AppFailure> {
    use axum::http::{HeaderValue, header::SET_COOKIE};

    if let (Some(response), Ok(cookie)) =
        (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&crate::preferences::theme_cookie(theme)))
    {
        response.append_header(SET_COOKIE, cookie);
    }
    // Only a page of the shop: `//` would lead to another host.
    let back = if back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') { back } else { "/".to_owned() };
    crate::plain_form::lead(Ok(()), &back, |()| back.clone())
}
