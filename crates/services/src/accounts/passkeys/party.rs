//! Who asks for passkeys: the shop at its public address.

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The shop. Passkeys belong to the host of its address, so they are gone when that changes.
pub(super) fn party(shop: &Shop) -> Result<Webauthn> {
    let origin = Url::parse(&shop.settings.base_url).map_err(|error| failed(&error))?;
    let host = origin.host_str().unwrap_or_default().to_owned();
    WebauthnBuilder::new(&host, &origin).and_then(|builder| builder.rp_name("Astris").build()).map_err(|error| failed(&error))
}

/// What is not the device's fault.
pub(super) fn failed(error: &dyn std::error::Error) -> Error {
    Error::Data(format!("passkeys: {error}"))
}
