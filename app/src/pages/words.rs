//! Failures and refusals in words.

use domain::{
    accounts::{AccountRefusal, PasswordAdvice, PasswordStrength, PasswordWeakness, Proof},
    cart::CartRefusal,
    failure::{Failure, Refusal},
    money::Money,
    orders::{OrderRefusal, VoucherProblem},
    payments::PaymentRefusal,
    stock::StockRefusal,
};

use crate::text::Texts;

/// A failure's heading.
pub fn title(t: &'static Texts, failure: &Failure) -> &'static str {
    match failure {
        Failure::NotFound => t.failure.not_found_title,
        Failure::Forbidden | Failure::Unauthenticated | Failure::Unproven(_) | Failure::Refused(_) => t.failure.forbidden_title,
        Failure::TooMany { .. } => t.failure.too_many_title,
        Failure::Invalid(_) => t.failure.invalid,
        Failure::Unavailable => t.failure.unavailable_title,
        Failure::Internal { .. } => t.failure.internal_title,
    }
}

/// A failure in a sentence or two: what happened, what was kept, what to do next.
pub fn words(t: &'static Texts, failure: &Failure) -> String {
    match failure {
        Failure::NotFound => t.failure.not_found_text.to_owned(),
        Failure::Forbidden | Failure::Unauthenticated => t.failure.forbidden_title.to_owned(),
        Failure::Unproven(Proof::SecondFactor) => t.failure.second_factor.to_owned(),
        Failure::Unproven(Proof::StepUp) => t.failure.step_up.to_owned(),
        Failure::TooMany { retry_after_seconds } => t.failure.too_many(retry_after_seconds.div_ceil(60)),
        Failure::Invalid(_) => t.failure.invalid.to_owned(),
        Failure::Refused(Refusal::Account(refusal)) => account(t, refusal),
        Failure::Refused(Refusal::Cart(refusal)) => cart(t, *refusal),
        Failure::Refused(Refusal::Order(refusal)) => order(t, refusal),
        Failure::Refused(Refusal::Payment(refusal)) => payment(t, *refusal),
        Failure::Refused(Refusal::Stock(refusal)) => stock(t, *refusal),
        // Said on the staff's screens, which have words of their own.
        Failure::Refused(Refusal::Staff(_)) => t.failure.wrong_state.to_owned(),
        Failure::Unavailable => t.failure.unavailable_text.to_owned(),
        Failure::Internal { event_id } => t.failure.internal_text(&event_id.to_string()),
    }
}

fn account(t: &'static Texts, refusal: &AccountRefusal) -> String {
    match refusal {
        AccountRefusal::WrongCredentials => t.account.wrong_credentials.to_owned(),
        AccountRefusal::WrongPassword => t.account.wrong_password.to_owned(),
        AccountRefusal::WrongCode => t.account.wrong_code.to_owned(),
        AccountRefusal::LinkInvalid => t.account.link_invalid.to_owned(),
        AccountRefusal::PasswordWeak(strength) => [t.account.password_weak.to_owned(), password_words(t, strength)].join(" "),
        AccountRefusal::AddressTaken => t.account.address_taken.to_owned(),
        AccountRefusal::AlreadyEnrolled => t.account.already_enrolled.to_owned(),
        AccountRefusal::NotEnrolled => t.account.not_enrolled.to_owned(),
        AccountRefusal::SecondFactorNeeded => t.account.second_factor_needed.to_owned(),
        AccountRefusal::LastAdmin => t.account.last_admin.to_owned(),
        AccountRefusal::AddressBookFull => t.account.address_book_full.to_owned(),
        AccountRefusal::Busy => t.account.busy.to_owned(),
        AccountRefusal::StillStaff => t.account.still_staff.to_owned(),
    }
}

/// What makes a password weak, and what would make it better.
pub fn password_words(t: &'static Texts, strength: &PasswordStrength) -> String {
    let weakness = strength.weakness.map(|weakness| match weakness {
        PasswordWeakness::KeyboardPattern => t.account.weak_keyboard,
        PasswordWeakness::Repetition => t.account.weak_repetition,
        PasswordWeakness::Sequence => t.account.weak_sequence,
        PasswordWeakness::Common => t.account.weak_common,
        PasswordWeakness::Word => t.account.weak_word,
        PasswordWeakness::Name => t.account.weak_name,
        PasswordWeakness::Date => t.account.weak_date,
    });
    let advice = strength.advice.iter().map(|advice| match advice {
        PasswordAdvice::FewWords => t.account.advice_few_words,
        PasswordAdvice::AnotherWord => t.account.advice_another_word,
        PasswordAdvice::CapitalsHelpLittle => t.account.advice_capitals,
        PasswordAdvice::SubstitutesHelpLittle => t.account.advice_substitutes,
        PasswordAdvice::NoRepetitions => t.account.advice_repetitions,
        PasswordAdvice::NoDates => t.account.advice_dates,
    });
    weakness.into_iter().chain(advice).collect::<Vec<_>>().join(" ")
}

fn cart(t: &'static Texts, refusal: CartRefusal) -> String {
    match refusal {
        CartRefusal::QuantityOutOfRange => t.failure.quantity.to_owned(),
        CartRefusal::OutOfStock { left: 0 } => t.failure.sold_out.to_owned(),
        CartRefusal::OutOfStock { left } => t.failure.out_of_stock(left),
        CartRefusal::NotForSale => t.failure.not_for_sale.to_owned(),
        CartRefusal::Full => t.failure.cart_full.to_owned(),
        CartRefusal::Busy => t.failure.cart_busy.to_owned(),
    }
}

fn order(t: &'static Texts, refusal: &OrderRefusal) -> String {
    match refusal {
        OrderRefusal::CartEmpty => t.failure.cart_empty.to_owned(),
        // The refusal's name of the product may come from an address, which anyone can write: the cart's lines say which one it is.
        OrderRefusal::OutOfStock { .. } => t.failure.out_of_stock_in_cart.to_owned(),
        OrderRefusal::CartChanged { total } => t.checkout.confirm_total(&Money::rappen(*total).to_string()),
        OrderRefusal::GiftCardChanged { due } => t.checkout.confirm_due(&Money::rappen(*due).to_string()),
        OrderRefusal::NoDelivery => t.cart.undeliverable.to_owned(),
        OrderRefusal::CodeUnknown => t.code.unknown.to_owned(),
        OrderRefusal::CodesTried => t.code.tried.to_owned(),
        OrderRefusal::Voucher(problem) => voucher_words(t, *problem),
        OrderRefusal::CheckoutReused => t.failure.checkout_reused.to_owned(),
        OrderRefusal::WrongState { .. } | OrderRefusal::NotNow => t.failure.wrong_state.to_owned(),
        OrderRefusal::RequestReused => t.failure.request_reused.to_owned(),
        OrderRefusal::NothingToSend => t.failure.nothing_to_send.to_owned(),
        OrderRefusal::TooManyPieces { left, .. } => t.failure.too_many_pieces(*left),
        OrderRefusal::ReturnTimeOver => t.failure.return_time_over.to_owned(),
        OrderRefusal::TooManyReturns => t.failure.too_many_returns.to_owned(),
    }
}

/// Why a voucher takes nothing off.
pub fn voucher_words(t: &'static Texts, problem: VoucherProblem) -> String {
    match problem {
        VoucherProblem::NotYet => t.code.not_yet.to_owned(),
        VoucherProblem::Over => t.code.over.to_owned(),
        VoucherProblem::UsedUp => t.code.used_up.to_owned(),
        VoucherProblem::UsedUpByCustomer => t.code.used_up_by_customer.to_owned(),
        VoucherProblem::BelowMinimum { minimum } => t.code.below_minimum(&Money::rappen(minimum).to_string()),
        VoucherProblem::OtherGoods => t.code.other_goods.to_owned(),
    }
}

fn payment(t: &'static Texts, refusal: PaymentRefusal) -> String {
    match refusal {
        PaymentRefusal::AlreadyPaid => t.failure.already_paid.to_owned(),
        PaymentRefusal::HoldOver => t.failure.hold_over.to_owned(),
        PaymentRefusal::StillOpen => t.failure.still_open.to_owned(),
        PaymentRefusal::MethodUnknown => t.failure.method_unknown.to_owned(),
        PaymentRefusal::Declined => t.failure.declined.to_owned(),
        PaymentRefusal::NotPaid => t.failure.not_paid.to_owned(),
        PaymentRefusal::RefundTooLarge { left } => t.failure.refund_too_large(&Money::rappen(left).to_string()),
        PaymentRefusal::RefundReused => t.failure.refund_reused.to_owned(),
        PaymentRefusal::NeedsReview => t.failure.needs_review.to_owned(),
        PaymentRefusal::NotInReview => t.failure.not_in_review.to_owned(),
        PaymentRefusal::AmountDiffers => t.failure.amount_differs.to_owned(),
    }
}

fn stock(t: &'static Texts, refusal: StockRefusal) -> String {
    match refusal {
        StockRefusal::BelowZero { available } => t.failure.stock_below_zero(&available.to_string()),
        StockRefusal::TooMany => t.failure.stock_too_many.to_owned(),
        StockRefusal::KeyReused => t.failure.stock_key_reused.to_owned(),
    }
}
