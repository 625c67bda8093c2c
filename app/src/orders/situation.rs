//! What an order's page has to say, decided from the order's and the payment's state.

use domain::{
    orders::{OrderPaymentView, OrderState},
    payments::{PREPAYMENT, PaymentState},
};

/// What there is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// The payment's outcome is not known yet.
    Waiting,
    /// The buyer transfers the money, which takes days.
    AwaitingTransfer,
    /// The payment could not be started.
    NotStarted,
    /// The last payment failed.
    Failed,
    /// The buyer called the last payment off.
    Canceled,
    /// The last payment was not finished in time.
    Lapsed,
    /// The gateway reported money that does not fit the order: another amount, or too late. Staff look at it.
    UnderReview,
    /// Paid.
    Paid,
    /// Under way.
    Shipped,
    /// Arrived.
    Delivered,
    /// Called off.
    Cancelled,
    /// Not paid in time.
    Expired,
    /// Paid back.
    Refunded,
}

impl Situation {
    /// The situation of an order.
    pub fn of(state: OrderState, payment: Option<&OrderPaymentView>) -> Self {
        let charged = payment.is_some_and(|payment| matches!(payment.state, PaymentState::Paid | PaymentState::Quarantined));
        match state {
            OrderState::Cancelled | OrderState::Expired if charged => Self::UnderReview,
            OrderState::Pending | OrderState::AwaitingPayment => payment.map_or(Self::NotStarted, Self::of_payment),
            OrderState::Paid => Self::Paid,
            OrderState::Shipped => Self::Shipped,
            OrderState::Delivered => Self::Delivered,
            OrderState::Cancelled => Self::Cancelled,
            OrderState::Expired => Self::Expired,
            OrderState::Refunded => Self::Refunded,
        }
    }

    fn of_payment(payment: &OrderPaymentView) -> Self {
        match payment.state {
            PaymentState::Created if payment.may_retry => Self::NotStarted,
            PaymentState::Open if payment.method == PREPAYMENT => Self::AwaitingTransfer,
            PaymentState::Created | PaymentState::Open | PaymentState::Pending | PaymentState::Authorized | PaymentState::Paid => {
                Self::Waiting
            }
            PaymentState::Failed => Self::Failed,
            PaymentState::Canceled => Self::Canceled,
            PaymentState::Expired => Self::Lapsed,
            PaymentState::Quarantined => Self::UnderReview,
        }
    }

    /// Whether news can come at any moment.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::NotStarted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(state: PaymentState, may_retry: bool) -> OrderPaymentView {
        OrderPaymentView { state, method: "twint".into(), pay_at: None, may_retry, methods: Vec::new() }
    }

    #[test]
    fn pending_is_never_shown_as_paid_or_failed() {
        for state in [PaymentState::Open, PaymentState::Pending, PaymentState::Authorized, PaymentState::Paid] {
            assert_eq!(Situation::of(OrderState::AwaitingPayment, Some(&payment(state, false))), Situation::Waiting, "{state:?}");
        }
    }

    #[test]
    fn a_transfer_is_waited_for_without_asking_every_moment() {
        let transfer = OrderPaymentView { method: PREPAYMENT.into(), ..payment(PaymentState::Open, false) };
        let situation = Situation::of(OrderState::AwaitingPayment, Some(&transfer));
        assert_eq!(situation, Situation::AwaitingTransfer);
        assert!(!situation.is_open());
    }

    #[test]
    fn the_order_decides_once_it_has_moved_on() {
        for state in PaymentState::ALL {
            assert_eq!(Situation::of(OrderState::Paid, Some(&payment(state, true))), Situation::Paid);
        }
    }

    #[test]
    fn whoever_was_charged_is_not_told_that_nothing_was() {
        for state in PaymentState::ALL {
            let charged = matches!(state, PaymentState::Paid | PaymentState::Quarantined);
            let expected = if charged { Situation::UnderReview } else { Situation::Expired };
            assert_eq!(Situation::of(OrderState::Expired, Some(&payment(state, false))), expected, "{state:?}");
        }
    }

    #[test]
    fn an_order_without_a_started_payment_offers_one() {
        assert_eq!(Situation::of(OrderState::AwaitingPayment, None), Situation::NotStarted);
        assert_eq!(Situation::of(OrderState::AwaitingPayment, Some(&payment(PaymentState::Created, true))), Situation::NotStarted);
    }
}
