use domain::{money::Money, payments::RefundState};
use rand::{Rng, rngs::StdRng};
use services::{
    orders::Actor,
    payments::{self, prepayment, prepayment::TransferOutcome},
};
use uuid::Uuid;

use super::Taken;
use crate::{
    model::Payment,
    said::{Said, same},
    world::World,
};

/// Money arrives for a bill: staff say so, or a file of the bank.
#[derive(Clone, Debug)]
pub struct Arrive {
    payment: u8,
    what: What,
    key: u128,
    by_file: bool,
    of_any: bool,
    times: usize,
}

/// What of it.
#[derive(Clone, Copy, Debug)]
enum What {
    /// What was asked for.
    All,
    /// So many rappen more or less.
    Other(i64),
    /// What is missing from it.
    Rest,
    /// What arrived last is told once more.
    Again,
}

impl Arrive {
    pub fn any(random: &mut StdRng) -> Self {
        let what = match random.random_range(0..12) {
            0..7 => What::All,
            7 | 8 => What::Other(random.random_range(-300..300)),
            9 => What::Rest,
            _ => What::Again,
        };
        let (by_file, of_any) = (random.random(), random.random_bool(0.3));
        Self { payment: random.random(), what, key: random.random(), by_file, of_any, times: random.random_range(1..3) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let waits = |payment: &Payment| payment.by_transfer() && (self.of_any || payment.received.is_none());
        let Some(payment) = world.payment_with(self.payment, false, waits).filter(|payment| world.model.payments[*payment].by_transfer())
        else {
            return Ok(false);
        };
        let Some(there) = world.model.payments[payment].there.clone() else { return Ok(false) };
        let asked = world.model.orders[world.model.payments[payment].order].due;
        let arrived: i64 = there.transfers.iter().map(|transfer| transfer.amount).sum();
        let amount = match (self.what, there.transfers.last()) {
            (What::Again, Some(last)) => {
                let said = tell(world, payment, (last.key, last.by_file), last.amount).await;
                return same("told of once more", &said, &Said::Done((last.outcome, true))).map(|()| true);
            }
            (What::Again, None) => return Ok(false),
            (What::All, _) => asked,
            (What::Other(more), _) => asked + more,
            (What::Rest, _) => asked - arrived,
        };
        // A bill that is paid is mostly left alone.
        let is_enough = !self.of_any && arrived >= asked;
        if amount <= 0 || is_enough {
            return Ok(false);
        }
        let expected = world.model.transfer(payment, (self.key, self.by_file), amount);
        for time in 0..self.times {
            let said = tell(world, payment, (self.key, self.by_file), amount).await;
            same("arrived", &said, &Said::Done((expected, time > 0)))?;
        }
        if expected == TransferOutcome::Overpaid {
            let newest = "SELECT id FROM payments_transfers ORDER BY recorded_at DESC LIMIT 1";
            let id: Uuid = sqlx::query_scalar(newest).fetch_one(&world.test.shop.pool).await.unwrap();
            world.model.call_staff(&format!("transfer/{id}"));
        }
        Ok(true)
    }
}

/// Tells the shop; what became of it, and whether it was known before.
async fn tell(world: &World, payment: usize, (key, by_file): (u128, bool), amount: i64) -> Said<(TransferOutcome, bool)> {
    let shop = &world.test.shop;
    let (id, there) = (world.model.payments[payment].id, world.model.payments[payment].there.as_ref());
    let reference = there.map(|there| there.id.clone()).unwrap_or_default();
    if by_file {
        let report = payments::import_camt(shop, Actor::Operator, &file(key, amount, &reference)).await;
        return Said::from(report.map(|report| (report.entries[0].outcome, report.entries[0].known)));
    }
    let question = "SELECT EXISTS (SELECT 1 FROM payments_transfers WHERE request_key = $1)";
    let known: bool = sqlx::query_scalar(question).bind(Uuid::from_u128(key)).fetch_one(&shop.pool).await.unwrap();
    let outcome = payments::mark_received(shop, Actor::Operator, id, Money::rappen(amount), Uuid::from_u128(key)).await;
    Said::from(outcome.map(|outcome| (outcome, known)))
}

/// A bank's file over one credit.
fn file(key: u128, amount: i64, reference: &str) -> Vec<u8> {
    let (francs, rappen) = (amount / 100, amount % 100);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy=\"CHF\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-15</Dt></BookgDt><AcctSvcrRef>BATCH</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>{key:032x}</AcctSvcrRef></Refs><Amt Ccy=\"CHF\">{francs}.{rappen:02}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    )
    .into_bytes()
}

/// Staff send money back by hand, and say so.
#[derive(Clone, Debug)]
pub struct SendBack {
    choice: usize,
    times: usize,
}

impl SendBack {
    pub fn any(random: &mut StdRng) -> Self {
        Self { choice: random.random_range(0..8), times: random.random_range(1..3) }
    }

    pub async fn take(&self, world: &mut World) -> Taken {
        let shop = &world.test.shop;
        let due = prepayment::due_back(shop, Actor::Operator).await.map_err(|error| format!("due back: {error:?}"))?;
        let payments = world.model.payments.iter();
        let model = payments.flat_map(|payment| payment.there.iter()).flat_map(|there| {
            let waits = there.given.iter().filter(|given| given.by_hand && given.state == RefundState::Pending);
            waits.map(|given| (there.id.clone(), given.amount))
        });
        let mut model: Vec<_> = model.collect();
        let mut said: Vec<_> = due.iter().map(|due| (due.reference.clone(), due.amount)).collect();
        model.sort();
        said.sort();
        same("what is to be sent back", &said, &model)?;
        if due.is_empty() {
            return Ok(false);
        }
        let back = &due[self.choice % due.len()];
        for _ in 0..self.times {
            same("sent back", &Said::from(prepayment::mark_sent_back(shop, Actor::Operator, back.id).await), &Said::Done(()))?;
        }
        let refund: Uuid = sqlx::query_scalar("SELECT id FROM payments_refunds WHERE idempotency_key = $1")
            .bind(back.id)
            .fetch_one(&shop.pool)
            .await
            .unwrap();
        let Some(refund) = world.model.refunds.iter().position(|known| known.id == refund) else {
            return Err("money is to be sent back that the model does not know".to_owned());
        };
        world.model.sent_back(world.model.refunds[refund].payment, refund);
        Ok(true)
    }
}
