//! The browser's entry point.

use leptos::{mount::hydrate_from_async, prelude::document};

/// Takes over the page that the server rendered, as soon as the part of the program that it needs is there, and notes it on the document: what
/// watches a page from outside can wait for it.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = document().body() else { return };
    wasm_bindgen_futures::spawn_local(async {
        hydrate_from_async(body, app::App).await.forget();
        if let Some(root) = document().document_element() {
            // Setting an attribute with a sound name does not fail.
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}
