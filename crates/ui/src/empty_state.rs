//! What stands where there is nothing yet.

use leptos::prelude::*;

use crate::{Icon, Shape};

/// What is not there, and what to do first.
#[component]
pub fn EmptyState(
    /// What it is about.
    shape: Shape,
    /// What is not there.
    title: &'static str,
    /// What to do.
    text: &'static str,
    /// A link or a button that does it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center gap-2 px-6 py-16 text-center" data-testid="empty">
            <Icon shape=shape class="size-8 text-muted"/>
            <p class="mt-2 text-base font-medium">{title}</p>
            <p class="max-w-md text-sm text-muted">{text}</p>
            {children.map(|children| view! { <div class="mt-4">{children()}</div> })}
        </div>
    }
}
