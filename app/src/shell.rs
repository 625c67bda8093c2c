//! The document around the application, and the headers that belong to it.

use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{
    App,
    context::{LANGUAGE_COOKIE, PaymentPages, THEME_COOKIE, cookie},
    preferences::{Theme, language_cookie, language_of, page_language},
};

/// The whole document. Sets the content security policy with this answer's nonce, and notes the language for the next visit.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let language = page_language();
    let theme = cookie(THEME_COOKIE).and_then(|code| Theme::from_code(&code));
    set_headers(&options);
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=theme.map(Theme::code)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="preload" href=FONT r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <HashedStylesheet options=options.clone() id="style"/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <link rel="manifest" href="/site.webmanifest"/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The one typeface; its name changes with its content, since it is kept for long.
const FONT: &str = "/fonts/hanken-grotesk-5.3.0.woff2";

/// The policy for pages: the shop's own files, scripts with this answer's nonce, and WebAssembly; nothing inline, nothing framed. Pages that are being
/// worked on may listen for changes as well.
fn policy(nonce: &str, payment_pages: &str, changes: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'{changes}; manifest-src 'self'; form-action 'self' {payment_pages}; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Where `cargo leptos watch` tells pages to load themselves anew, as a source of the policy; nothing for everybody else.
fn place_of_changes(options: &LeptosOptions) -> String {
    // The condition that `AutoReload` has.
    if std::env::var_os("LEPTOS_WATCH").is_none() {
        return String::new();
    }
    format!(" ws://localhost:{0} ws://127.0.0.1:{0}", options.reload_port)
}

fn set_headers(options: &LeptosOptions) {
    use axum::http::{HeaderValue, header, request::Parts};

    let (Some(response), Some(nonce)) = (use_context::<leptos_axum::ResponseOptions>(), use_nonce()) else { return };
    let payment_pages = use_context::<PaymentPages>().unwrap_or_default();
    if let Ok(policy) = HeaderValue::from_str(policy(&nonce, &payment_pages.0, &place_of_changes(options)).trim_end()) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    // Only where it changes: an answer that sets a cookie cannot be shared by caches.
    let named = use_context::<Parts>().and_then(|parts| language_of(parts.uri.path()));
    if let Some(language) = named.filter(|language| cookie(LANGUAGE_COOKIE).as_deref() != Some(language.code()))
        && let Ok(cookie) = HeaderValue::from_str(&language_cookie(language))
    {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn nothing_inline_is_allowed() {
        let policy = policy("abc", "https://pay.example", "");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(policy.contains("'nonce-abc'") && policy.contains("form-action 'self' https://pay.example;"), "{policy}");
    }
}
