use domain::{
    orders::{OrderPaymentView, OrderState},
    payments::PaymentState,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use crate::error::Result;

/// The newest attempt to pay an order, as its page shows it, without the [`super::methods`] for another one: no gateway is asked here.
pub(crate) async fn of_order(connection: &mut PgConnection, order: Uuid, state: OrderState) -> Result<Option<OrderPaymentView>> {
    let payment = store::newest(connection, order).await?;
    Ok(payment.map(|payment| {
        let awaited = state == OrderState::AwaitingPayment;
        OrderPaymentView {
            state: payment.state,
            method: payment.method,
            pay_at: payment.checkout_url.filter(|_| awaited && payment.state == PaymentState::Open),
            may_retry: awaited
                && (payment.state.is_final() || payment.state == PaymentState::Created)
                && payment.state != PaymentState::Quarantined,
            methods: Vec::new(),
        }
    }))
}
