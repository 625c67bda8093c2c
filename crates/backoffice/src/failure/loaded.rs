//! Screens that wait for their content.

use leptos::prelude::*;
use site::{failure::AppFailure, load::Loading};
use ui::SkeletonRows;

use super::FailureView;
use crate::text::use_texts;

/// Shows content once it is there, the failure instead of it, and grounds in its place meanwhile. Content that is loaded anew stays until the new one is
/// there.
pub fn loaded<T>(content: Loading<T>, show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let words = use_texts().frame.loading;
    view! {
        <Transition fallback=move || view! { <SkeletonRows words=words/> }>
            {move || Suspend::new(async move {
                match content.await {
                    Ok(content) => show(content),
                    Err(AppFailure(failure)) => view! { <FailureView failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}
