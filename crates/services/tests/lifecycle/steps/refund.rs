use domain::{
    ids::PaymentId,
    payments::{RefundReason, RefundState},
};
use rand::{Rng, rngs::StdRng};
use services::{
    orders::Actor,
    payments::{self, RefundRequest},
};
use uuid::Uuid;

use super::Taken;
use crate::{
    model::Wish,
    said::{Said, same},
    world::{World, choose},
};

/// What is asked back most often, so that there are twins.
pub const USUAL: i64 = 300;

/// Staff give money back.
#[derive(Clone, Debug)]
pub struct Refund {
    payment: u8,
    what: What,
    key: u128,
}

/// How much of it.
#[derive(Clone, Debug)]
enum What {
    /// All that is left.
    All,
    /// The same small amount each time.
    Usual,
    /// So many thousandths of what is left, and a rappen.
    Part(i64),
    /// A rappen more than is left.
    TooMuch,
    /// Of a payment that may not be paid at all.
    OfAny,
    /// An earlier request once more.
    Again(u8),
    /// Another request under an earlier one's key.
    Altered(u8),
}

impl Refund {
    pub fn any(random: &mut StdRng) -> Self {
        let what = match random.random_range(0..20) {
            0..9 => What::All,
            9..12 => What::Usual,
            12..15 => What::Part(random.random_range(0..1_000)),
            15 => What::TooMuch,
            16 => What::OfAny,
            17 | 18 => What::Again(random.random()),
            _ => What::Altered(random.random()),
        };
        Self { payment: random.random(), what, key: random.random() }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let Some(wish) = self.wish(world) else { return Ok(false) };
        let request = RefundRequest {
            payment: PaymentId(world.model.payments[wish.payment].id),
            amount: wish.amount,
            reason: RefundReason::Goodwill,
            key: wish.key,
            remark: String::new(),
        };
        let said = payments::refund(&world.test.shop, Actor::Operator, &request).await;
        let said = Said::from(said.map(|refund| (refund.amount, refund.state)));
        let expected = world.model.ask_back(&wish);
        let expected: Result<(i64, RefundState), _> =
            expected.map(|number| (world.model.refunds[number].amount, world.model.refunds[number].state));
        same("asked back", &said, &Said::expected(expected))?;
        Ok(true)
    }

    fn wish(&self, world: &World) -> Option<Wish> {
        let model = &world.model;
        if let What::Again(choice) | What::Altered(choice) = self.what {
            let earlier: Vec<&Wish> = model.refunds.iter().filter_map(|refund| refund.wish.as_ref()).collect();
            let wish = earlier[choose(earlier.len(), choice)?].clone();
            let is_altered = matches!(self.what, What::Altered(_));
            return Some(if is_altered { Wish { amount: Some(wish.amount.unwrap_or_default() + 5), ..wish } } else { wish });
        }
        let payment = world.payment_with(self.payment, matches!(self.what, What::OfAny), |payment| payment.received.is_some())?;
        let left = model.left(payment);
        let amount = match self.what {
            What::Usual => Some(USUAL),
            What::Part(thousandths) => Some(left.max(0) * thousandths / 1_000 + 1),
            What::TooMuch => Some(left.max(0) + 1),
            What::All | What::OfAny | What::Again(_) | What::Altered(_) => None,
        };
        Some(Wish { payment, amount, key: Uuid::from_u128(self.key) })
    }
}

/// The worker hands refunds to the gateway.
#[derive(Clone, Debug)]
pub struct SubmitRefunds;

impl SubmitRefunds {
    pub fn any(_: &mut StdRng) -> Self {
        Self
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let said = Said::from(payments::submit_refunds(&world.test.shop).await);
        same("refunds handed over", &said, &Said::Done(world.model.submit_refunds()))?;
        world.lengthen_pauses().await;
        Ok(true)
    }
}
