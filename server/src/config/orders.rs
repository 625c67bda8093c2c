//! Orders.

use super::{reader::Reader, variable::Variable};

const RETURN_DAYS: Variable = Variable::new("ASTRIS_RETURN_DAYS", "orders.return_days");

/// What holds for orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Days after a parcel was handed over in which its goods may be sent back.
    pub return_days: u32,
}

impl Orders {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        // The shop's pages promise 30 days; fewer would break that promise.
        Self { return_days: reader.number(RETURN_DAYS, 30, 30..=365) }
    }
}
