//! What a buyer sets out to do, and staff for them. A journey that a crash cuts is gone on with where it was cut, as people would: with the same
//! form.

use domain::{orders::OrderState, payments::PaymentState};
use tokio::time::sleep;
use uuid::Uuid;

use crate::{
    astris::Start,
    buyer::{Answer, BETWEEN_LOOKS, Buyer, LOOKS},
    scene::{Scene, TOTAL},
    staff::{self, Done},
};

/// What is given back of goods that are kept.
const GOODWILL: i64 = 500;

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
    /// Calls the order off, and pays all the same.
    CallOff,
    /// Is to pay by transfer, and calls the order off.
    CallOffBill,
    /// Pays, gets the goods, and sends them back for a part of the money.
    Keep,
    /// Pays and gets all of the money back.
    GiveBack,
}

impl Plan {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Pay, Self::FailThenPay, Self::Abandon, Self::PayLate, Self::CallOff, Self::CallOffBill, Self::Keep, Self::GiveBack];

    /// How the buyer pays.
    const fn method(self) -> &'static str {
        match self {
            Self::CallOffBill => "prepayment",
            Self::Pay | Self::FailThenPay | Self::Abandon | Self::PayLate | Self::CallOff | Self::Keep | Self::GiveBack => "twint",
        }
    }

    /// Where the order is in the end.
    pub const fn end(self) -> OrderState {
        match self {
            Self::Pay | Self::FailThenPay | Self::PayLate => OrderState::Paid,
            Self::Abandon => OrderState::Expired,
            Self::CallOff | Self::CallOffBill => OrderState::Cancelled,
            Self::Keep => OrderState::Delivered,
            Self::GiveBack => OrderState::Refunded,
        }
    }

    /// What the buyer has back in the end.
    pub const fn given_back(self) -> i64 {
        match self {
            Self::Pay | Self::FailThenPay | Self::Abandon | Self::PayLate | Self::CallOffBill => 0,
            Self::CallOff | Self::GiveBack => TOTAL,
            Self::Keep => GOODWILL,
        }
    }

    /// The mails that the buyer has in the end, by their names.
    pub const fn mails(self) -> &'static [&'static str] {
        match self {
            Self::Pay | Self::FailThenPay | Self::PayLate => &["order_confirmation"],
            Self::Abandon => &["order_expired"],
            Self::CallOff => &["order_cancelled", "payment_returned", "refund_confirmation"],
            Self::CallOffBill => &["order_cancelled", "payment_request"],
            Self::Keep => {
                &["order_confirmation", "refund_confirmation", "return_accepted", "return_received", "return_requested", "shipped"]
            }
            Self::GiveBack => &["order_confirmation", "refund_confirmation"],
        }
    }
}

/// How far a buyer got.
pub struct Journey {
    pub buyer: Buyer,
    pub plan: Plan,
    /// How staff's processes are started.
    pub staff: Start,
    /// Whether one of them has died.
    pub staff_died: bool,
    /// Whether the goods are in the cart.
    filled: bool,
    /// The order's token, once the shop has acknowledged it.
    pub token: Option<String>,
    /// The payment that failed on purpose.
    failed: Option<String>,
    /// The payment that is to be paid.
    chosen: Option<String>,
    pub done: bool,
    /// Answers that nobody should get.
    pub wrong: Vec<String>,
}

/// The process died under way.
pub struct Cut;

impl Journey {
    pub fn new(scene: &Scene, plan: Plan, staff: Start) -> Self {
        Self {
            buyer: Buyer::new(scene).paying_by(plan.method()),
            plan,
            staff,
            staff_died: false,
            filled: false,
            token: None,
            failed: None,
            chosen: None,
            done: false,
            wrong: Vec::new(),
        }
    }

    /// Goes on until the end or until nobody answers.
    pub async fn go_on(&mut self, scene: &Scene) -> Result<(), Cut> {
        if self.done {
            return Ok(());
        }
        let (token, pay_at) = self.order().await?;
        match self.plan {
            Plan::Pay => self.pay_and_leave(scene, &token, pay_at).await?,
            Plan::FailThenPay => {
                if self.failed.is_none() {
                    let first = self.payment(scene, &token, pay_at).await?;
                    scene.kit.sandbox.control().set_status(&first, PaymentState::Failed).unwrap();
                    self.failed = Some(first);
                }
                self.ask("way back", async |buyer| buyer.come_back(&token).await).await?;
                self.pay_and_leave(scene, &token, None).await?;
            }
            Plan::Abandon => lapse(scene, &token).await,
            Plan::PayLate => {
                self.choose(scene, &token, pay_at).await?;
                lapse(scene, &token).await;
                self.pay(scene, &token, None).await?;
            }
            Plan::CallOff => {
                self.choose(scene, &token, pay_at).await?;
                self.ask("calling off", async |buyer| buyer.call_off(&token).await).await?;
                self.pay(scene, &token, None).await?;
            }
            Plan::CallOffBill => {
                self.ask("calling off", async |buyer| buyer.call_off(&token).await).await?;
                self.billed_no_more(scene, &token).await?;
            }
            Plan::Keep => self.keep(scene, &token, pay_at).await?,
            Plan::GiveBack => {
                self.pay(scene, &token, pay_at).await?;
                let payment = self.paid(scene, &token).await?;
                self.give_back(scene, payment, None).await?;
            }
        }
        self.done = true;
        Ok(())
    }

    async fn keep(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<(), Cut> {
        self.pay(scene, token, pay_at).await?;
        let payment = self.paid(scene, token).await?;
        self.ship(scene, token).await?;
        self.ask("confirming", async |buyer| buyer.confirm_delivery(token).await).await?;
        self.ask("sending back", async |buyer| buyer.ask_to_return(token).await).await?;
        self.take_back(scene, token).await?;
        self.give_back(scene, payment, Some(GOODWILL)).await
    }

    /// The order, placed with the same form as often as it takes.
    async fn order(&mut self) -> Result<(String, Option<String>), Cut> {
        if let Some(token) = &self.token {
            return Ok((token.clone(), None));
        }
        if !self.filled {
            self.ask("cart", Buyer::fill_cart).await?;
            self.filled = true;
        }
        let placed = self.ask("checkout", Buyer::place).await?;
        self.token = Some(placed.token.clone());
        Ok((placed.token, placed.pay_at))
    }

    /// Pays, and comes back if that works: paid is paid.
    async fn pay_and_leave(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<(), Cut> {
        let payment = self.choose(scene, token, pay_at).await?;
        scene.kit.sandbox.control().set_status(&payment, PaymentState::Paid).unwrap();
        self.done = true;
        self.ask("way back", async |buyer| buyer.come_back(token).await).await
    }

    /// Pays, and goes on from the order's page.
    async fn pay(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<(), Cut> {
        let payment = self.choose(scene, token, pay_at).await?;
        scene.kit.sandbox.control().set_status(&payment, PaymentState::Paid).unwrap();
        self.ask("way back", async |buyer| buyer.come_back(token).await).await
    }

    /// The payment that is to be paid, the same one from now on.
    async fn choose(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<String, Cut> {
        if let Some(payment) = &self.chosen {
            return Ok(payment.clone());
        }
        let payment = self.payment(scene, token, pay_at).await?;
        self.chosen = Some(payment.clone());
        Ok(payment)
    }

    /// The id of a payment that can be paid, which is not the one that failed.
    async fn payment(&mut self, scene: &Scene, token: &str, pay_at: Option<String>) -> Result<String, Cut> {
        let mut pay_at = pay_at;
        for _ in 0..LOOKS {
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
                sleep(BETWEEN_LOOKS).await;
            }
        }
        let payments = scene.kit.sandbox.control().payments();
        Err(self.is_wrong(format!("order {token} cannot be paid: {payments:?}")))
    }

    /// Waits until the order is paid; by which payment.
    async fn paid(&mut self, scene: &Scene, token: &str) -> Result<Uuid, Cut> {
        let question = "SELECT payments.id FROM payments JOIN orders ON orders.id = order_id WHERE token = $1 AND pays_order";
        for _ in 0..LOOKS {
            let payment = sqlx::query_scalar(question).bind(token).fetch_optional(&scene.kit.shop.pool).await.unwrap();
            if let Some(payment) = payment {
                return Ok(payment);
            }
            sleep(BETWEEN_LOOKS).await;
        }
        Err(self.is_wrong(format!("order {token} is not paid")))
    }

    /// Staff send the goods. Whether that was done before is seen from the order.
    async fn ship(&mut self, scene: &Scene, token: &str) -> Result<(), Cut> {
        let order = "SELECT number, state FROM orders WHERE token = $1";
        let order = || async { sqlx::query_as(order).bind(token).fetch_one(&scene.kit.shop.pool).await.unwrap() };
        let (number, _): (String, String) = order().await;
        match staff::ship(scene, &self.staff, &number).await {
            Done::Yes => Ok(()),
            Done::Died => Err(self.is_alone()),
            Done::No => match order().await.1.as_str() {
                "shipped" | "delivered" => Ok(()),
                state => Err(self.is_wrong(format!("order {number} is {state} and is not sent"))),
            },
        }
    }

    /// Staff agree to a return, receive the goods and close the matter; what was done before is not done again.
    async fn take_back(&mut self, scene: &Scene, token: &str) -> Result<(), Cut> {
        let question = "SELECT orders_returns.id FROM orders_returns JOIN orders ON orders.id = order_id WHERE token = $1";
        let goods: Vec<Uuid> = sqlx::query_scalar(question).bind(token).fetch_all(&scene.kit.shop.pool).await.unwrap();
        let [goods] = goods.as_slice() else { return Err(self.is_wrong(format!("{} returns of order {token}", goods.len()))) };
        match staff::take_back(scene, &self.staff, *goods).await {
            Done::Yes => Ok(()),
            Done::Died => Err(self.is_alone()),
            Done::No => Err(self.is_wrong(format!("return {goods} is not settled"))),
        }
    }

    /// Waits until the bill of an order that was called off cannot be paid any more.
    async fn billed_no_more(&mut self, scene: &Scene, token: &str) -> Result<(), Cut> {
        let question = "SELECT payments.state = 'canceled' FROM payments JOIN orders ON orders.id = order_id WHERE token = $1";
        for _ in 0..LOOKS {
            if sqlx::query_scalar(question).bind(token).fetch_one(&scene.kit.shop.pool).await.unwrap() {
                return Ok(());
            }
            sleep(BETWEEN_LOOKS).await;
        }
        Err(self.is_wrong(format!("the bill of order {token} is open although it was called off")))
    }

    /// Staff give money back.
    async fn give_back(&mut self, scene: &Scene, payment: Uuid, amount: Option<i64>) -> Result<(), Cut> {
        match staff::give_back(scene, &self.staff, payment, amount).await {
            Done::Yes => Ok(()),
            Done::Died => Err(self.is_alone()),
            Done::No => Err(self.is_wrong(format!("payment {payment} is not given back"))),
        }
    }

    /// Does something, as a patient person.
    async fn ask<T>(&mut self, what: &str, question: impl AsyncFn(&Buyer) -> Answer<T>) -> Result<T, Cut> {
        match self.buyer.patiently(question).await {
            Answer::Done(value) => Ok(value),
            Answer::No(status, text) => Err(self.is_wrong(format!("{what}: {status} {text}"))),
            Answer::Silence => Err(Cut),
        }
    }

    fn is_alone(&mut self) -> Cut {
        self.staff_died = true;
        Cut
    }

    fn is_wrong(&mut self, what: String) -> Cut {
        self.wrong.push(what);
        Cut
    }

    /// How many lines are in the buyer's cart.
    pub async fn cart(&mut self) -> Option<usize> {
        self.ask("cart", Buyer::cart).await.ok()
    }
}

/// Makes the hold run out; the worker does the rest.
async fn lapse(scene: &Scene, token: &str) {
    let lapse = "UPDATE orders SET hold_expires_at = now() - interval '1 second' WHERE token = $1 AND state = 'awaiting_payment'";
    sqlx::query(lapse).bind(token).execute(&scene.kit.shop.pool).await.unwrap();
}
