//! Failures and refusals in words.

use domain::{
    accounts::{AccountRefusal, Proof},
    backoffice::StaffRefusal,
    failure::{Failure, FieldError, FieldProblem, Refusal},
    money::Money,
    orders::OrderRefusal,
    payments::PaymentRefusal,
    stock::StockRefusal,
};

use crate::text::Texts;

/// A failure's heading.
pub const fn title(t: &'static Texts, failure: &Failure) -> &'static str {
    match failure {
        Failure::NotFound => t.failure.not_found_title,
        Failure::Unauthenticated => t.failure.log_in,
        Failure::Unproven(Proof::SecondFactor) => t.failure.set_up,
        Failure::Unproven(Proof::StepUp) => t.failure.prove,
        Failure::Forbidden | Failure::Refused(_) | Failure::TooMany { .. } | Failure::Invalid(_) => t.failure.forbidden_title,
        Failure::Unavailable => t.failure.unavailable_title,
        Failure::Internal { .. } => t.failure.internal_title,
    }
}

/// A failure in a sentence or two: what happened, what was kept, what to do next.
pub fn words(t: &'static Texts, failure: &Failure) -> String {
    match failure {
        Failure::NotFound => t.failure.not_found_text.to_owned(),
        Failure::Forbidden => t.failure.forbidden_text.to_owned(),
        Failure::Unauthenticated => t.failure.log_in_text.to_owned(),
        Failure::Unproven(Proof::SecondFactor) => t.failure.set_up_text.to_owned(),
        Failure::Unproven(Proof::StepUp) => t.failure.prove_text.to_owned(),
        Failure::TooMany { retry_after_seconds } => t.failure.too_many(retry_after_seconds.div_ceil(60)),
        Failure::Invalid(_) => t.failure.invalid.to_owned(),
        Failure::Refused(Refusal::Staff(refusal)) => staff(t, *refusal),
        Failure::Refused(Refusal::Order(refusal)) => order(t, refusal),
        Failure::Refused(Refusal::Payment(refusal)) => payment(t, *refusal),
        Failure::Refused(Refusal::Stock(refusal)) => stock(t, *refusal),
        Failure::Refused(Refusal::Account(AccountRefusal::LastAdmin)) => t.customer.last_admin.to_owned(),
        Failure::Refused(Refusal::Account(AccountRefusal::StillStaff)) => t.customer.still_staff.to_owned(),
        Failure::Refused(Refusal::Account(_) | Refusal::Cart(_)) => t.failure.refused.to_owned(),
        Failure::Unavailable => t.failure.unavailable_text.to_owned(),
        Failure::Internal { event_id } => t.failure.internal_text(&event_id.to_string()),
    }
}

fn staff(t: &'static Texts, refusal: StaffRefusal) -> String {
    match refusal {
        StaffRefusal::Changed { .. } => t.failure.changed.to_owned(),
        StaffRefusal::RequestReused => t.failure.request_reused.to_owned(),
        StaffRefusal::NotifiedBefore => t.failure.notified_before.to_owned(),
        StaffRefusal::NameTaken => t.saved.name_taken.to_owned(),
        StaffRefusal::TooManySaved => t.saved.too_many.to_owned(),
        StaffRefusal::Import(refusal) => crate::imports::refusal_words(t, refusal),
        StaffRefusal::OwnAccount => t.customer.own_account.to_owned(),
        StaffRefusal::AccountsChanged => t.customer.accounts_changed.to_owned(),
        StaffRefusal::GiftCardBelowZero { balance } => t.failure.card_below_zero(&Money::rappen(balance).to_string()),
        StaffRefusal::TooManyPieces { left, .. } => t.failure.too_many_pieces(left),
    }
}

fn stock(t: &'static Texts, refusal: StockRefusal) -> String {
    match refusal {
        StockRefusal::BelowZero { available } => too_few_free(t, available),
        StockRefusal::TooMany => t.failure.too_much_stock.to_owned(),
        StockRefusal::KeyReused => t.failure.request_reused.to_owned(),
    }
}

/// A correction would take more than so many pieces, which is what can be bought.
pub fn too_few_free(t: &'static Texts, available: i32) -> String {
    t.failure.too_few_free(u32::try_from(available).unwrap_or(0))
}

fn order(t: &'static Texts, refusal: &OrderRefusal) -> String {
    match refusal {
        OrderRefusal::RequestReused => t.failure.request_reused.to_owned(),
        OrderRefusal::NothingToSend => t.failure.nothing_to_send.to_owned(),
        OrderRefusal::TooManyPieces { left, .. } => t.failure.too_many_pieces(*left),
        OrderRefusal::WrongState { .. } | OrderRefusal::NotNow => t.failure.wrong_state.to_owned(),
        OrderRefusal::CartEmpty
        | OrderRefusal::OutOfStock { .. }
        | OrderRefusal::CartChanged { .. }
        | OrderRefusal::GiftCardChanged { .. }
        | OrderRefusal::NoDelivery
        | OrderRefusal::CodeUnknown
        | OrderRefusal::CodesTried
        | OrderRefusal::Voucher(_)
        | OrderRefusal::CheckoutReused
        | OrderRefusal::ReturnTimeOver
        | OrderRefusal::TooManyReturns => t.failure.refused.to_owned(),
    }
}

fn payment(t: &'static Texts, refusal: PaymentRefusal) -> String {
    match refusal {
        PaymentRefusal::AlreadyPaid => t.failure.already_paid.to_owned(),
        PaymentRefusal::NotPaid => t.failure.not_paid.to_owned(),
        PaymentRefusal::RefundTooLarge { left } => t.failure.refund_too_large(&Money::rappen(left).to_string()),
        PaymentRefusal::RefundReused => t.failure.request_reused.to_owned(),
        PaymentRefusal::NeedsReview => t.failure.needs_review.to_owned(),
        PaymentRefusal::AmountDiffers => t.failure.amount_differs.to_owned(),
        PaymentRefusal::HoldOver
        | PaymentRefusal::StillOpen
        | PaymentRefusal::MethodUnknown
        | PaymentRefusal::Declined
        | PaymentRefusal::NotInReview => t.failure.refused.to_owned(),
    }
}

/// What is wrong with a field, for a field with this label.
pub fn field_words(t: &'static Texts, label: &str, error: &FieldError) -> String {
    match error.problem {
        FieldProblem::Required => t.field.required(label),
        FieldProblem::Malformed => t.field.malformed(label),
        FieldProblem::TooShort { least } => t.field.too_short(label, &least.to_string()),
        FieldProblem::TooLong { most } => t.field.too_long(label, &most.to_string()),
        FieldProblem::Unknown => t.field.unknown(label),
        FieldProblem::TooLarge { most } => t.field.too_large(label, &most.to_string()),
        FieldProblem::Taken => t.field.taken(label),
    }
}
