//! What a buyer sets out to do. A journey that a crash cuts is gone on with where it was cut, as a person would: with the same form.

use std::time::Duration;

use domain::payments::PaymentState;
use tokio::time::sleep;

use crate::{
    buyer::{Answer, Buyer},
    scene::Scene,
};

/// How it is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Pays at once.
    Pay,
    /// The first payment fails, the second one works.
    FailThenPay,
    /// Never pays; the hold runs out.
    Abandon,
    /// Pays after the hold has run out and the order has expired.
    PayLate,
}

impl Plan {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pay, Self::FailThenPay, Self::Abandon, Self::PayLate];
}

/// How far a buyer got.
pub struct Journey {
    pub buyer: Buyer,
    pub plan: Plan,
    /// The order's token, once the shop has acknowledged it.
    pub token: Option<String>,
    /// The payment that failed on purpose.
    failed: Option<String>,
    /// The payment that is paid when the hold is over.
    late: Option<String>,
    pub done: bool,
    /// Answers that nobody should get.
    pub wrong: Vec<String>,
}

/// The process died under way.
pub struct Cut;

impl Journey {
    pub fn new(scene: &Scene, plan: Plan) -> Self {
        Self { buyer: Buyer::new(scene), plan, token: None, failed: None, late: None, done: false, wrong: Vec::new() }
    }

    /// Goes on until the end or until nobody answers.
    pub async fn go_on(&mut self, scene: &Scene) -> Result<(), Cut> {
        if self.done {
            return Ok(());
        }
        let (token, pay_at) = self.order().await?;
        match self.plan {
            Plan::Pay => self.pay(scene, &token, pay_at).await?,
            Plan::FailThenPay => {
                if self.failed.is_none() {
                    let first = self.payment(scene, &token, pay_at).await?;
                    scene.kit.sandbox.control().set_status(&first, PaymentState::Failed).unwrap();
                    self.failed = Some(first);
                }
                self.come_back(&token).await?;
                self.pay(scene, &token, None).await?;
            }
            Plan::Abandon => lapse(scene, &token).await,
            Plan::PayLate => {
                let payment = match self.late.clone() {
                    Some(payment) => payment,
                    None => self.payment(scene, &token, pay_at).await?,
                };
                self.late = Some(payment.clone());
                lapse(scene, &token).await;
                scene.kit.sandbox.control().set_status(&payment, PaymentState::Paid).unwrap();
                self.come_back(&token).await?;
            }
        }
        self.done = true;
        Ok(())
    }

    /// The order, placed with the same form as often as it takes.
    async fn order(&mut self) -> Result<(String, Option<String>), Cut> {
        if let Some(token) = &self.token {
            return Ok((token.clone(), None));
        }
        self.fill_cart().await?;
        match self.buyer.place().await {
            Answer::Done(placed) => {
                self.token = Some(placed.token.clone());
                Ok((placed.token, placed.pay_at))
            }
            Answer::No(status, text) => Err(self.is_wrong(format!("checkout: {status} {text}"))),
            Answer::Silence => Err(Cut),
        }
    }

    async fn fill_cart(&mut self) -> Result<(), Cut> {
        match self.buyer.fill_cart().await {
            Answer::Done(()) => Ok(()),
            Answer::No(status, text) => Err(self.is_wrong(format!("cart: {status} {text}"))),
            Answer::Silence => Err(Cut),
        }
    }

    /// Has the open payment paid and comes back.
    async fn pay(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<(), Cut> {
        let payment = self.payment(scene, token, pay_at).await?;
        scene.kit.sandbox.control().set_status(&payment, PaymentState::Paid).unwrap();
        // Paid is paid, whether or not the way back works.
        self.done = true;
        self.come_back(token).await
    }

    /// The id of a payment that can be paid, which is not the one that failed.
    async fn payment(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<String, Cut> {
        let mut pay_at = pay_at;
        for _ in 0..200 {
            let id = pay_at.take().and_then(|address| address.rsplit('/').next().map(str::to_owned));
            if let Some(id) = id.filter(|id| self.failed.as_ref() != Some(id)) {
                return Ok(id);
            }
            match self.buyer.retry(token).await {
                Answer::Done(placed) => pay_at = placed.pay_at,
                // The failure has not got through yet.
                Answer::No(..) => {}
                Answer::Silence => return Err(Cut),
            }
            if pay_at.as_ref().is_none_or(|address| self.failed.as_ref().is_some_and(|failed| address.ends_with(failed))) {
                sleep(Duration::from_millis(50)).await;
            }
        }
        let payments = scene.kit.sandbox.control().payments();
        Err(self.is_wrong(format!("order {token} cannot be paid: {payments:?}")))
    }

    async fn come_back(&mut self, token: &str) -> Result<(), Cut> {
        match self.buyer.come_back(token).await {
            Answer::Done(()) => Ok(()),
            Answer::No(status, _) => Err(self.is_wrong(format!("way back: {status}"))),
            Answer::Silence => Err(Cut),
        }
    }

    fn is_wrong(&mut self, what: String) -> Cut {
        self.wrong.push(what);
        Cut
    }
}

/// Makes the hold run out; the worker does the rest.
async fn lapse(scene: &Scene, token: &str) {
    let lapse = "UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE token = $1 AND state = 'awaiting_payment'";
    sqlx::query(lapse).bind(token).execute(&scene.kit.shop.pool).await.unwrap();
}
