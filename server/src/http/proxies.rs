//! Where a request really comes from.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Once},
};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue},
};

use crate::config::Http;

/// What proxies append the address to that a request came to them from.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Said once: it would be said at every request.
static WARNED: Once = Once::new();

/// The proxies whose word is believed.
#[derive(Clone, Debug)]
pub struct Proxies(Arc<[IpAddr]>);

impl Proxies {
    /// The configured ones.
    pub fn new(http: &Http) -> Self {
        Self(http.trusted_proxies.iter().map(IpAddr::to_canonical).collect())
    }

    /// The address of whoever sent the request.
    ///
    /// It is the connection's, unless that is a trusted proxy's. Then the header is read from its end, where the proxy has appended whom it speaks for:
    /// the first address that is not a trusted proxy's is the client's, and what stands before it is the client's own invention.
    pub fn client(&self, extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map_or(Ipv4Addr::UNSPECIFIED.into(), |info| info.0.ip().to_canonical());
        let mut client = peer;
        if !self.trusts(peer) {
            if headers.contains_key(FORWARDED_FOR) && is_near(peer) {
                WARNED.call_once(|| {
                    tracing::warn!(%peer, "a proxy that ASTRIS_TRUSTED_PROXIES does not name: all that come through it are counted as one");
                });
            }
            return client;
        }
        let lines: Vec<&[u8]> = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::as_bytes).collect();
        let hops = lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b','));
        for hop in hops {
            // Behind something that is no address nothing is to be believed either.
            let Some(address) = address(hop) else { break };
            client = address;
            if !self.trusts(address) {
                break;
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}

/// Whether it can be a proxy of the operator's own.
const fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

/// An address as proxies write it: some with a port, and those of IPv6 then in brackets.
fn address(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?.trim();
    let plain = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let parsed = plain.parse::<IpAddr>().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))?;
    Some(parsed.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let trusted_proxies = trusted.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let proxies = Proxies::new(&Http { trusted_proxies, ..Http::default() });
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4711)));
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(line).unwrap());
        }
        proxies.client(&extensions, &headers).to_string()
    }

    #[test]
    fn strangers_say_nothing_about_themselves() {
        assert_eq!(client(&[], "203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
        assert_eq!(client(&["10.0.0.2"], "203.0.113.7", &["198.51.100.1, 10.0.0.2"]), "203.0.113.7");
    }

    #[test]
    fn a_trusted_proxy_says_whom_it_speaks_for() {
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(client(&["10.0.0.2"], "::ffff:10.0.0.2", &["203.0.113.7"]), "203.0.113.7", "on a socket for both kinds of addresses");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &[]), "10.0.0.2");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["203.0.113.7:4711"]), "203.0.113.7");
    }

    #[test]
    fn what_the_client_has_invented_is_not_read() {
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["198.51.100.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["198.51.100.1", "203.0.113.7"]), "203.0.113.7", "in two lines");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["10.0.0.2, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["<script>, 203.0.113.7"]), "203.0.113.7");
    }

    #[test]
    fn of_a_chain_of_proxies_all_have_to_be_trusted() {
        let chain = ["198.51.100.1, 203.0.113.7, 10.0.0.3"];
        assert_eq!(client(&["10.0.0.2", "10.0.0.3"], "10.0.0.2", &chain), "203.0.113.7");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &chain), "10.0.0.3");
        assert_eq!(client(&["10.0.0.2"], "10.0.0.2", &["203.0.113.7, unknown"]), "10.0.0.2", "better the proxy than an invention");
    }
}
