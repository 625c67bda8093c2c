//! Who is asking, for server functions and for what the screens leave out.

use domain::backoffice::Me;
use leptos::prelude::*;
use site::load::Loading;

/// Who uses the screens, under way.
#[derive(Clone, Copy)]
pub struct Asker(pub Loading<Me>);

/// Who uses the screens, under way.
pub fn use_asker() -> Loading<Me> {
    expect_context::<Asker>().0
}

#[cfg(feature = "ssr")]
mod asking {
    use std::sync::Arc;

    use domain::{accounts::Principal, failure::Failure};
    use services::{orders::Acting, shop::Shop};
    use site::{
        context::{self, Who},
        failure::{AppFailure, told},
    };

    /// Who is asking, with the shop that they ask.
    pub struct Staff {
        /// The shop.
        pub shop: Arc<Shop>,
        /// Who they are.
        pub who: Principal,
        /// The same, with where they ask from.
        pub by: Acting,
    }

    /// Who is asking. What they may do is for the services to say.
    ///
    /// # Errors
    /// [`Failure::Unauthenticated`] when nobody is logged in, [`Failure::Unavailable`] when nobody knows.
    pub fn staff() -> Result<Staff, AppFailure> {
        let who = match context::who() {
            Who::SignedIn(who) => who.principal,
            Who::Nobody => return Err(told(Failure::Unauthenticated)),
            Who::Unknown => return Err(told(Failure::Unavailable)),
        };
        Ok(Staff { shop: context::shop()?, who, by: Acting::staff(who, context::caller()?.address) })
    }
}

#[cfg(feature = "ssr")]
pub use asking::{Staff, staff};
