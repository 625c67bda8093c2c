//! Messages about what just happened.

use leptos::prelude::*;

use crate::{Icon, Shape, Tone};

/// A message in the flow of the page.
#[component]
pub fn Notice(
    /// Its colour.
    #[prop(optional)]
    tone: Tone,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, shape, role) = match tone {
        Tone::Quiet => ("border-hairline bg-raised text-ink", Shape::Clock, "status"),
        Tone::Good => ("border-good/40 bg-good-soft text-ink", Shape::Check, "status"),
        Tone::Warn => ("border-warn/40 bg-warn-soft text-ink", Shape::Alert, "status"),
        Tone::Bad => ("border-bad/40 bg-bad-soft text-ink", Shape::Alert, "alert"),
    };
    view! {
        <div class=format!("flex gap-3 rounded-sm border p-4 text-sm {class}") role=role>
            <Icon shape=shape class="size-5 shrink-0"/>
            <div class="min-w-0">{children()}</div>
        </div>
    }
}
