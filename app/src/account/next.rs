//! Where a form leads when it has done what it is for.

use serde::{Deserialize, Serialize};

/// An address of the shop, to be gone to as a document: whoever logs in or out finds the cart and the header changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next(pub String);

#[cfg(feature = "ssr")]
mod making {
    use domain::language::Language;

    use super::Next;
    use crate::{failure::AppFailure, plain_form, told};

    impl Next {
        /// A page of the account's, by its address behind `/de/account`.
        pub fn page(language: Language, path: &str) -> Self {
            Self(page(language, path))
        }

        /// The same, with a word about what was done.
        pub fn done(language: Language, path: &str, what: &str) -> Self {
            Self(told::with_query(&page(language, path), &[("done", what)]))
        }

        /// The page that somebody wanted to see before they were asked who they are; the account's where none is named. Anybody can write an address, so
        /// nothing but a path of this shop in this language, or of the staff's screens, is followed.
        pub fn wanted(language: Language, to: &str) -> Self {
            let is_ours = to.starts_with(&format!("/{language}/")) || to == "/backoffice" || to.starts_with("/backoffice/");
            let is_path = to.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_'));
            if is_ours && is_path { Self(to.to_owned()) } else { Self::page(language, "") }
        }
    }

    /// The address of a page of the account's.
    pub fn page(language: Language, path: &str) -> String {
        format!("/{language}/account{path}")
    }

    /// Answers a form: a script gets the address, a browser goes there, or back with the failure.
    pub fn lead(next: Result<Next, AppFailure>, back: &str) -> Result<Next, AppFailure> {
        if let Err(AppFailure(failure)) = &next {
            // A failure that no service has made has no status yet.
            crate::failure::set_status(failure);
        }
        plain_form::lead(next, back, |next| next.0.clone())
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_log_in_leads_to_pages_of_the_shop_alone() {
            let wanted = |to| Next::wanted(Language::Fr, to).0;
            assert_eq!(wanted("/fr/checkout"), "/fr/checkout");
            assert_eq!(wanted("/fr/account/email-change/a-_Z9"), "/fr/account/email-change/a-_Z9");
            assert_eq!(wanted("/backoffice/orders/0198-a"), "/backoffice/orders/0198-a");
            for to in [
                "/backoffice@evil.example",
                "/backofficer",
                "",
                "//evil.example",
                "/fr//evil.example@x",
                "https://evil.example",
                "/de/checkout",
                "/fr/\\evil",
                "/fr/?x",
                "/fr",
            ] {
                assert_eq!(wanted(to), "/fr/account", "{to}");
            }
        }
    }
}

#[cfg(feature = "ssr")]
pub use making::{lead, page};
