//! The route table.

use backoffice::BackofficeRoutes;
use domain::language::Language;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode, StaticSegment,
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    account::{DoorRoutes, OwnRoutes},
    cart::CartPage,
    catalog::{CollectionPage, HomePage, ListPage, PreviewPage, ProductPage, SearchPage},
    checkout::CheckoutPart,
    layout::{Frame, LostFrame, keep_places, let_transitions_be_skipped},
    legal::LegalPage,
    orders::OrderPart,
};

/// The application. Every page is rendered whole before its first byte is sent, so that it works without JavaScript and has the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    keep_places();
    let_transitions_be_skipped();
    view! {
        <Router>
            <Routes transition=true fallback=|| view! { <LostFrame/> }.into_any()>
                <ShopRoutes language=Language::De/>
                <ShopRoutes language=Language::Fr/>
                <ShopRoutes language=Language::It/>
                <ShopRoutes language=Language::En/>
                <BackofficeRoutes/>
            </Routes>
        </Router>
    }
}

/// One language's pages. A branch for each, so that a page's texts are fixed while it lives and a change of language builds it anew.
#[component(transparent)]
fn ShopRoutes(language: Language) -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=StaticSegment(language.code()) view=move || view! { <Frame language/> }.into_any() ssr=SsrMode::Async>
            <Route path=StaticSegment("") view=|| view! { <HomePage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("c/:category") view=|| view! { <ListPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("collections/:collection") view=|| view! { <CollectionPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("p/:product") view=|| view! { <ProductPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("preview/:product") view=|| view! { <PreviewPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("search") view=|| view! { <SearchPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("cart") view=|| view! { <CartPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("checkout") view=CheckoutPart::Checkout ssr=SsrMode::Async/>
            <Route path=path!("orders/:token") view=OrderPart::Order ssr=SsrMode::Async/>
            <Route path=path!("terms") view=LegalPage::Terms ssr=SsrMode::Async/>
            <Route path=path!("privacy") view=LegalPage::Privacy ssr=SsrMode::Async/>
            <OwnRoutes/>
            <DoorRoutes/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
