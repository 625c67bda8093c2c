use domain::payments::PaymentState;
use rand::{Rng, rngs::StdRng};
use services::payments;

use super::Taken;
use crate::{
    said::{Said, same},
    world::World,
};

/// Two minutes pass and the shop asks about a payment that is under way or whose money may go back, and asks anew for those that were never answered.
#[derive(Clone, Debug)]
pub struct Reconcile {
    payment: usize,
}

impl Reconcile {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random_range(0..8) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let may_move = |state| match state {
            PaymentState::Open | PaymentState::Pending | PaymentState::Authorized | PaymentState::Paid | PaymentState::Quarantined => true,
            PaymentState::Created | PaymentState::Canceled | PaymentState::Expired | PaymentState::Failed => false,
        };
        let under_way: Vec<usize> = (0..world.model.payments.len())
            .filter(|number| world.model.payments[*number].known && may_move(world.model.payments[*number].state))
            .collect();
        // One of them, so that it does not matter in which order the database names several.
        let due = under_way.get(self.payment % under_way.len().max(1)).copied();
        world.run("UPDATE payments SET created_at = created_at - interval '2 minutes'").await;
        world.run("UPDATE payments SET checked_at = now() WHERE state <> 'created'").await;
        if let Some(due) = due {
            let id = world.model.payments[due].id;
            world.run(format!("UPDATE payments SET checked_at = now() - interval '2 days' WHERE id = '{id}'")).await;
        }
        for payment in &mut world.model.payments {
            payment.age += 120;
        }
        let said = Said::from(payments::reconcile(&world.test.shop).await);
        let (asked, submitted) = world.model.reconcile(due);
        same("reconciled", &said, &Said::Done(asked))?;
        for payment in submitted {
            world.look_at_gateway(payment)?;
        }
        Ok(true)
    }
}
