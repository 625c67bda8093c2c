//! The door of the server functions: who comes, with which session, and what happens when somebody is let in.

use std::sync::Arc;

use domain::{
    accounts::SecondFactor,
    cart::CartOwner,
    failure::Failure,
    ids::{AccountId, GuestId},
    language::Language,
};
use services::{
    accounts::{Caller, LoggedIn, sessions::SignedIn},
    shop::Shop,
};
use tower_sessions::Session;

use super::Next;
use crate::{account_session, context, failure::AppFailure, told};

/// What a server function of accounts works with.
pub struct Door {
    pub shop: Arc<Shop>,
    pub session: Session,
    pub caller: Caller,
}

impl Door {
    /// For the request under way.
    pub async fn open() -> Result<Self, AppFailure> {
        let session: Session = leptos_axum::extract().await.map_err(|error| {
            tracing::warn!(%error, "no session");
            AppFailure(Failure::Unavailable)
        })?;
        Ok(Self { shop: context::shop()?, session, caller: context::caller()? })
    }

    /// Lets somebody in who has shown enough, or asks them for the rest. What they put into the cart as a guest comes with them.
    pub async fn let_in(&self, language: Language, logged_in: &LoggedIn, to: &str) -> Result<Next, AppFailure> {
        if logged_in.needs == Some(SecondFactor::Prove) {
            account_session::wait(&self.shop, &self.session, logged_in, &self.caller).await?;
            return Ok(Next(told::with_query(&super::page(language, "/second-factor"), &[("to", to)])));
        }
        let guest = guest().await;
        account_session::begin(&self.shop, &self.session, logged_in, &self.caller).await?;
        if let Some(guest) = guest {
            self.bring_cart(guest, logged_in.account).await;
        }
        Ok(match logged_in.needs {
            Some(_) => Next::page(language, "/second-factors/codes"),
            // On a device that the account has not been used with, it opens in the language that its owner has chosen.
            None if to.is_empty() && logged_in.new_device.is_some() => Next::page(logged_in.language, ""),
            None => Next::wanted(language, to),
        })
    }

    /// A cart that stays behind is no reason to keep somebody out: it is taken over at the next log-in.
    async fn bring_cart(&self, guest: GuestId, account: AccountId) {
        if let Err(error) = Box::pin(services::cart::merge(&self.shop, guest, account)).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a guest's cart stays behind");
        }
        if let Err(error) = services::orders::codes::take_over(&self.shop, guest, account).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a guest's codes stay behind");
        }
    }
}

/// Who asks, if they are in; else the answer has the status that says so.
pub fn owner() -> Result<SignedIn, AppFailure> {
    context::signed_in().inspect_err(|AppFailure(failure)| {
        let is_direct =
            leptos::prelude::use_context::<axum::http::request::Parts>().is_some_and(|parts| parts.uri.path().starts_with("/fn/"));
        if is_direct {
            crate::failure::set_status(failure);
        }
    })
}

async fn guest() -> Option<GuestId> {
    match crate::cart_owner::known().await {
        Ok(Some(CartOwner::Guest(guest))) => Some(guest),
        Ok(_) | Err(_) => None,
    }
}
