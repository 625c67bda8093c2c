use domain::money::Money;
use gateways::payment::CreateRefund;
use rand::{Rng, rngs::StdRng};
use uuid::Uuid;

use super::{Taken, refund::USUAL};
use crate::{
    model::{Gateway, Payment},
    world::World,
};

/// Somebody gives money back in the gateway's dashboard; the shop is not told.
#[derive(Clone, Debug)]
pub struct GiveBackThere {
    payment: u8,
    what: What,
    key: u128,
}

/// How much of what the gateway still has.
#[derive(Clone, Debug)]
enum What {
    All,
    /// As much as staff give back most often.
    Usual,
    /// So many thousandths, and a rappen.
    Part(i64),
}

impl GiveBackThere {
    pub fn any(random: &mut StdRng) -> Self {
        let what = match random.random_range(0..6) {
            0..2 => What::All,
            2 => What::Usual,
            _ => What::Part(random.random_range(0..1_000)),
        };
        Self { payment: random.random(), what, key: random.random() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(payment) = world.payment_with(self.payment, false, Payment::is_paid_there) else { return Ok(false) };
        // A gateway in trouble has no dashboard either.
        let Some(there) = world.model.payments[payment].there.clone().filter(|_| world.model.payments[payment].is_paid_there()) else {
            return Ok(false);
        };
        let left = there.amount - world.model.given_there(payment);
        let amount = match self.what {
            What::All => left,
            What::Usual => USUAL,
            What::Part(thousandths) => left * thousandths / 1_000 + 1,
        };
        if world.model.gateway != Gateway::Answers || amount > left || amount < 1 || world.model.has_twin_there(payment, amount) {
            return Ok(false);
        }
        let request = CreateRefund {
            amount: Money::rappen(amount),
            description: "by hand".into(),
            reference: "by hand".into(),
            idempotency_key: Uuid::from_u128(self.key),
        };
        let gateway = world.test.shop.gateways.named("mollie").map_err(|error| error.to_string())?;
        let made = gateway.refund(&there.id, &request).await.map_err(|error| format!("given back at the gateway: {error:?}"))?;
        world.model.give_back_there(payment, amount, made.id);
        Ok(true)
    }
}
