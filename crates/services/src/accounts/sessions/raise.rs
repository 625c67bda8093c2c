use std::time::Duration;

use super::{SessionKey, SignedIn, store};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// How long a fresh proof is one.
pub(super) const FRESH: Duration = Duration::from_mins(10);

/// Notes that whoever is logged in has proved a second factor just now, and moves the session to a new id in the same step: the id from before, which
/// somebody may have got hold of, opens nothing any more.
///
/// # Errors
/// [`Error::Unauthenticated`] when the session has ended or has moved on already.
pub async fn raise(shop: &Shop, who: &SignedIn, before: &SessionKey, after: &SessionKey) -> Result<()> {
    if store::raise(&shop.pool, who.session, before, after).await? { Ok(()) } else { Err(Error::Unauthenticated) }
}
