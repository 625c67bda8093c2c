//! What becomes of a page's transition that is not played to its end.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Why a browser skips a transition: another one has begun, the page is not shown, or the next page took too long. None of them is a failure: the
/// next page is there, without the movement. (The names are those of the View Transitions specification, CSS View Transitions Module Level 1.)
const SKIPPED: [&str; 3] = ["AbortError", "InvalidStateError", "TimeoutError"];

/// Keeps transitions that were skipped off the console.
///
/// The router starts transitions and does not look at their promises, so somebody who goes back before the page moved leaves a rejection that nobody
/// takes. Other rejections stay what they are.
pub fn let_transitions_be_skipped() {
    Effect::new(|_| {
        window_event_listener_untyped("unhandledrejection", |event| {
            let Some(rejection) = event.dyn_ref::<web_sys::PromiseRejectionEvent>() else { return };
            if rejection.reason().dyn_ref::<web_sys::DomException>().is_some_and(|reason| SKIPPED.contains(&reason.name().as_str())) {
                event.prevent_default();
            }
        });
    });
}
