use domain::{
    money::Currency,
    orders::{OrderEvent, OrderState},
    payments::{PaymentState, RefundReason},
};
use gateways::payment::GatewayPayment;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    chargebacks,
    refunds::{self, Place},
    store::{self, Payment},
};
use crate::{
    error::Result,
    failpoints::failpoint,
    mail,
    orders::{self, Actor, OrderForPayment},
    shop::Shop,
    stock,
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
    /// Paid although the order was paid before: staff decide which of the two goes back.
    PaidTwice,
    /// Paid although the order was called off or its goods are gone; the money goes back by itself.
    RefundOwed,
    /// Only its refunds or chargebacks moved.
    MoneyMovedBack,
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
            Self::PaidTwice => "paid_twice",
            Self::RefundOwed => "refund_owed",
            Self::MoneyMovedBack => "money_moved_back",
        }
    }
}

/// What is known of a payment and its order, both locked, and what the gateway says.
#[derive(Clone, Copy)]
struct Case<'a> {
    order: &'a OrderForPayment,
    known: &'a Payment,
    fetched: &'a GatewayPayment,
}

/// Applies what the gateway says of a payment: payment, order, history, stock, refunds and mail move in one transaction, or nothing does.
pub(super) async fn apply(shop: &Shop, order: Uuid, payment: Uuid, fetched: &GatewayPayment) -> Result<Outcome> {
    let mut transaction = shop.begin().await?;
    let locked = orders::lock_for_payment(&mut transaction, order).await?;
    let known = store::lock(&mut transaction, payment).await?;
    if known.gateway_payment_id.as_deref().is_some_and(|id| id != fetched.id) {
        return Ok(Outcome::Unknown);
    }
    let outcome = advance(&mut transaction, shop, Case { order: &locked, known: &known, fetched }).await?;
    let refunds_moved = refunds::sync(&mut transaction, shop, Place { order, payment }, fetched).await?;
    let chargebacks_moved = chargebacks::sync(&mut transaction, shop, payment, &locked, fetched).await?;
    let outcome = if outcome == Outcome::NoNews && (refunds_moved || chargebacks_moved) { Outcome::MoneyMovedBack } else { outcome };
    if outcome == Outcome::NoNews {
        // No news are written, but staff may have been called to a refund that does not fit: that must not be lost.
        transaction.commit().await?;
        return Ok(outcome);
    }
    failpoint!("payments.apply.before_commit");
    transaction.commit().await?;
    failpoint!("payments.apply.committed");
    tracing::info!(order = locked.number, %payment, state = fetched.state.code(), outcome = outcome.code(), "payment settled");
    shop.work.notify_one();
    Ok(outcome)
}

/// Moves the payment itself, and its order with it.
async fn advance(connection: &mut PgConnection, shop: &Shop, case: Case<'_>) -> Result<Outcome> {
    let Case { order, known, fetched } = case;
    let sound = fetched.amount.minor == known.amount && fetched.amount.currency == known.currency && is_total(order, known);
    let next = if sound { fetched.state } else { PaymentState::Quarantined };
    // What was set aside while it was open may be paid later: staff have to know that money is there.
    let late_money = known.state == PaymentState::Quarantined && fetched.state == PaymentState::Paid && known.received.is_none();
    if !known.state.accepts(next) && !late_money {
        return Ok(Outcome::NoNews);
    }
    let next = if late_money { PaymentState::Quarantined } else { next };
    write(connection, known.id, next, fetched).await?;
    let outcome = match next {
        PaymentState::Quarantined => {
            alert(connection, shop, case, Outcome::Quarantined).await?;
            Outcome::Quarantined
        }
        PaymentState::Paid => {
            let outcome = pay(connection, shop, order, known.id, Actor::Gateway).await?;
            alert(connection, shop, case, outcome).await?;
            outcome
        }
        PaymentState::Created
        | PaymentState::Open
        | PaymentState::Pending
        | PaymentState::Authorized
        | PaymentState::Canceled
        | PaymentState::Expired
        | PaymentState::Failed => Outcome::PaymentMoved,
    };
    Ok(outcome)
}

/// Whether the attempt is over all that the order left to pay: its frozen total without what a gift card paid.
fn is_total(order: &OrderForPayment, payment: &Payment) -> bool {
    payment.amount == order.due && Currency::from_code(&order.currency) == Some(payment.currency)
}

/// What a payment whose money is there does to its order; order and payment are locked, and what has arrived is written. Where the order cannot take
/// it the money is sent back, or, of an order that is paid already, left to staff.
pub(super) async fn pay(
    connection: &mut PgConnection,
    shop: &Shop,
    locked: &OrderForPayment,
    payment: Uuid,
    actor: Actor,
) -> Result<Outcome> {
    let order = locked.id;
    let reason = match locked.state {
        OrderState::Paid | OrderState::Shipped | OrderState::Delivered | OrderState::Refunded => return Ok(Outcome::PaidTwice),
        OrderState::Pending | OrderState::Cancelled => Some(RefundReason::PaidAfterCancel),
        // Late, the goods and whatever else was given back have to be there first; in time, the hold guarantees them, and the hot stock rows are locked
        // last and shortest.
        OrderState::Expired => (!orders::reserve_again(connection, order).await?).then_some(RefundReason::PaidTooLate),
        OrderState::AwaitingPayment => None,
    };
    if let Some(reason) = reason {
        refunds::owe(connection, shop, order, payment, reason).await?;
        return Ok(Outcome::RefundOwed);
    }
    orders::transition(connection, order, locked.state, OrderEvent::Pay, actor).await?;
    store::pays(connection, payment).await?;
    mail::enqueue_order_confirmation(connection, shop, order).await?;
    if locked.state == OrderState::AwaitingPayment {
        stock::sell(connection, order).await?;
    }
    orders::invoices::issue(connection, shop, order).await?;
    Ok(Outcome::OrderPaid)
}

async fn write(connection: &mut PgConnection, payment: Uuid, next: PaymentState, fetched: &GatewayPayment) -> Result<()> {
    let remark = if next == PaymentState::Quarantined { format!("the gateway says {}", fetched.amount) } else { String::new() };
    // What was quarantined while open has no money yet.
    let received = (fetched.state == PaymentState::Paid).then_some(fetched.amount);
    sqlx::query!(
        r#"UPDATE payments SET state = $2, gateway_payment_id = coalesce(gateway_payment_id, $3), expires_at = coalesce($4, expires_at),
               checkout_url = coalesce(checkout_url, $5), remark = $6, received = coalesce(received, $7),
               received_currency = coalesce(received_currency, $8), updated_at = now(), checked_at = now() WHERE id = $1"#,
        payment,
        next.code(),
        fetched.id,
        fetched.expires_at,
        fetched.checkout_url,
        remark,
        received.map(|amount| amount.minor),
        received.map(|amount| amount.currency.code())
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Calls staff where the money and the order do not fit together.
async fn alert(connection: &mut PgConnection, shop: &Shop, case: Case<'_>, outcome: Outcome) -> Result<()> {
    let Case { order, known, fetched } = case;
    let (subject, advice) = match outcome {
        Outcome::Quarantined => ("another amount than asked for", "It waits until staff accept it or give it back."),
        Outcome::PaidTwice => ("paid twice", "The order needs one payment only: give this one back, or the other."),
        Outcome::RefundOwed => ("paid too late", "It is given back by itself, and the buyer has been told."),
        Outcome::Unknown | Outcome::NoNews | Outcome::PaymentMoved | Outcome::OrderPaid | Outcome::MoneyMovedBack => return Ok(()),
    };
    let subject = format!("Order {}: {subject}", order.number);
    let text =
        format!("Payment {} of {} ({}) met the order in state {}. {advice}", known.id, fetched.amount, fetched.id, order.state.code());
    let paid = if fetched.state == PaymentState::Paid { "paid" } else { "unpaid" };
    mail::alert_staff(connection, shop, &format!("{}/{paid}/{}", outcome.code(), known.id), &subject, &text).await
}
