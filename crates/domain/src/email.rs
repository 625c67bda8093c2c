//! Email addresses.

use serde::{Deserialize, Serialize};

/// An address that mail can be sent to: trimmed, with one `@`, no spaces or control characters, at most 254 characters
/// (RFC 5321, 4.5.3.1.3). Whether it exists is known once a mail has arrived, not before.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is no email address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an email address")]
pub struct NotAnEmail;

impl Email {
    /// The address as it was written, trimmed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Email {
    /// The address without what makes no difference to its owner: case, and a tag behind `+`. For limits per person, not for sending.
    pub fn customer(&self) -> String {
        let lower = self.0.to_lowercase();
        match lower.split_once('@') {
            Some((local, host)) => format!("{}@{host}", local.split('+').next().filter(|name| !name.is_empty()).unwrap_or(local)),
            None => lower,
        }
    }
}

impl std::str::FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (local, host) = text.split_once('@').ok_or(NotAnEmail)?;
        let forbidden = |character: char| {
            character.is_whitespace()
                || character.is_control()
                || matches!(character, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\')
        };
        let host_is_sound = host.contains('.')
            && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
            && !host.contains('@');
        let local_is_sound =
            !local.is_empty() && local.len() <= 64 && !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
        if text.len() > 254 || text.contains(forbidden) || !host_is_sound || !local_is_sound {
            return Err(NotAnEmail);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// Personal data stays out of logs: the first character and the host only.
impl std::fmt::Debug for Email {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (local, host) = self.0.split_once('@').unwrap_or_default();
        write!(formatter, "{}…@{host}", local.chars().next().unwrap_or('?'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_addresses_pass() {
        for text in ["a@b.ch", " kundin+tag@mail.example.ch ", "zoë@exämple.ch", "o'neil@example.com"] {
            assert!(text.parse::<Email>().is_ok(), "{text}");
        }
    }

    #[test]
    fn unsound_addresses_do_not() {
        for text in [
            "",
            "@",
            "a@",
            "@b.ch",
            "a@b",
            "a b@c.ch",
            "a@b.ch\nBcc: x@y.ch",
            "a@@b.ch",
            "a@b@c.ch",
            "<a@b.ch>",
            "a..b@c.ch",
            "a@-b.ch",
            "a@b..ch",
        ] {
            assert_eq!(text.parse::<Email>(), Err(NotAnEmail), "{text}");
        }
        assert!(format!("{}@example.ch", "a".repeat(250)).parse::<Email>().is_err());
    }

    #[test]
    fn one_person_is_one_customer() {
        let customer = |text: &str| text.parse::<Email>().unwrap().customer();
        for text in ["anna@example.ch", " Anna@Example.CH", "anna+voucher@example.ch", "anna+a+b@example.ch"] {
            assert_eq!(customer(text), "anna@example.ch", "{text}");
        }
        assert_eq!(customer("+tag@example.ch"), "+tag@example.ch");
    }

    #[test]
    fn debug_hides_the_person() {
        assert_eq!(format!("{:?}", "kundin@example.ch".parse::<Email>().unwrap()), "k…@example.ch");
    }
}
