//! Time passes, by the database's clock: what it is compared with is moved into the past.

use domain::orders::OrderState;
use rand::{Rng, rngs::StdRng};

use super::Taken;
use crate::{model::MailState, world::World};

/// So long that refunds move on by one step, and five times of it are within the hour in which the gateway takes a refund for a repetition.
const MINUTES: u64 = 11;

/// Minutes pass for payments and refunds, here and at the gateway.
#[derive(Clone, Debug)]
pub struct TimePasses {
    times: u64,
}

impl TimePasses {
    pub fn any(random: &mut StdRng) -> Self {
        Self { times: if random.random_bool(0.1) { 6 } else { 1 } }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        if world.model.payments.is_empty() {
            return Ok(false);
        }
        world.pass(MINUTES * self.times).await;
        Ok(true)
    }
}

/// The hold of an order runs out.
#[derive(Clone, Debug)]
pub struct HoldOver {
    order: u8,
}

impl HoldOver {
    pub fn any(random: &mut StdRng) -> Self {
        Self { order: random.random() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(order) = world.order_with(self.order, false, |order| order.state == OrderState::AwaitingPayment) else { return Ok(false) };
        if world.model.orders[order].state != OrderState::AwaitingPayment {
            return Ok(false);
        }
        let token = world.model.orders[order].token.clone();
        world.run(format!("UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE token = '{token}'")).await;
        world.model.orders[order].hold_over = true;
        Ok(true)
    }
}

/// The pauses before the next try of notices, mails and calling off are over.
#[derive(Clone, Debug)]
pub struct PausesOver;

impl PausesOver {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        // Each at its own moment, so that it is told which of them comes first.
        world.run("UPDATE payments_notices SET next_attempt_at = received_at WHERE done_at IS NULL").await;
        world.run("UPDATE mail_outbox SET next_attempt_at = created_at WHERE state = 'waiting'").await;
        world.run("UPDATE payments SET cancel_tried_at = NULL").await;
        for payment in &mut world.model.payments {
            payment.may_be_called_off = true;
        }
        for notice in &mut world.model.notices {
            notice.is_due |= !notice.is_done;
        }
        for mail in &mut world.model.mails {
            mail.is_due |= mail.state == MailState::Waiting;
        }
        Ok(true)
    }
}

/// Most of an hour passes for payments: what the gateway has never answered is given up by the next reconciliation.
#[derive(Clone, Debug)]
pub struct GrowOld;

impl GrowOld {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        if world.model.payments.is_empty() {
            return Ok(false);
        }
        world.run("UPDATE payments SET created_at = created_at - interval '56 minutes'").await;
        for payment in &mut world.model.payments {
            payment.age += 56 * 60;
        }
        Ok(true)
    }
}
