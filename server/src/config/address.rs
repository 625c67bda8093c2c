//! Addresses of services: scheme, host, port and perhaps a path.

use std::net::IpAddr;

use axum::http::Uri;

/// An address without user information, query or trailing slash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The address in its usual form: lower-case host, no default port, no trailing slash.
    pub url: String,
    /// Scheme, host and port, as browsers write them in `Origin`.
    pub origin: String,
    /// The host without port and brackets.
    pub host: String,
    /// Whether a path follows the host.
    pub has_path: bool,
}

impl Address {
    /// Whether it is reached through TLS.
    pub fn is_https(&self) -> bool {
        self.url.starts_with("https://")
    }

    /// Whether it points to this machine or to a private network, where no provider and no customer is.
    pub fn is_local(&self) -> bool {
        let host = self.host.as_str();
        if let Ok(ip) = host.parse::<IpAddr>() {
            return match ip {
                IpAddr::V4(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_private() || ip.is_link_local(),
                IpAddr::V6(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local(),
            };
        }
        !host.contains('.') || [".localhost", ".local", ".internal", ".test", ".example", ".invalid"].iter().any(|end| host.ends_with(end))
    }
}

/// Understands an address.
///
/// # Errors
/// What is wrong with it, as the rest of a sentence.
pub fn parse(text: &str) -> Result<Address, String> {
    let uri: Uri = text.parse().map_err(|error| format!("it is no address ({error})"))?;
    let Some(scheme @ ("http" | "https")) = uri.scheme_str() else {
        return Err("it does not begin with http:// or https://".to_owned());
    };
    let authority = uri.authority().ok_or("it has no host")?;
    if authority.as_str().contains('@') {
        return Err("it holds a user name".to_owned());
    }
    if uri.query().is_some() {
        return Err("it holds a query".to_owned());
    }
    let host = authority.host().to_ascii_lowercase();
    if host.is_empty() {
        return Err("it has no host".to_owned());
    }
    let default_port = if scheme == "https" { 443 } else { 80 };
    let port = authority.port_u16().filter(|port| *port != default_port).map_or_else(String::new, |port| format!(":{port}"));
    let path = uri.path().trim_end_matches('/');
    let origin = format!("{scheme}://{host}{port}");
    let plain_host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    Ok(Address { url: format!("{origin}{path}"), origin, host: plain_host, has_path: !path.is_empty() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_form() {
        assert_eq!(parse("https://Shop.Example.ch:443/").unwrap().url, "https://shop.example.ch");
        assert_eq!(parse("http://127.0.0.1:3000").unwrap().origin, "http://127.0.0.1:3000");
        let api = parse("https://api.mollie.com/v2/").unwrap();
        assert_eq!((api.url.as_str(), api.has_path), ("https://api.mollie.com/v2", true));
    }

    #[test]
    fn what_is_no_address() {
        for text in
            ["shop.example.ch", "ftp://shop.example.ch", "https://", "https://user@shop.example.ch", "https://a.ch/?q=1", "http://a b"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn local_hosts_are_known() {
        for text in
            ["http://localhost:1", "http://127.0.0.1", "http://[::1]:8080", "http://sandbox:4000", "https://10.0.0.5", "https://shop.test"]
        {
            assert!(parse(text).unwrap().is_local(), "{text}");
        }
        for text in ["https://api.mollie.com/v2", "https://1.1.1.1", "https://shop.ch"] {
            assert!(!parse(text).unwrap().is_local(), "{text}");
        }
    }
}
