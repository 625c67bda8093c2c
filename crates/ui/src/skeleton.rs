//! What stands in a page's place while it comes.

use leptos::prelude::*;

/// Plain grounds where pictures and lines will be; the words are for screen readers.
#[component]
pub fn Skeleton(
    /// What is said meanwhile.
    words: &'static str,
) -> impl IntoView {
    let place = || view! { <div class="aspect-square animate-pulse rounded-sm bg-faint"></div> };
    // As tall as a long page: the browser puts a visitor who goes back where they were before the content is there, and needs room for it.
    view! {
        <div class=format!("{} min-h-[300svh] py-12", crate::PAGE) role="status">
            <span class="sr-only">{words}</span>
            <div class="mb-10 h-10 w-1/2 animate-pulse rounded-sm bg-faint"></div>
            <div class="grid grid-cols-2 gap-5 md:grid-cols-3 xl:grid-cols-4">{place()} {place()} {place()} {place()}</div>
        </div>
    }
}
