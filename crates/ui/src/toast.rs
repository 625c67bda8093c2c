//! Messages at the foot of the window.

use std::time::Duration;

use leptos::{html, prelude::*};

/// Between two looks whether anybody is still at it.
const PAUSE: Duration = Duration::from_secs(12);

/// What was just done, with the way to undo it. It lies above whatever is there and, where scripts run, goes by itself, but not while a pointer is on it or
/// the keyboard in it: nothing is only to be done here.
#[component]
pub fn Toast(
    /// What is said.
    words: &'static str,
    /// The form that undoes it.
    undo: AnyView,
    /// In the browser: its time is over.
    end: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let toast = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let look = move || {
            let is_wanted = toast.get_untracked().and_then(|toast| toast.matches(":hover, :has(:focus)").ok());
            if is_wanted == Some(false) {
                end();
            }
        };
        if let Ok(handle) = set_interval_with_handle(look, PAUSE) {
            on_cleanup(move || handle.clear());
        }
    });
    view! {
        <div node_ref=toast class="toast" role="status" data-testid="toast">
            <p class="min-w-0" data-testid="done">{words}</p>
            {undo}
        </div>
    }
}
