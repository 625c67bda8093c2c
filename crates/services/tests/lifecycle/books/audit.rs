//! The shop's own audit finds nothing but what a person has to see to, and finds all of that.

use domain::payments::{AttentionKind, PaymentState, RefundState};
use services::{audit, orders::Actor, payments};
use uuid::Uuid;

use crate::{
    model::{MailState, Model},
    said::{Said, same},
    world::World,
};

pub async fn check(world: &World) -> Result<(), String> {
    let report = audit::run(&world.test.shop).await.map_err(|error| format!("audit: {error:?}"))?;
    let mut found = Vec::new();
    let mut parked = 0;
    for check in &report.checks {
        match check.name {
            "payments.stray_money" => found.extend(check.findings.iter().map(|finding| finding.subject.clone())),
            // Which mails these are is compared elsewhere.
            "mail.outbox" => parked = check.findings.len(),
            _ if check.findings.is_empty() => {}
            _ => return Err(format!("the audit finds in {}: {:?}", check.name, check.findings)),
        }
    }
    let mut stray: Vec<String> = stray_money(&world.model).map(|payment| world.model.payments[payment].id.to_string()).collect();
    stray.sort();
    same("stray money", &found, &stray)?;
    same("parked mails", &parked, &world.model.mails.iter().filter(|mail| mail.state == MailState::Parked).count())?;
    attention(world).await
}

/// Payments that were paid for nothing and are not on their way back, or not all of them.
fn stray_money(model: &Model) -> impl Iterator<Item = usize> {
    (0..model.payments.len()).filter(|number| {
        let payment = &model.payments[*number];
        payment.state == PaymentState::Paid && !payment.pays && model.left(*number) > 0
    })
}

/// What staff are shown.
async fn attention(world: &World) -> Result<(), String> {
    let shown = payments::attention(&world.test.shop, Actor::Operator).await;
    let shown = shown.map(|needs| sorted(needs.into_iter().map(|need| (need.kind, need.payment.0, need.amount)).collect()));
    same("what staff have to see to", &Said::from(shown), &Said::Done(sorted(needs(&world.model))))
}

fn needs(model: &Model) -> Vec<(AttentionKind, Uuid, i64)> {
    let mut needs = Vec::new();
    for (number, payment) in model.payments.iter().enumerate() {
        let left = model.left(number);
        let mut failed = model.refunds.iter().filter(|refund| refund.payment == number && refund.state == RefundState::Failed);
        match payment.state {
            PaymentState::Quarantined => {
                let amount = payment.received.unwrap_or(payment.amount);
                needs.push((AttentionKind::Quarantined, payment.id, amount));
            }
            PaymentState::Paid if !payment.pays && left > 0 && failed.next().is_none() => {
                needs.push((AttentionKind::PaidTwice, payment.id, left));
            }
            _ => {}
        }
        let failed = model.refunds.iter().filter(|refund| refund.payment == number && refund.state == RefundState::Failed);
        let open = failed.filter(|refund| left >= refund.amount);
        needs.extend(open.map(|refund| (AttentionKind::RefundFailed, payment.id, refund.amount)));
        let charged = payment.there.iter().flat_map(|there| &there.charged).filter(|charged| charged.heard && !charged.heard_off);
        needs.extend(charged.map(|charged| (AttentionKind::ChargedBack, payment.id, charged.amount)));
    }
    needs
}

fn sorted(mut needs: Vec<(AttentionKind, Uuid, i64)>) -> Vec<(AttentionKind, Uuid, i64)> {
    needs.sort_by_key(|(kind, payment, amount)| (format!("{kind:?}"), *payment, *amount));
    needs
}
