/// Why the store did not answer.
#[derive(Debug, thiserror::Error)]
pub enum EphemeralError {
    /// PostgreSQL answered with an error or not at all.
    #[error("the ephemeral table did not answer")]
    Postgres(#[from] sqlx::Error),
    /// The address of Redis is malformed.
    #[error("Redis has no sound address")]
    Redis(#[from] fred::error::Error),
}
