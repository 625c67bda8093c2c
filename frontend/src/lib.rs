//! The browser's entry point.

/// Takes over the page that the server rendered, and notes it on the document: what watches a page from outside can wait for it.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(root) = leptos::prelude::document().document_element() {
        // Setting an attribute with a sound name does not fail.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
