//! The way to a file of all that a table finds.

use domain::accounts::Permission;
use leptos::prelude::*;
use ui::{Look, button_class};

use crate::{asker::use_asker, text::use_texts};

/// A link to the file, for those who may take data out.
#[component]
pub fn ExportLink(
    /// The file's address.
    href: Signal<String>,
) -> impl IntoView {
    let (t, me) = (use_texts(), use_asker());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let may = me.await.is_ok_and(|me| me.may(Permission::Export));
                may.then(|| view! { <a href=move || href.get() rel="external" class=button_class(Look::Small) data-testid="export">{t.imports.export}</a> })
            })}
        </Suspense>
    }
}
