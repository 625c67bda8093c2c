//! What a verb answered, in a form that can be compared with what the model expects.

use domain::failure::{FieldError, Refusal};
use services::error::{Error, Result};

/// A verb's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said<T> {
    Done(T),
    Refused(Refusal),
    Invalid(Vec<FieldError>),
    /// The gateway did not answer, or nonsense.
    GatewaySilent,
    /// What no verb should say here.
    Wrong(String),
}

impl<T> Said<T> {
    pub fn refused(refusal: impl Into<Refusal>) -> Self {
        Self::Refused(refusal.into())
    }

    /// What the model expects.
    pub fn expected(result: std::result::Result<T, impl Into<Refusal>>) -> Self {
        result.map_or_else(Self::refused, Self::Done)
    }
}

impl<T> From<Result<T>> for Said<T> {
    fn from(result: Result<T>) -> Self {
        match result {
            Ok(value) => Self::Done(value),
            Err(Error::Refused(refusal)) => Self::Refused(refusal),
            Err(Error::Invalid(fields)) => Self::Invalid(fields),
            Err(Error::Gateway(_)) => Self::GatewaySilent,
            Err(error) => Self::Wrong(format!("{error:?}")),
        }
    }
}

/// Fails unless both are the same.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, shop: &T, model: &T) -> std::result::Result<(), String> {
    if shop == model { Ok(()) } else { Err(format!("{what}: the shop says {shop:?}, the model {model:?}")) }
}
