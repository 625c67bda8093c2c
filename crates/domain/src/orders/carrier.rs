//! Carriers: what their tracking numbers look like, and where they are followed.

use serde::{Deserialize, Serialize};

/// Longest tracking number, in characters.
const LONGEST_NUMBER: usize = 40;

/// Who brings a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// Swiss Post.
    SwissPost,
    /// DHL.
    Dhl,
    /// Anyone else, whose numbers are shown as they are.
    Other,
}

impl Carrier {
    /// All carriers, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::SwissPost, Self::Dhl, Self::Other];

    /// The name in forms and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SwissPost => "swiss_post",
            Self::Dhl => "dhl",
            Self::Other => "other",
        }
    }

    /// The carrier of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|carrier| carrier.code() == code)
    }

    /// The number without the dots and blanks that people write, or `None` when it is none of this carrier's.
    ///
    /// Swiss Post: 18 digits (printed as `99.12.345678.12345678`), or two letters, nine digits and `CH` (Universal Postal Union, S10).
    pub fn tracking_number(self, text: &str) -> Option<String> {
        let number: String = match self {
            Self::SwissPost | Self::Dhl => {
                text.chars().filter(|character| !matches!(character, ' ' | '.' | '-' | '\u{a0}')).collect::<String>().to_uppercase()
            }
            Self::Other => text.trim().to_owned(),
        };
        let bytes = number.as_bytes();
        let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        let sound = match self {
            Self::SwissPost => match bytes.len() {
                18 => digits(bytes),
                13 => bytes[..2].iter().all(u8::is_ascii_uppercase) && digits(&bytes[2..11]) && bytes.ends_with(b"CH"),
                _ => false,
            },
            Self::Dhl => (8..=39).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_alphanumeric),
            Self::Other => {
                (3..=LONGEST_NUMBER).contains(&bytes.len())
                    && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b'-' | b'/'))
            }
        };
        sound.then_some(number)
    }

    /// Where a number is followed, if the carrier has such a page. The number is one that [`Self::tracking_number`] accepted.
    pub fn tracking_url(self, number: &str) -> Option<String> {
        match self {
            Self::SwissPost => Some(format!("https://service.post.ch/ekp-web/ui/entry/search/{number}")),
            Self::Dhl => Some(format!("https://www.dhl.com/ch-en/home/tracking.html?tracking-id={number}")),
            Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(Carrier::SwissPost.tracking_number("99.34.123456.12345678").as_deref(), Some("993412345612345678"));
        assert_eq!(Carrier::SwissPost.tracking_number(" rr 123 456 785 ch").as_deref(), Some("RR123456785CH"));
        assert_eq!(Carrier::Dhl.tracking_number("1234 5678 90").as_deref(), Some("1234567890"));
        assert_eq!(Carrier::Other.tracking_number(" AB-12/3 ").as_deref(), Some("AB-12/3"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "99.34", "RR123456785DE", "99341234561234567x", "<script>alert(1)</script>", "12345678901234567８"] {
            assert_eq!(Carrier::SwissPost.tracking_number(text), None, "{text}");
        }
        for carrier in Carrier::ALL {
            for text in ["", "ab", "\"><b>", "a\nb c d e f g h", &"9".repeat(41)] {
                assert_eq!(carrier.tracking_number(text), None, "{carrier:?} {text}");
            }
            assert_eq!(Carrier::from_code(carrier.code()), Some(carrier));
        }
    }

    #[test]
    fn swiss_post_is_followed_at_its_own_page() {
        let url = Carrier::SwissPost.tracking_url("993412345612345678").unwrap();
        assert_eq!(url, "https://service.post.ch/ekp-web/ui/entry/search/993412345612345678");
        assert_eq!(Carrier::Other.tracking_url("AB-12"), None);
    }

    proptest! {
        /// A link never holds anything but a number: no blank, no quote, no other path.
        #[test]
        fn a_link_holds_nothing_but_letters_and_digits(text in "\\PC{0,50}") {
            for carrier in [Carrier::SwissPost, Carrier::Dhl] {
                if let Some(number) = carrier.tracking_number(&text) {
                    prop_assert!(number.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                }
            }
        }
    }
}
