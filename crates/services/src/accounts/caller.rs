//! Where a request about an account comes from.

use std::net::IpAddr;

use domain::accounts::{device_words, network::AddressBlock};

/// Who sends a request, as far as the connection tells. Its texts are kept out of logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Caller {
    /// The address, behind trusted proxies the one that they name.
    pub address: IpAddr,
    /// The header `User-Agent`; empty when there is none.
    pub user_agent: String,
    /// The cookie that [`LoggedIn::new_device`](super::LoggedIn) gave this device at an earlier log-in, if it sent one.
    pub device: Option<String>,
}

impl Caller {
    /// Somebody at an address, with a device that is not known.
    pub fn new(address: IpAddr, user_agent: impl Into<String>) -> Self {
        Self { address, user_agent: user_agent.into(), device: None }
    }

    /// The block of addresses that its owner is likely to hold: /24 of IPv4, /56 of IPv6.
    pub fn network(&self) -> String {
        AddressBlock::of(self.address).to_string()
    }

    /// The address in its usual notation, however it arrived.
    pub(super) fn place(&self) -> String {
        self.address.to_canonical().to_string()
    }

    /// Browser and system.
    pub(super) fn device_words(&self) -> String {
        device_words(&self.user_agent)
    }
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Caller {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Caller").field("device", &self.device_words()).finish_non_exhaustive()
    }
}
