//! Copies of what may be lost.

use secrecy::SecretString;

use super::{reader::Reader, variable::Variable};

const URL: Variable = Variable::new("REDIS_URL", "redis.url");
const SCHEMES: [&str; 6] = ["redis://", "rediss://", "redis-cluster://", "rediss-cluster://", "redis-sentinel://", "rediss-sentinel://"];

/// Where copies of sessions and carts are kept.
#[derive(Clone, Debug, Default)]
pub struct Redis {
    /// A Redis or Valkey; without it PostgreSQL does all the reading, too.
    pub url: Option<SecretString>,
}

impl Redis {
    /// Reads the room's variables.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        let url = reader.text(URL);
        if let Some(url) = url
            && !SCHEMES.iter().any(|scheme| url.starts_with(scheme))
        {
            reader.fault(URL, "is no address of a Redis", "Write it like redis://host:6379, or unset it: PostgreSQL alone is enough");
        }
        Self { url: url.map(SecretString::from) }
    }
}
