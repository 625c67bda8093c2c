//! Mail out.

use std::time::Duration;

use domain::email::Email;
use secrecy::{ExposeSecret, SecretString};

use super::{address::Address, reader::Reader, variable::Variable};

const API_KEY: Variable = Variable::new("RESEND_API_KEY", "mail.resend_api_key");
const BASE_URL: Variable = Variable::new("RESEND_BASE_URL", "mail.resend_base_url");
const FROM: Variable = Variable::new("MAIL_FROM", "mail.from");

const DEFAULT_FROM: &str = "Astris <shop@astris.example>";
/// The key of the sandbox, which everybody knows.
const SANDBOX_KEY: &str = "re_astris_sandbox";

/// Mail through Resend.
#[derive(Clone, Debug)]
pub struct Mail {
    /// `Name <address>` or an address.
    pub from: String,
    /// Resend's key.
    pub api_key: SecretString,
    /// Resend's address, or the sandbox's.
    pub base_url: Address,
    /// Time for one attempt.
    pub timeout: Duration,
}

impl Mail {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        Self { from: from(reader), api_key: api_key(reader), base_url: base_url(reader), timeout: Duration::from_secs(10) }
    }
}

fn from(reader: &mut Reader<'_>) -> String {
    let text = reader.text(FROM).unwrap_or(DEFAULT_FROM);
    let address = text.rsplit_once('<').map_or(Some(text), |(_, rest)| rest.strip_suffix('>'));
    let sound = address.and_then(|address| address.parse::<Email>().ok()).is_some() && !text.contains(char::is_control);
    if !sound {
        reader.fault(FROM, format!("is '{text}', which is no sender"), "Write it like Astris <shop@example.ch>");
    } else if reader.production && text.trim_end_matches('>').ends_with(".example") {
        reader.fault(
            FROM,
            "is an address of the demo",
            "Set it to a sender whose domain is verified at Resend, such as Astris <shop@example.ch>",
        );
    }
    text.to_owned()
}

fn api_key(reader: &mut Reader<'_>) -> SecretString {
    let key = reader.secret(API_KEY, "Make one with sending access at resend.com/api-keys; `cargo xtask run` sets the sandbox's by itself");
    if let Some(key) = key.as_ref().map(ExposeSecret::expose_secret) {
        if !key.starts_with("re_") || !key.is_ascii() {
            reader.fault(API_KEY, "is no key of Resend", "Keys begin with re_; copy it again from resend.com/api-keys");
        } else if reader.production && key == SANDBOX_KEY {
            reader.fault(API_KEY, "is the sandbox's, which production refuses", "Make a key with sending access at resend.com/api-keys");
        }
    }
    key.unwrap_or_default()
}

fn base_url(reader: &mut Reader<'_>) -> Address {
    let address = reader.address(BASE_URL, "https://api.resend.com");
    if reader.production && (!address.is_https() || address.is_local()) {
        reader.fault(BASE_URL, "points to a sandbox, which production refuses", "Unset it");
    }
    address
}
