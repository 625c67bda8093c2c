#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are asynchronous"))]

use domain::language::Language;
use leptos::prelude::*;
use site::failure::AppFailure;

/// Notes the chosen language in the cookie that the shop's pages note it in, and leads back.
#[server(prefix = "/fn", endpoint = "backoffice/language")]
pub async fn set_language(language: Language, back: String) -> Result<(), AppFailure> {
    use leptos_axum::ResponseOptions;
    use site::{plain_form, preferences};

    let cookie = preferences::language_cookie(language);
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), axum::http::HeaderValue::from_str(&cookie)) {
        response.append_header(axum::http::header::SET_COOKIE, cookie);
    }
    let back = crate::back::ours(&back);
    plain_form::lead(Ok(()), &back, |()| back.clone())
}
