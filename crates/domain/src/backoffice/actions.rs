//! What staff may do to an order now: what its states allow, and the asker's permissions.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AttemptDetail, ParcelDetail};
use crate::{
    accounts::{Denial, Permission, Proof},
    ids::PaymentId,
    orders::{OrderEvent, OrderState, ParcelEvent, ParcelState, ReturnEvent, ReturnView},
    payments::PaymentState,
};

/// Something that can be done to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderAction {
    /// The money of an attempt that no gateway watches has arrived.
    MarkPaid {
        /// Which attempt.
        payment: PaymentId,
    },
    /// A payment in quarantine pays the order after all.
    AcceptPayment {
        /// Which attempt.
        payment: PaymentId,
    },
    /// A payment in quarantine goes back.
    ReturnPayment {
        /// Which attempt.
        payment: PaymentId,
    },
    /// A parcel is given to the carrier.
    Ship,
    /// The buyer is told of a parcel.
    Notify {
        /// Which parcel.
        parcel: Uuid,
        /// Whether they were told before.
        again: bool,
    },
    /// A parcel arrived, is lost, or came back.
    Report {
        /// Which parcel.
        parcel: Uuid,
        /// What became of it.
        event: ParcelEvent,
    },
    /// A parcel's carrier or number is written anew.
    CorrectTracking {
        /// Which parcel.
        parcel: Uuid,
    },
    /// The order is called off.
    Cancel,
    /// Money is given back.
    Refund {
        /// Of which attempt.
        payment: PaymentId,
        /// At most this much, in the minor unit.
        left: i64,
    },
    /// A return goes on.
    Return {
        /// Which return.
        goods: Uuid,
        /// How.
        event: ReturnEvent,
    },
    /// A note for colleagues.
    AddNote,
}

/// An action that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedAction {
    /// What can be done.
    pub action: OrderAction,
    /// What the asker has to prove first, if anything.
    pub needs: Option<Proof>,
}

impl OrderAction {
    /// What somebody needs to be allowed for it: all of these.
    pub const fn needs(self) -> &'static [Permission] {
        match self {
            Self::MarkPaid { .. } | Self::AcceptPayment { .. } => &[Permission::BookPayments],
            Self::ReturnPayment { .. } => &[Permission::BookPayments, Permission::Refund],
            Self::Ship | Self::Notify { .. } | Self::Report { .. } | Self::CorrectTracking { .. } => &[Permission::Fulfil],
            Self::Cancel => &[Permission::CancelOrders],
            Self::Refund { .. } => &[Permission::Refund],
            Self::Return { .. } => &[Permission::HandleReturns],
            Self::AddNote => &[Permission::SeeOrders],
        }
    }
}

/// What decides about the actions of an order.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Where the order stands.
    pub state: OrderState,
    /// Whether something is left to send.
    pub to_ship: bool,
    /// Its parcels.
    pub parcels: &'a [ParcelDetail],
    /// Its returns.
    pub returns: &'a [ReturnView],
    /// The attempts to pay it.
    pub payments: &'a [AttemptDetail],
}

impl Standing<'_> {
    /// What the states allow, whoever asks.
    pub fn actions(&self) -> Vec<OrderAction> {
        let mut actions = Vec::new();
        for payment in self.payments {
            actions.extend(of_payment(payment));
        }
        // A parcel that came back is sent again from an order that is shipped.
        if self.to_ship && (self.state.allows(OrderEvent::Ship) || self.state == OrderState::Shipped) {
            actions.push(OrderAction::Ship);
        }
        for parcel in self.parcels {
            actions.extend(of_parcel(parcel));
        }
        for goods in self.returns {
            let events = ReturnEvent::ALL.into_iter().filter(|event| goods.state.allows(*event));
            actions.extend(events.map(|event| OrderAction::Return { goods: goods.id, event }));
        }
        if self.state.allows(OrderEvent::Cancel) {
            actions.push(OrderAction::Cancel);
        }
        actions.push(OrderAction::AddNote);
        actions
    }

    /// Those of them that the asker may do, or may do once something is proved. `may` says whether a permission is theirs.
    pub fn offered(&self, may: impl Fn(Permission) -> Result<(), Denial>) -> Vec<OfferedAction> {
        let offer = |action: OrderAction| {
            let mut needs = None;
            for permission in action.needs() {
                match may(*permission) {
                    Ok(()) => {}
                    Err(Denial::Unproven(proof)) => needs = needs.or(Some(proof)),
                    Err(Denial::Forbidden) => return None,
                }
            }
            Some(OfferedAction { action, needs })
        };
        self.actions().into_iter().filter_map(offer).collect()
    }
}

fn of_payment(payment: &AttemptDetail) -> Vec<OrderAction> {
    let id = payment.id;
    if payment.state == PaymentState::Quarantined {
        let mut actions = Vec::new();
        if payment.received == Some(payment.amount) && payment.received_currency == payment.currency {
            actions.push(OrderAction::AcceptPayment { payment: id });
        }
        if payment.received.is_some() {
            actions.push(OrderAction::ReturnPayment { payment: id });
        }
        return actions;
    }
    let mut actions = Vec::new();
    // Money may arrive after the time to pay: what follows then is decided when it is written down.
    if payment.is_offline && payment.gateway_id.is_some() && payment.received.is_none() {
        actions.push(OrderAction::MarkPaid { payment: id });
    }
    if payment.left > 0 {
        actions.push(OrderAction::Refund { payment: id, left: payment.left });
    }
    actions
}

fn of_parcel(parcel: &ParcelDetail) -> Vec<OrderAction> {
    let view = &parcel.parcel;
    let mut actions = Vec::new();
    if view.state == ParcelState::HandedOver {
        actions.push(OrderAction::Notify { parcel: view.id, again: parcel.notified_at.is_some() });
    }
    if matches!(view.state, ParcelState::HandedOver | ParcelState::Lost) {
        actions.push(OrderAction::CorrectTracking { parcel: view.id });
    }
    let reports = ParcelEvent::ALL.into_iter().filter(|event| *event != ParcelEvent::HandOver && view.state.allows(*event));
    actions.extend(reports.map(|event| OrderAction::Report { parcel: view.id, event }));
    actions
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{
        accounts::{Role, Roles, Strength},
        ids::AccountId,
        money::Currency,
        orders::{ParcelView, Tracking},
    };

    fn attempt(state: PaymentState, received: Option<i64>) -> AttemptDetail {
        AttemptDetail {
            id: PaymentId(Uuid::from_u128(1)),
            gateway: "prepayment".into(),
            gateway_id: Some("RF18".into()),
            method: "prepayment".into(),
            state,
            amount: 4_990,
            currency: Currency::Chf,
            received,
            received_currency: Currency::Chf,
            pays_order: state == PaymentState::Paid,
            given_back: 0,
            charged_back: 0,
            left: if state == PaymentState::Paid { received.unwrap_or(0) } else { 0 },
            is_offline: true,
            remark: String::new(),
            created_at: DateTime::default(),
            changed_at: DateTime::default(),
        }
    }

    fn parcel(state: ParcelState) -> ParcelDetail {
        let tracking = Tracking::default();
        let parcel = ParcelView { id: Uuid::from_u128(2), number: 1, state, tracking, handed_over_at: None, pieces: Vec::new() };
        ParcelDetail { parcel, notified_at: None }
    }

    fn standing(state: OrderState) -> Standing<'static> {
        Standing { state, to_ship: true, parcels: &[], returns: &[], payments: &[] }
    }

    #[test]
    fn what_the_order_allows() {
        use OrderAction as A;
        for state in OrderState::ALL {
            let expected: &[A] = match state {
                OrderState::Pending | OrderState::AwaitingPayment => &[A::Cancel, A::AddNote],
                OrderState::Paid | OrderState::Shipped => &[A::Ship, A::AddNote],
                OrderState::Delivered | OrderState::Cancelled | OrderState::Expired | OrderState::Refunded => &[A::AddNote],
            };
            assert_eq!(standing(state).actions(), expected, "{state:?}");
        }
        assert_eq!(Standing { to_ship: false, ..standing(OrderState::Shipped) }.actions(), [A::AddNote]);
    }

    #[test]
    fn what_its_payments_allow() {
        let actions = |state, received| of_payment(&attempt(state, received));
        let payment = PaymentId(Uuid::from_u128(1));
        let (mark, accept, back) =
            (OrderAction::MarkPaid { payment }, OrderAction::AcceptPayment { payment }, OrderAction::ReturnPayment { payment });
        assert_eq!(actions(PaymentState::Open, None), [mark]);
        assert_eq!(actions(PaymentState::Paid, Some(4_990)), [OrderAction::Refund { payment, left: 4_990 }]);
        assert_eq!(actions(PaymentState::Quarantined, Some(4_990)), [accept, back]);
        assert_eq!(actions(PaymentState::Quarantined, Some(4_000)), [back]);
        assert_eq!(actions(PaymentState::Quarantined, None), []);
        let online = AttemptDetail { is_offline: false, ..attempt(PaymentState::Open, None) };
        assert_eq!(of_payment(&online), [], "a gateway says for itself when money is there");
    }

    #[test]
    fn what_its_parcels_allow() {
        let id = Uuid::from_u128(2);
        let report = |event| OrderAction::Report { parcel: id, event };
        let tracking = OrderAction::CorrectTracking { parcel: id };
        assert_eq!(
            of_parcel(&parcel(ParcelState::HandedOver)),
            [
                OrderAction::Notify { parcel: id, again: false },
                tracking,
                report(ParcelEvent::Arrive),
                report(ParcelEvent::Lose),
                report(ParcelEvent::ComeBack)
            ]
        );
        assert_eq!(of_parcel(&parcel(ParcelState::Lost)), [tracking, report(ParcelEvent::Arrive), report(ParcelEvent::ComeBack)]);
        for over in [ParcelState::Packed, ParcelState::Delivered, ParcelState::Returned] {
            assert_eq!(of_parcel(&parcel(over)), [], "{over:?}");
        }
    }

    /// Every action × every role: offered is what all its permissions allow, with the proof that is missing.
    #[test]
    fn what_a_role_is_offered() {
        let (payments, parcels) = ([attempt(PaymentState::Paid, Some(4_990))], [parcel(ParcelState::HandedOver)]);
        let order = Standing { parcels: &parcels, payments: &payments, ..standing(OrderState::Paid) };
        for role in Role::ALL {
            for strength in [Strength::Password, Strength::SecondFactor, Strength::SteppedUp] {
                let asker = crate::accounts::Principal { account: AccountId(Uuid::nil()), roles: Roles::of(&[role]), strength };
                let offered = order.offered(|permission| asker.may(permission));
                let allowed = |action: &OrderAction| action.needs().iter().all(|permission| role.allows(*permission));
                let expected: Vec<OrderAction> = order.actions().into_iter().filter(allowed).collect();
                assert_eq!(offered.iter().map(|offer| offer.action).collect::<Vec<_>>(), expected, "{role:?}");
                for offer in offered {
                    let proved = offer.action.needs().iter().all(|permission| asker.may(*permission).is_ok());
                    assert_eq!(offer.needs.is_none(), proved, "{role:?} {strength:?} {offer:?}");
                }
            }
        }
    }
}
