//! What is logged, and how.

use tracing_subscriber::EnvFilter;

use super::{reader::Reader, variable::Variable};

const FILTER: Variable = Variable::new("ASTRIS_LOG", "log.filter");

/// The log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// A filter of tracing-subscriber: `info`, or `info,services=debug`.
    pub filter: String,
    /// One JSON object a line, for collectors; else text for people.
    pub json: bool,
}

impl Log {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let filter = reader.text(FILTER).unwrap_or("info").to_owned();
        if EnvFilter::try_new(&filter).is_err() {
            reader.fault(FILTER, format!("is '{filter}', which is no filter"), "Set it to info, or to something like info,services=debug");
        }
        Self { filter, json: reader.production }
    }
}
