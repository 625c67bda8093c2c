/// Why the store did not answer.
#[derive(Debug, thiserror::Error)]
pub enum EphemeralError {
    /// PostgreSQL answered with an error or not at all.
    #[error("the ephemeral table did not answer")]
    Postgres(#[from] sqlx::Error),
    /// Redis answered with an error, or not in time.
    #[error("Redis did not answer")]
    Redis(#[from] fred::error::Error),
    /// There is no connection to Redis at the moment; it is being sought in the background.
    #[error("no connection to Redis")]
    Disconnected,
}
