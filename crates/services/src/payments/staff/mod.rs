//! What staff see of payments around an order. Whether they may is decided by the verbs that put it together.

mod attempts;
mod happenings;
mod states;
mod waiting;

pub(crate) use attempts::attempts;
pub(crate) use happenings::happenings;
pub(crate) use states::states;
pub(crate) use waiting::{failed_notices, orders_in_quarantine, quarantined};
