//! Every state machine of the shop as plain data, for what has to hold for all of them: docs/lifecycle.md shows them, and the database's guards
//! are compared with them, pair by pair.

use crate::{
    orders::{OrderEvent, OrderState, ParcelEvent, ParcelState, ReturnEvent, ReturnState},
    payments::{PaymentState, RefundState},
};

/// A state machine, in the names of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The table whose column `state` it rules.
    pub table: &'static str,
    /// What lives by it.
    pub title: &'static str,
    /// A sentence or two about it.
    pub about: &'static str,
    /// Its states; the first one is where everything begins.
    pub states: Vec<&'static str>,
    /// What leads where.
    pub transitions: Vec<Transition>,
}

/// One arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The state before.
    pub from: &'static str,
    /// What happens.
    pub event: &'static str,
    /// The state after.
    pub to: &'static str,
}

impl Machine {
    /// Whether a row may go from one state to the other.
    pub fn allows(&self, from: &str, to: &str) -> bool {
        self.transitions.iter().any(|transition| transition.from == from && transition.to == to)
    }
}

/// All of them. A new machine is a line here and a function like those below.
pub fn machines() -> Vec<Machine> {
    vec![order(), payment(), refund(), parcel(), return_of_goods()]
}

/// Every state × every event of a machine that is written as `after(event)`.
macro_rules! transitions {
    ($state:ty, $event:ty) => {
        <$state>::ALL
            .into_iter()
            .flat_map(|from| <$event>::ALL.into_iter().filter_map(move |event| Some((from, event, from.after(event)?))))
            .map(|(from, event, to)| Transition { from: from.code(), event: event.code(), to: to.code() })
            .collect()
    };
}

fn order() -> Machine {
    Machine {
        table: "orders",
        title: "Order",
        about: "An account's cart is a pending order; a guest's order begins when it is placed. An order that was paid stays `paid` until its last \
                piece is with the carrier. What was paid back in part is a fact about payments and no state of the order.",
        states: OrderState::ALL.map(OrderState::code).to_vec(),
        transitions: transitions!(OrderState, OrderEvent),
    }
}

/// Every pair of states that the gateway's word may lead from one to the other.
fn words<const N: usize>(states: [&'static str; N], accepts: impl Fn(usize, usize) -> bool) -> Vec<Transition> {
    let pairs = (0..N).flat_map(|from| (0..N).map(move |to| (from, to)));
    pairs
        .filter(|(from, to)| accepts(*from, *to))
        .map(|(from, to)| Transition { from: states[from], event: states[to], to: states[to] })
        .collect()
}

fn payment() -> Machine {
    let states = PaymentState::ALL.map(PaymentState::code);
    let mut transitions = words(states, |from, to| PaymentState::ALL[from].accepts(PaymentState::ALL[to]));
    // Not the gateway's word but staff's, who have looked at it.
    transitions.push(Transition { from: PaymentState::Quarantined.code(), event: "review", to: PaymentState::Paid.code() });
    Machine {
        table: "payments",
        title: "Payment attempt",
        about: "Each attempt is one payment at the gateway, and what happens to it is the gateway's word, in any order: a word that is no news is \
                ignored. A final state is left for nothing but money that came in after all. Out of quarantine only staff lead.",
        states: states.to_vec(),
        transitions,
    }
}

fn refund() -> Machine {
    let states = RefundState::ALL.map(RefundState::code);
    Machine {
        table: "payments_refunds",
        title: "Refund",
        about: "A row is written before the gateway is asked; from then on it is the gateway's word. A bank may send back even what was paid out.",
        states: states.to_vec(),
        transitions: words(states, |from, to| RefundState::ALL[from].accepts(RefundState::ALL[to])),
    }
}

fn parcel() -> Machine {
    Machine {
        table: "orders_parcels",
        title: "Parcel",
        about: "An order goes out in one parcel or in several. The pieces of a parcel that came back are owed again; those of a lost one are not, \
                until people have decided about it.",
        states: ParcelState::ALL.map(ParcelState::code).to_vec(),
        transitions: transitions!(ParcelState, ParcelEvent),
    }
}

fn return_of_goods() -> Machine {
    Machine {
        table: "orders_returns",
        title: "Return",
        about: "The buyer asks, staff decide, the goods arrive, the matter is settled. The pieces of a refused return may be asked for again.",
        states: ReturnState::ALL.map(ReturnState::code).to_vec(),
        transitions: transitions!(ReturnState, ReturnEvent),
    }
}
