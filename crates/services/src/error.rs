//! What goes wrong inside the services, with its sources; at the boundary it becomes a [`Failure`].

use std::time::Duration;

use documents::DocumentError;
use domain::{
    accounts::{Denial, Proof},
    failure::{Failure, FieldError, Refusal},
};
use gateways::{camt::CamtError, error::GatewayError};
use uuid::Uuid;

use crate::ephemeral::EphemeralError;

/// Why a verb did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is none of the caller's.
    #[error("not found")]
    NotFound,
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The caller has to log in first.
    #[error("not logged in")]
    Unauthenticated,
    /// The caller may do this, and has to prove more first.
    #[error("not proven: {0:?}")]
    Unproven(Proof),
    /// Tried too often.
    #[error("too many tries")]
    TooMany {
        /// How long until the next try counts.
        retry_after: Duration,
    },
    /// The input is unsound, field by field.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// The shop says no; a value for the caller, not a fault.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// PostgreSQL answered with an error or not at all.
    #[error("database")]
    Database(#[from] sqlx::Error),
    /// The store for sessions and carts answered with an error or not at all.
    #[error("ephemeral store")]
    Ephemeral(#[from] EphemeralError),
    /// The payment gateway answered with an error or not at all.
    #[error("payment gateway")]
    Gateway(#[from] GatewayError),
    /// Stored data is not what this version of the shop writes.
    #[error("unreadable data: {0}")]
    Data(String),
    /// A picture could not be read or written.
    #[error("picture")]
    Picture(#[from] image::ImageError),
    /// A file could not be read or written.
    #[error("file")]
    File(#[from] std::io::Error),
    /// A bank's file is no notification of credits.
    #[error("bank file")]
    Notification(#[from] CamtError),
    /// An invoice or a bill could not be made.
    #[error("document")]
    Document(#[from] DocumentError),
    /// A mail could not be rendered.
    #[error("mail template: {0}")]
    Template(String),
}

/// A verb's answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A refusal of a room.
    pub fn refused(refusal: impl Into<Refusal>) -> Self {
        Self::Refused(refusal.into())
    }

    /// The name of the constraint that the database enforced, if that is what happened.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.constraint(),
            _ => None,
        }
    }

    /// Whether something that the shop needs is away for the moment, so that trying again later is right.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Database(error) => {
                matches!(error, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) || is_shutting_down(error)
            }
            Self::Ephemeral(_) => true,
            Self::Gateway(error) => error.is_transient(),
            Self::NotFound
            | Self::Forbidden
            | Self::Unauthenticated
            | Self::Unproven(_)
            | Self::TooMany { .. }
            | Self::Invalid(_)
            | Self::Refused(_)
            | Self::Data(_)
            | Self::Picture(_)
            | Self::File(_)
            | Self::Notification(_)
            | Self::Document(_)
            | Self::Template(_) => false,
        }
    }
}

/// PostgreSQL's classes 57P (operator intervention) and 53 (insufficient resources): down, coming up, or full for now.
fn is_shutting_down(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code.starts_with("57P") || code.starts_with("53"))
}

/// Permissions are asked with `?`.
impl From<Denial> for Error {
    fn from(denial: Denial) -> Self {
        match denial {
            Denial::Forbidden => Self::Forbidden,
            Denial::Unproven(proof) => Self::Unproven(proof),
        }
    }
}

/// The boundary: what the caller may know. Faults are logged here, once, under an id that the caller sees.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::Forbidden => Self::Forbidden,
            Error::Unauthenticated => Self::Unauthenticated,
            Error::Unproven(proof) => Self::Unproven(proof),
            // Up to the next whole second: a caller who comes back then must not be early.
            Error::TooMany { retry_after } => {
                Self::TooMany { retry_after_seconds: u32::try_from(retry_after.as_secs().saturating_add(1)).unwrap_or(u32::MAX) }
            }
            Error::Invalid(fields) => Self::Invalid(fields),
            Error::Refused(refusal) => Self::Refused(refusal),
            error if error.is_transient() => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a dependency does not answer");
                Self::Unavailable
            }
            error => {
                let event_id = Uuid::from_bytes(rand::random());
                tracing::error!(%event_id, error = &error as &dyn std::error::Error, "internal error");
                Self::Internal { event_id }
            }
        }
    }
}
