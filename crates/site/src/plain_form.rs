//! Answers to forms that a browser sent by itself, because JavaScript is off or has not arrived yet: a redirect to a page that shows the outcome.

use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{failure::AppFailure, told};

/// Leads on to `done`, or back to `back` with the failure in its query, when the browser itself is asking. Scripts get the result as it is.
pub fn lead<T>(result: Result<T, AppFailure>, back: &str, done: impl FnOnce(&T) -> String) -> Result<T, AppFailure> {
    if is_plain() {
        match &result {
            Ok(value) => see_other(&done(value)),
            Err(AppFailure(failure)) => see_other(&told::address(back, failure)),
        }
    }
    result
}

/// Whether the browser itself asks, and not a script.
pub fn is_plain() -> bool {
    use_context::<Parts>()
        .and_then(|parts| {
            parts.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok().map(|accept| accept.contains("text/html")))
        })
        .unwrap_or(false)
}

fn see_other(address: &str) {
    if let (Some(response), Ok(location)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(address)) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, location);
    }
}

#[cfg(test)]
mod tests {
    use domain::{cart::CartRefusal, failure::Failure};

    use crate::told;

    #[test]
    fn a_failure_survives_its_way_through_an_address() {
        let failure = Failure::Refused(CartRefusal::OutOfStock { left: 2 }.into());
        let address = told::address("/de/p/tasse?x=1", &failure);
        assert!(address.starts_with("/de/p/tasse?x=1&told="), "{address}");
        assert!(address.is_ascii() && !address.contains(['"', ' ', '{']), "{address}");
    }
}
