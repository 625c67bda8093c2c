//! The pages of accounts, by their address behind `/de/account`.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::IntoAnyNestedRoute,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{
    addresses_page::{AddressPage, AddressesPage},
    asking_pages::{ForgottenPage, RegisterPage, SentPage},
    credentials_page::{CredentialsPage, EmailChangePage},
    data_page::DataPage,
    devices_page::DevicesPage,
    factors_page::{CodesPage, FactorsPage, RecoveryPage},
    link_pages::{ConfirmPage, FirstAdminPage, InvitationPage, ResetPage, RevertEmailPage, VerifyPage},
    log_in_page::{LogInPage, SecondFactorPage, StepUpPage},
    overview_page::OverviewPage,
    preferences_page::PreferencesPage,
};

/// What is somebody's own.
#[component(transparent)]
pub fn OwnRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("account") view=|| view! { <Outlet/> }.into_any() ssr=SsrMode::Async>
            <Route path=path!("") view=|| view! { <OverviewPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("addresses") view=|| view! { <AddressesPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("addresses/:id") view=|| view! { <AddressPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("preferences") view=|| view! { <PreferencesPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("credentials") view=|| view! { <CredentialsPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("second-factors") view=|| view! { <FactorsPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("second-factors/codes") view=|| view! { <CodesPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("second-factors/recovery") view=|| view! { <RecoveryPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("devices") view=|| view! { <DevicesPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("data") view=|| view! { <DataPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("email-change/:token") view=|| view! { <EmailChangePage/> }.into_any() ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The ways in, and what links open.
#[component(transparent)]
pub fn DoorRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("account") view=|| view! { <Outlet/> }.into_any() ssr=SsrMode::Async>
            <Route path=path!("log-in") view=|| view! { <LogInPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("second-factor") view=|| view! { <SecondFactorPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("step-up") view=|| view! { <StepUpPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("register") view=|| view! { <RegisterPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("forgotten") view=|| view! { <ForgottenPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("sent") view=|| view! { <SentPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("register/:token") view=|| view! { <ConfirmPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("reset/:token") view=|| view! { <ResetPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("verify/:token") view=|| view! { <VerifyPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("email-revert/:token") view=|| view! { <RevertEmailPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("invitation/:token") view=|| view! { <InvitationPage/> }.into_any() ssr=SsrMode::Async/>
            <Route path=path!("first-admin/:token") view=|| view! { <FirstAdminPage/> }.into_any() ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
