//! Who asks for passkeys: the shop at its public address.

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// Whether there are passkeys at the shop's address: browsers make them for names, and for no IP address (Web Authentication, 5.1.3).
pub fn takes_passkeys(shop: &Shop) -> bool {
    address(shop).is_ok_and(|address| address.domain().is_some())
}

/// The shop. Passkeys belong to the host of its address, so they are gone when that changes.
///
/// # Errors
/// [`Error::NotFound`] where there are none.
pub(super) fn party(shop: &Shop) -> Result<Webauthn> {
    let origin = address(shop)?;
    let host = origin.domain().ok_or(Error::NotFound)?;
    WebauthnBuilder::new(host, &origin).and_then(|builder| builder.rp_name("Astris").build()).map_err(|error| failed(&error))
}

fn address(shop: &Shop) -> Result<Url> {
    Url::parse(&shop.settings.base_url).map_err(|error| failed(&error))
}

/// What is not the device's fault.
pub(super) fn failed(error: &dyn std::error::Error) -> Error {
    Error::Data(format!("passkeys: {error}"))
}
