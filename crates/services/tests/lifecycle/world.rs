//! A shop and its model.

use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::{
    cart::CartOwner,
    ids::VariantId,
    orders::{CheckoutForm, OrderState},
    payments::PaymentState,
};
use rand::{SeedableRng, rngs::StdRng};
use sandbox::Knob;
use sqlx::AssertSqlSafe;
use testkit::TestShop;
use uuid::Uuid;

use crate::{
    ground,
    model::{GiftPart, MINUTE, Model, Order, Payment, Recipient, SHORTEST_PAUSE, There, Used},
};

/// Buyers of a shop.
pub const BUYERS: usize = 4;
/// Where staff are called.
pub const STAFF_EMAIL: &str = "staff@astris.example";

/// How the keys of mails begin that tell staff to send money back.
const BY_HAND: &str = "staff/transfer_back/";

/// Whether the gateway of this seed's shop lets open payments be called off.
pub const fn is_cancelable(seed: u64) -> bool {
    seed.is_multiple_of(2)
}

/// A shop that runs, and what should be in its books.
pub struct World {
    pub test: Arc<TestShop>,
    pub model: Model,
    /// By product, in the order of their ids.
    pub variants: Vec<VariantId>,
    /// By buyer: guests, and accounts whose cart is a pending order.
    pub owners: Vec<CartOwner>,
    /// Pieces of each product at the beginning.
    pub stock: Vec<u32>,
    /// Mails of the model whose order is known.
    mails: usize,
}

impl World {
    /// A new shop.
    pub async fn open(test: Arc<TestShop>, seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed ^ 0x0057_0c4b);
        // Webhooks come when a step says so.
        test.sandbox.control().set_fault(Knob::WebhookNever, 1, None);
        let products = ground::products(&test, &mut random).await;
        let model = Model { cancelable: is_cancelable(seed), ..ground::model(&test, &products).await };
        Self {
            test,
            model,
            variants: products.iter().map(|(variant, _)| *variant).collect(),
            owners: (0..BUYERS).map(|buyer| if buyer % 2 == 0 { testkit::guest().into() } else { testkit::account().into() }).collect(),
            stock: products.iter().map(|(_, pieces)| *pieces).collect(),
            mails: 0,
        }
    }

    /// Changes the database behind the shop's back: time that passes, or somebody's mistake.
    pub async fn run(&self, statement: impl Into<String>) {
        sqlx::query(AssertSqlSafe(statement.into())).execute(&self.test.shop.pool).await.unwrap();
    }

    /// The address that a buyer writes to and from.
    pub fn email(&self, buyer: usize) -> String {
        format!("buyer-{}@example.ch", self.owners[buyer].id())
    }

    /// The address of a mail's recipient.
    pub fn address(&self, recipient: Recipient) -> String {
        match recipient {
            Recipient::Buyer(buyer) => self.email(buyer),
            Recipient::Staff => STAFF_EMAIL.to_owned(),
        }
    }

    /// One of the payments, the newer ones more often.
    pub fn payment(&self, choice: u8) -> Option<usize> {
        choose(self.model.payments.len(), choice)
    }

    /// One of the orders, the newer ones more often.
    pub fn order(&self, choice: u8) -> Option<usize> {
        choose(self.model.orders.len(), choice)
    }

    /// One of the payments that something is to become of; of any if there is none, or if `of_any`.
    pub fn payment_with(&self, choice: u8, of_any: bool, is_one: impl Fn(&Payment) -> bool) -> Option<usize> {
        let payments: Vec<usize> = (0..self.model.payments.len()).filter(|number| is_one(&self.model.payments[*number])).collect();
        if of_any || payments.is_empty() { self.payment(choice) } else { choose(payments.len(), choice).map(|number| payments[number]) }
    }

    /// One of the orders that something can be done with; of any if there is none, or if `of_any`.
    pub fn order_with(&self, choice: u8, of_any: bool, is_one: impl Fn(&Order) -> bool) -> Option<usize> {
        let orders: Vec<usize> = (0..self.model.orders.len()).filter(|number| is_one(&self.model.orders[*number])).collect();
        if of_any || orders.is_empty() { self.order(choice) } else { choose(orders.len(), choice).map(|number| orders[number]) }
    }

    /// Takes an order that was placed into the model.
    pub async fn record_order(&mut self, buyer: usize, form: CheckoutForm, token: &str, gift: Option<GiftPart>) -> usize {
        let due = form.seen_total - form.seen_gift_card;
        let (id, number): (Uuid, String) =
            sqlx::query_as("SELECT id, number FROM orders WHERE token = $1").bind(token).fetch_one(&self.test.shop.pool).await.unwrap();
        let lines: Vec<(Uuid, i64)> =
            sqlx::query_as("SELECT variant_id, total - discount FROM orders_lines WHERE order_id = $1 ORDER BY position")
                .bind(id)
                .fetch_all(&self.test.shop.pool)
                .await
                .unwrap();
        let product = |variant: Uuid| self.variants.iter().position(|known| known.0 == variant).unwrap();
        let voucher = self.model.voucher(buyer, self.model.goods(buyer)).map(|voucher| Used { voucher, is_back: false });
        self.model.order(Order {
            buyer,
            form,
            token: token.to_owned(),
            id,
            number,
            lines: self.model.carts[buyer].clone(),
            positions: lines.into_iter().map(|(variant, paid)| (product(variant), paid)).collect(),
            due,
            gift,
            voucher,
            state: OrderState::AwaitingPayment,
            hold_over: false,
            history: vec![OrderState::AwaitingPayment],
        })
    }

    /// Takes the order's newest payment into the model, before the gateway was asked for it.
    pub async fn record_payment(&mut self, order: usize) -> usize {
        let (id, gateway, there): (Uuid, String, Option<String>) =
            sqlx::query_as("SELECT id, gateway, gateway_payment_id FROM payments WHERE order_id = $1 ORDER BY created_at DESC LIMIT 1")
                .bind(self.model.orders[order].id)
                .fetch_one(&self.test.shop.pool)
                .await
                .unwrap();
        let (by_transfer, due) = (gateway == "prepayment", self.model.orders[order].due);
        self.model.payments.push(Payment {
            order,
            id,
            gateway: if by_transfer { "prepayment" } else { "mollie" },
            state: PaymentState::Created,
            there: there.filter(|_| by_transfer).map(|reference| There::new(reference, PaymentState::Open, due)),
            known: false,
            amount: due,
            received: None,
            pays: false,
            may_be_called_off: true,
            age: 0,
        });
        self.model.payments.len() - 1
    }

    /// After a payment was asked for: finds it at the gateway if that does its work. It is there once.
    pub fn look_at_gateway(&mut self, payment: usize) -> Result<(), String> {
        if self.model.payments[payment].by_transfer() {
            return Ok(());
        }
        let ours = self.model.payments[payment].id.to_string();
        let is_ours = |record: &sandbox::PaymentRecord| {
            record.metadata.as_ref().and_then(|metadata| metadata["order_id"].as_str()) == Some(ours.as_str())
        };
        let found: Vec<_> = self.test.sandbox.control().payments().into_iter().filter(is_ours).collect();
        let is_made = self.model.gateway_works() && !self.model.is_given_up(payment);
        let expected = usize::from(self.model.payments[payment].there.is_some() || is_made);
        if found.len() != expected {
            return Err(format!("payment {payment} is {} times at the gateway instead of {expected}", found.len()));
        }
        if self.model.payments[payment].there.is_none() {
            self.model.payments[payment].there =
                found.first().map(|record| There::new(record.id.clone(), record.status, record.amount.minor));
        }
        Ok(())
    }

    /// Lets minutes pass everywhere: for payments and refunds in the database, and at the gateway.
    pub async fn pass(&mut self, minutes: u64) {
        self.test.sandbox.control().advance(Duration::from_millis(minutes * MINUTE));
        let by = format!("interval '{minutes} minutes'");
        self.run(format!("UPDATE payments SET created_at = created_at - {by}, checked_at = checked_at - {by}")).await;
        self.run(format!("UPDATE payments_refunds SET not_before = not_before - {by}, submitted_at = submitted_at - {by}")).await;
        self.model.now += minutes * MINUTE;
        for payment in &mut self.model.payments {
            payment.age += minutes * 60;
        }
        self.lengthen_pauses().await;
    }

    /// Makes short pauses of refunds long enough, so that none ends while a slow machine is at work.
    pub async fn lengthen_pauses(&mut self) {
        let least = format!("now() + interval '{SHORTEST_PAUSE} milliseconds'");
        self.run(format!(
            "UPDATE payments_refunds SET not_before = {least} WHERE state = 'requested' AND not_before > now() AND not_before < {least}"
        ))
        .await;
        self.model.lengthen_pauses();
    }

    /// Finds our ids of the refunds that were made in the gateway's dashboard.
    async fn name_foreign_refunds(&mut self) {
        for number in 0..self.model.refunds.len() {
            let refund = &self.model.refunds[number];
            let Some(there) = refund.at_gateway.clone().filter(|_| refund.key.is_nil()) else { continue };
            let found: Option<(Uuid, Uuid)> = sqlx::query_as("SELECT id, request_key FROM payments_refunds WHERE gateway_refund_id = $1")
                .bind(there)
                .fetch_optional(&self.test.shop.pool)
                .await
                .unwrap();
            if let Some((id, key)) = found {
                self.model.name_refund(number, id, key);
            }
        }
    }

    /// Finds under which ids staff are told to send money back by hand.
    async fn name_transfers_back(&mut self) {
        let called: Vec<usize> = (0..self.model.mails.len()).filter(|mail| self.model.mails[*mail].key.starts_with(BY_HAND)).collect();
        let Some(newest) = called.last().map(|mail| self.model.mails[*mail].key.clone()) else { return };
        let refund: Uuid = newest[BY_HAND.len()..].parse().unwrap();
        if self.model.refunds.iter().all(|known| known.id != refund) {
            return;
        }
        let keys: Vec<(Uuid, Uuid)> =
            sqlx::query_as("SELECT id, idempotency_key FROM payments_refunds").fetch_all(&self.test.shop.pool).await.unwrap();
        for mail in called {
            let key = &mut self.model.mails[mail].key;
            if let Some((_, back)) = keys.iter().find(|(id, _)| key[BY_HAND.len()..] == id.to_string()) {
                *key = format!("{BY_HAND}{back}");
            }
        }
    }

    /// After a step: what the bank has done meanwhile, the ids of new refunds, and in which order new mails of one moment lie.
    pub async fn look_up(&mut self) {
        self.model.bank_works();
        self.name_foreign_refunds().await;
        self.name_transfers_back().await;
        if self.model.refunds.iter().any(|refund| refund.id.is_nil()) {
            let ids: Vec<(Uuid, Uuid)> =
                sqlx::query_as("SELECT request_key, id FROM payments_refunds").fetch_all(&self.test.shop.pool).await.unwrap();
            let ids: HashMap<_, _> = ids.into_iter().collect();
            for refund in &mut self.model.refunds {
                refund.id = ids.get(&refund.key).copied().unwrap_or_default();
            }
        }
        if self.model.mails.len() > self.mails + 1 {
            let keys: Vec<String> = sqlx::query_scalar("SELECT dedupe_key FROM mail_outbox ORDER BY created_at, id")
                .fetch_all(&self.test.shop.pool)
                .await
                .unwrap();
            self.model.mails[self.mails..].sort_by_key(|mail| keys.iter().position(|key| *key == mail.key));
        }
        self.mails = self.model.mails.len();
    }
}

/// A number below `len`: half of the time one of the last four.
pub fn choose(len: usize, choice: u8) -> Option<usize> {
    let choice = usize::from(choice);
    if len == 0 {
        None
    } else if choice < 128 {
        Some(len - 1 - choice % len.min(4))
    } else {
        Some((choice - 128) % len)
    }
}
