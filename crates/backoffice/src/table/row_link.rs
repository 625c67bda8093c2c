//! Where a table's row leads.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The address of what a row is about, beside the table as it is shown, and whether that is shown now. `page` is its address without the table's query, which
/// `address` adds.
pub fn row_link<Q: Send + Sync + 'static>(
    page: String,
    wanted: Memo<Q>,
    address: fn(&str, &Q) -> String,
) -> (Signal<String>, Signal<bool>) {
    let here = use_location().pathname;
    let own = page.clone();
    let href = Signal::derive(move || wanted.with(|wanted| address(&page, wanted)));
    (href, Signal::derive(move || here.with(|here| here.starts_with(&own))))
}
