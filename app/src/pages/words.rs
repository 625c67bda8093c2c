//! Failures and refusals in words.

use domain::{
    cart::CartRefusal,
    failure::{Failure, Refusal},
    money::Money,
    orders::OrderRefusal,
    payments::PaymentRefusal,
};

use crate::text::Texts;

/// A failure's heading.
pub fn title(t: &'static Texts, failure: &Failure) -> &'static str {
    match failure {
        Failure::NotFound => t.failure.not_found_title,
        Failure::Forbidden | Failure::Unauthenticated | Failure::Refused(_) => t.failure.forbidden_title,
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
        Failure::Invalid(_) => t.failure.invalid.to_owned(),
        Failure::Refused(Refusal::Cart(refusal)) => cart(t, *refusal),
        Failure::Refused(Refusal::Order(refusal)) => order(t, refusal),
        Failure::Refused(Refusal::Payment(refusal)) => payment(t, *refusal),
        Failure::Unavailable => t.failure.unavailable_text.to_owned(),
        Failure::Internal { event_id } => t.failure.internal_text(&event_id.to_string()),
    }
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
        OrderRefusal::CheckoutReused => t.failure.checkout_reused.to_owned(),
        OrderRefusal::WrongState { .. } => t.failure.wrong_state.to_owned(),
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
