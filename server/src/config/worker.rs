//! The background task.

use super::{reader::Reader, variable::Variable};

const ENABLED: Variable = Variable::new("ASTRIS_WORKER", "worker.enabled");

/// The background task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Whether this process runs it. Off for nodes that shall only answer requests; at least one node must run it, or no mail is sent.
    pub enabled: bool,
}

impl Worker {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        Self { enabled: reader.switch(ENABLED, true) }
    }
}
