//! What was done, as the next page says it.

use crate::text::Texts;

/// The words for a code in an address. Anyone can write an address, so only these are said.
pub fn done_words(t: &'static Texts, code: &str) -> Option<&'static str> {
    Some(match code {
        "accepted" => t.account.done_accepted,
        "closed" => t.account.done_closed,
        "codes-removed" => t.account.done_codes_removed,
        "email" => t.account.done_email,
        "email-asked" => t.account.done_email_asked,
        "ended" => t.account.done_ended,
        "others-ended" => t.account.done_others_ended,
        "password" => t.account.done_password,
        "removed" => t.account.done_removed,
        "reset" => t.account.done_reset,
        "reverted" => t.account.done_reverted,
        "saved" => t.account.done_saved,
        "verified" => t.account.done_verified,
        _ => return None,
    })
}
