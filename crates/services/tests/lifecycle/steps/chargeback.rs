use rand::{Rng, rngs::StdRng};

use super::Taken;
use crate::{
    model::{Chargeback, Gateway, Payment},
    world::World,
};

/// A buyer's bank takes money back; the shop is not told.
#[derive(Clone, Debug)]
pub struct ChargeBack {
    payment: u8,
    /// So many thousandths of what the bank can take, and a rappen; else all of it.
    part: Option<i64>,
}

impl ChargeBack {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random(), part: random.random_bool(0.4).then(|| random.random_range(0..1_000)) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(payment) = world.payment_with(self.payment, false, Payment::is_paid_there) else { return Ok(false) };
        let Some(there) = world.model.payments[payment].there.clone().filter(|_| world.model.payments[payment].is_paid_there()) else {
            return Ok(false);
        };
        // A bank takes back what the buyer does not have: neither from the shop nor by an earlier chargeback.
        let left = there.amount - world.model.given_there(payment) - world.model.charged_there(payment);
        let amount = self.part.map_or(left, |thousandths| left * thousandths / 1_000 + 1);
        if world.model.gateway != Gateway::Answers || amount > left || amount < 1 {
            return Ok(false);
        }
        world.test.sandbox.control().charge_back(&there.id, amount).map_err(|error| error.to_string())?;
        // Its id is the gateway's, and nothing else tells it.
        let gateway = world.test.shop.gateways.named("mollie").map_err(|error| error.to_string())?;
        let fetched = gateway.fetch(&there.id).await.map_err(|error| format!("charged back: {error:?}"))?;
        let is_new = |id: &str| there.charged.iter().all(|known| known.id != id);
        let Some(made) = fetched.chargebacks.into_iter().find(|charged| is_new(&charged.id)) else {
            return Err("a chargeback is not in the gateway's books".to_owned());
        };
        let chargeback = Chargeback { id: made.id, amount, is_off: false, heard: false, heard_off: false };
        world.model.payments[payment].there.iter_mut().for_each(|there| there.charged.push(chargeback.clone()));
        Ok(true)
    }
}

/// The bank gives back what it has taken.
#[derive(Clone, Debug)]
pub struct ChargebackOff {
    payment: u8,
}

impl ChargebackOff {
    pub fn any(random: &mut StdRng) -> Self {
        Self { payment: random.random() }
    }

    pub fn take(&self, world: &mut World) -> std::future::Ready<Taken> {
        let is_one = |payment: &Payment| payment.there.as_ref().is_some_and(|there| there.charged.iter().any(|charged| !charged.is_off));
        let payment = world.payment_with(self.payment, false, is_one).filter(|payment| is_one(&world.model.payments[*payment]));
        let Some(there) = payment.and_then(|payment| world.model.payments[payment].there.as_mut()) else {
            return std::future::ready(Ok(false));
        };
        world.test.sandbox.control().reverse_chargebacks(&there.id).unwrap();
        for charged in &mut there.charged {
            charged.is_off = true;
        }
        std::future::ready(Ok(true))
    }
}
