//! Payments.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::{address::Address, reader::Reader, variable::Variable};

const API_KEY: Variable = Variable::new("MOLLIE_API_KEY", "payments.mollie_api_key");
const BASE_URL: Variable = Variable::new("MOLLIE_BASE_URL", "payments.mollie_base_url");
const METHODS: Variable = Variable::new("MOLLIE_METHODS", "payments.mollie_methods");
const WEBHOOK_URL: Variable = Variable::new("ASTRIS_WEBHOOK_URL", "payments.webhook_url");

/// Payments through Mollie.
#[derive(Clone, Debug)]
pub struct Payments {
    /// Mollie's key.
    pub api_key: SecretString,
    /// Mollie's address, or the sandbox's.
    pub base_url: Address,
    /// Codes of the methods on offer, in the order in which they are shown.
    pub methods: Vec<String>,
    /// Where Mollie sends notices.
    pub webhook_url: Address,
    /// Time for one attempt to reach Mollie.
    pub timeout: Duration,
}

impl Payments {
    /// Reads the room's variables; `base_url` is the shop's own address.
    pub fn read(reader: &mut Reader<'_>, base_url: &Address) -> Self {
        Self {
            api_key: api_key(reader),
            base_url: gateway_url(reader),
            methods: methods(reader),
            webhook_url: webhook_url(reader, base_url),
            timeout: Duration::from_secs(8),
        }
    }
}

impl Payments {
    /// Where a checkout's form may lead, as sources of a content security policy.
    ///
    /// Mollie forwards to banks and wallets at once, whose hosts are many and change, and Chromium holds a form's policy against each hop; so with
    /// the real Mollie it is any address with TLS. A sandbox is one origin.
    pub fn checkout_sources(&self) -> String {
        if self.base_url.is_local() { self.base_url.origin.clone() } else { "https:".to_owned() }
    }
}

fn api_key(reader: &mut Reader<'_>) -> SecretString {
    let key =
        reader.secret(API_KEY, "Copy it from Mollie's dashboard, Developers, API keys; `cargo xtask run` sets the sandbox's by itself");
    if let Some(key) = key.as_ref().map(ExposeSecret::expose_secret) {
        let is_live = key.starts_with("live_");
        if !key.is_ascii() || !(is_live || key.starts_with("test_")) || key.len() < 30 {
            reader.fault(
                API_KEY,
                "is no key of Mollie",
                "Keys begin with live_ or test_ and have at least 30 characters; copy it again from Mollie's dashboard",
            );
        } else if reader.production && (!is_live || key.contains("sandbox")) {
            reader.fault(
                API_KEY,
                "is a test key, with which nobody pays; production refuses it",
                "Copy the live key from Mollie's dashboard, Developers, API keys",
            );
        }
    }
    key.unwrap_or_default()
}

fn gateway_url(reader: &mut Reader<'_>) -> Address {
    let address = reader.address(BASE_URL, "https://api.mollie.com/v2");
    if reader.production && (!address.is_https() || address.is_local()) {
        reader.fault(BASE_URL, "points to a sandbox, which production refuses", "Unset it");
    }
    address
}

fn methods(reader: &mut Reader<'_>) -> Vec<String> {
    let text = reader.text(METHODS).unwrap_or("twint");
    let methods: Vec<String> = text.split(',').map(|method| method.trim().to_owned()).filter(|method| !method.is_empty()).collect();
    let sound = |method: &String| method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if methods.is_empty() || !methods.iter().all(sound) {
        reader.fault(
            METHODS,
            format!("is '{text}', which is no list of methods"),
            "List Mollie's codes with commas between, such as twint,creditcard",
        );
    }
    methods
}

fn webhook_url(reader: &mut Reader<'_>, base_url: &Address) -> Address {
    if reader.text(WEBHOOK_URL).is_none() {
        return base_url.clone();
    }
    let address = reader.address(WEBHOOK_URL, "https://shop.example.ch");
    if reader.production && (!address.is_https() || address.is_local()) {
        reader.fault(
            WEBHOOK_URL,
            "is no public https address, so Mollie cannot reach it",
            "Unset it to use ASTRIS_BASE_URL, or set it to a public https address",
        );
    }
    address
}
