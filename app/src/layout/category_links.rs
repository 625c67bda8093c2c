//! The range, as header and footer list it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{catalog::Categories, text::use_language};

/// The categories as list items.
#[component]
pub fn CategoryLinks(
    /// The links' classes.
    class: &'static str,
) -> impl IntoView {
    let language = use_language();
    let categories = expect_context::<Categories>().0;
    let path = use_location().pathname;
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                // Without its categories a page still works: the home page and the search lead everywhere.
                categories
                    .await
                    .unwrap_or_default()
                    .into_iter()
                    .map(|category| {
                        let href = format!("/{language}/c/{}", category.slug);
                        let here = href.clone();
                        view! {
                            <li>
                                <a href=href class=class aria-current=move || (path.get() == here).then_some("page")>
                                    {category.name}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()
            })}
        </Suspense>
    }
}
