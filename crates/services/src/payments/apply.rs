use domain::{
    money::Currency,
    orders::{OrderEvent, OrderState},
    payments::PaymentState,
};
use gateways::payment::GatewayPayment;
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, Payment};
use crate::{
    error::Result,
    failpoints::failpoint,
    mail,
    orders::{self, Actor, OrderForPayment},
    shop::Shop,
    stock::{self, Sale},
};

/// What a gateway's word changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The payment is none of this shop's.
    Unknown,
    /// Known already, or older than what is known.
    NoNews,
    /// The payment moved, the order did not.
    PaymentMoved,
    /// The order is paid by it.
    OrderPaid,
    /// Amount or currency are not what was asked for; staff have to look.
    Quarantined,
    /// Paid although nothing is owed or the goods are gone; the money has to go back.
    RefundOwed,
}

impl Outcome {
    /// A word for the log and for the notice's row.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NoNews => "no_news",
            Self::PaymentMoved => "payment_moved",
            Self::OrderPaid => "order_paid",
            Self::Quarantined => "quarantined",
            Self::RefundOwed => "refund_owed",
        }
    }
}

/// Applies what the gateway says of a payment: payment, order, history, stock and mail move in one transaction, or nothing does.
pub(super) async fn apply(shop: &Shop, order: Uuid, payment: Uuid, fetched: &GatewayPayment) -> Result<Outcome> {
    let mut transaction = shop.pool.begin().await?;
    let locked = orders::lock_for_payment(&mut transaction, order).await?;
    let known = store::lock(&mut transaction, payment).await?;
    if known.gateway_payment_id.as_deref().is_some_and(|id| id != fetched.id) {
        return Ok(Outcome::Unknown);
    }
    let sound = fetched.amount.minor == known.amount && fetched.amount.currency == known.currency && is_total(&locked, &known);
    let next = if sound { fetched.state } else { PaymentState::Quarantined };
    if !known.state.accepts(next) {
        return Ok(Outcome::NoNews);
    }
    let outcome = match next {
        PaymentState::Quarantined => Outcome::Quarantined,
        PaymentState::Paid => pay(&mut transaction, shop, order, &locked).await?,
        PaymentState::Created
        | PaymentState::Open
        | PaymentState::Pending
        | PaymentState::Authorized
        | PaymentState::Canceled
        | PaymentState::Expired
        | PaymentState::Failed => Outcome::PaymentMoved,
    };
    write(&mut transaction, payment, next, fetched, outcome).await?;
    failpoint!("payments.apply.before_commit");
    transaction.commit().await?;
    failpoint!("payments.apply.committed");
    report(&locked, payment, next, outcome);
    shop.work.notify_one();
    Ok(outcome)
}

/// Whether the attempt is over the order's whole, frozen total.
fn is_total(order: &OrderForPayment, payment: &Payment) -> bool {
    payment.amount == order.total && Currency::from_code(&order.currency) == Some(payment.currency)
}

async fn pay(connection: &mut PgConnection, shop: &Shop, order: Uuid, locked: &OrderForPayment) -> Result<Outcome> {
    if !locked.state.allows(OrderEvent::Pay) {
        return Ok(Outcome::RefundOwed);
    }
    let late = locked.state != OrderState::AwaitingPayment;
    // Late, the goods have to be there first; in time, the hold guarantees them, and the hot stock rows are locked last and shortest.
    if late && stock::sell(connection, order).await? == Sale::GoodsGone {
        return Ok(Outcome::RefundOwed);
    }
    orders::transition(connection, order, locked.state, OrderEvent::Pay, Actor::Gateway).await?;
    mail::enqueue_order_confirmation(connection, shop, order).await?;
    if !late {
        stock::sell(connection, order).await?;
    }
    Ok(Outcome::OrderPaid)
}

async fn write(connection: &mut PgConnection, payment: Uuid, next: PaymentState, fetched: &GatewayPayment, outcome: Outcome) -> Result<()> {
    let remark = match outcome {
        Outcome::Quarantined => format!("the gateway says {}", fetched.amount),
        Outcome::RefundOwed => "refund owed".to_owned(),
        Outcome::Unknown | Outcome::NoNews | Outcome::PaymentMoved | Outcome::OrderPaid => String::new(),
    };
    sqlx::query!(
        r#"UPDATE payments SET state = $2, gateway_payment_id = coalesce(gateway_payment_id, $3), expires_at = coalesce($4, expires_at),
               checkout_url = coalesce(checkout_url, $5), remark = $6, updated_at = now(), checked_at = now() WHERE id = $1"#,
        payment,
        next.code(),
        fetched.id,
        fetched.expires_at,
        fetched.checkout_url,
        remark
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn report(order: &OrderForPayment, payment: Uuid, state: PaymentState, outcome: Outcome) {
    let (number, state, code) = (&order.number, state.code(), outcome.code());
    if matches!(outcome, Outcome::Quarantined | Outcome::RefundOwed) {
        tracing::error!(order = number, %payment, state, outcome = code, "a payment needs a person");
    } else {
        tracing::info!(order = number, %payment, state, outcome = code, "payment settled");
    }
}
