//! The frame of a language's pages: header, content, footer, and the cart that all of them share.

use domain::language::Language;
use leptos::{html::Main, prelude::*};
use leptos_router::{components::Outlet, hooks::use_location};

use super::{footer::Footer, header::Header};
use crate::{
    cart::{Cart, CartDrawer},
    catalog::{Categories, server_fns::read_categories},
    pages::{FailureView, load},
    preferences::{language_cookie, page_language, write_cookie},
    text::texts,
};

/// Every page of one language.
#[component]
pub fn Frame(
    /// The language.
    language: Language,
) -> impl IntoView {
    surround(language, || view! { <Outlet/> }.into_any())
}

/// The frame around an address that leads nowhere.
#[component]
pub fn LostFrame() -> impl IntoView {
    surround(page_language(), || view! { <FailureView failure=domain::failure::Failure::NotFound/> }.into_any())
}

fn surround(language: Language, content: impl FnOnce() -> AnyView) -> AnyView {
    provide_context(language);
    let cart = Cart::new(language);
    provide_context(cart);
    provide_context(Categories(load(|| (), move |()| read_categories(language))));
    let t = texts(language);
    let main: NodeRef<Main> = NodeRef::new();
    follow(language, main);
    view! {
        <a href="#content" rel="external" class="skip">{t.site.skip}</a>
        <Header/>
        <main id="content" node_ref=main tabindex="-1" class="outline-none">{content()}</main>
        <Footer/>
        <CartDrawer/>
        <p role="status" class="sr-only">{move || cart.said.get()}</p>
    }
    .into_any()
}

/// In the browser: the document's language follows the page's, and the focus goes to a new page's content.
fn follow(language: Language, main: NodeRef<Main>) {
    let path = use_location().pathname;
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // Setting an attribute with a sound name does not fail.
            let _ = root.set_attribute("lang", language.code());
        }
        write_cookie(&language_cookie(language));
    });
    Effect::new(move |last: Option<String>| {
        let path = path.get();
        if last.is_some_and(|last| last != path)
            && let Some(main) = main.get_untracked()
        {
            // Without scrolling: the address is still the last page's, and its place is to be found again by going back.
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element that cannot take the focus leaves it where it is.
            let _ = main.focus_with_options(&options);
        }
        path
    });
}
