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
use crate::pages::part;

part! {
    /// The pages of accounts.
    account as AccountPage {
        Overview => OverviewPage,
        Addresses => AddressesPage,
        Address => AddressPage,
        Preferences => PreferencesPage,
        Credentials => CredentialsPage,
        Factors => FactorsPage,
        Codes => CodesPage,
        Recovery => RecoveryPage,
        Devices => DevicesPage,
        Data => DataPage,
        EmailChange => EmailChangePage,
        LogIn => LogInPage,
        SecondFactor => SecondFactorPage,
        StepUp => StepUpPage,
        Register => RegisterPage,
        Forgotten => ForgottenPage,
        Sent => SentPage,
        Confirm => ConfirmPage,
        Reset => ResetPage,
        Verify => VerifyPage,
        RevertEmail => RevertEmailPage,
        Invitation => InvitationPage,
        FirstAdmin => FirstAdminPage,
    }
}

/// What is somebody's own.
#[component(transparent)]
pub fn OwnRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("account") view=|| view! { <Outlet/> }.into_any() ssr=SsrMode::Async>
            <Route path=path!("") view=AccountPage::Overview ssr=SsrMode::Async/>
            <Route path=path!("addresses") view=AccountPage::Addresses ssr=SsrMode::Async/>
            <Route path=path!("addresses/:id") view=AccountPage::Address ssr=SsrMode::Async/>
            <Route path=path!("preferences") view=AccountPage::Preferences ssr=SsrMode::Async/>
            <Route path=path!("credentials") view=AccountPage::Credentials ssr=SsrMode::Async/>
            <Route path=path!("second-factors") view=AccountPage::Factors ssr=SsrMode::Async/>
            <Route path=path!("second-factors/codes") view=AccountPage::Codes ssr=SsrMode::Async/>
            <Route path=path!("second-factors/recovery") view=AccountPage::Recovery ssr=SsrMode::Async/>
            <Route path=path!("devices") view=AccountPage::Devices ssr=SsrMode::Async/>
            <Route path=path!("data") view=AccountPage::Data ssr=SsrMode::Async/>
            <Route path=path!("email-change/:token") view=AccountPage::EmailChange ssr=SsrMode::Async/>
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
            <Route path=path!("log-in") view=AccountPage::LogIn ssr=SsrMode::Async/>
            <Route path=path!("second-factor") view=AccountPage::SecondFactor ssr=SsrMode::Async/>
            <Route path=path!("step-up") view=AccountPage::StepUp ssr=SsrMode::Async/>
            <Route path=path!("register") view=AccountPage::Register ssr=SsrMode::Async/>
            <Route path=path!("forgotten") view=AccountPage::Forgotten ssr=SsrMode::Async/>
            <Route path=path!("sent") view=AccountPage::Sent ssr=SsrMode::Async/>
            <Route path=path!("register/:token") view=AccountPage::Confirm ssr=SsrMode::Async/>
            <Route path=path!("reset/:token") view=AccountPage::Reset ssr=SsrMode::Async/>
            <Route path=path!("verify/:token") view=AccountPage::Verify ssr=SsrMode::Async/>
            <Route path=path!("email-revert/:token") view=AccountPage::RevertEmail ssr=SsrMode::Async/>
            <Route path=path!("invitation/:token") view=AccountPage::Invitation ssr=SsrMode::Async/>
            <Route path=path!("first-admin/:token") view=AccountPage::FirstAdmin ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
