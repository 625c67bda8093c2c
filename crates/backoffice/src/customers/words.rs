//! Customers in words.

use domain::{
    accounts::{LogInMethod, LogInOutcome, Role},
    backoffice::CustomerKind,
};
use ui::Tone;

use crate::text::Texts;

/// What somebody is to the shop.
pub const fn kind_words(t: &'static Texts, kind: CustomerKind) -> (&'static str, Tone) {
    match kind {
        CustomerKind::Account => (t.customer.with_account, Tone::Good),
        CustomerKind::Guest => (t.customer.guest, Tone::Quiet),
        CustomerKind::Staff => (t.customer.staff, Tone::Warn),
    }
}

/// What somebody may be.
pub const fn role_words(t: &'static Texts, role: Role) -> &'static str {
    match role {
        Role::Buyer => t.customer.role_buyer,
        Role::Catalogue => t.customer.role_catalogue,
        Role::Orders => t.customer.role_orders,
        Role::Support => t.customer.role_support,
        Role::Accounting => t.customer.role_accounting,
        Role::Admin => t.customer.role_admin,
    }
}

/// How an attempt to get in ended.
pub const fn outcome_words(t: &'static Texts, outcome: LogInOutcome) -> (&'static str, Tone) {
    match outcome {
        LogInOutcome::Entered => (t.customer.outcome_entered, Tone::Good),
        LogInOutcome::SecondFactorAsked => (t.customer.outcome_asked, Tone::Quiet),
        LogInOutcome::WrongPassword => (t.customer.outcome_wrong_password, Tone::Warn),
        LogInOutcome::NoAccount => (t.customer.outcome_no_account, Tone::Warn),
        LogInOutcome::WrongCode => (t.customer.outcome_wrong_code, Tone::Warn),
        LogInOutcome::TooMany => (t.customer.outcome_too_many, Tone::Bad),
    }
}

/// By what somebody tried to get in.
pub const fn method_words(t: &'static Texts, method: LogInMethod) -> &'static str {
    match method {
        LogInMethod::Password => t.customer.method_password,
        LogInMethod::Code => t.customer.method_code,
        LogInMethod::RecoveryCode => t.customer.method_recovery,
        LogInMethod::Passkey => t.customer.method_passkey,
        LogInMethod::Link => t.customer.method_link,
    }
}

/// Browser and system, or that nobody knows.
pub fn device_words(t: &'static Texts, device: String) -> String {
    if device.is_empty() { t.customer.unknown_device.to_owned() } else { device }
}
