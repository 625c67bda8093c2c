//! What a caller of the shop is told when something does not work.
//!
//! Three levels: a room's refusal is an expected business answer and crosses the wire as a value; [`Failure`] is the boundary of the services;
//! inner errors keep their sources on the server and are logged once, where they become [`Failure::Internal`].

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    accounts::{AccountRefusal, Proof},
    backoffice::StaffRefusal,
    cart::CartRefusal,
    orders::OrderRefusal,
    payments::PaymentRefusal,
    stock::StockRefusal,
};

/// Why a request was not fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Failure {
    /// There is no such thing, or it is none of the caller's.
    #[error("not found")]
    NotFound,
    /// The caller is known and may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The caller has to log in first.
    #[error("not logged in")]
    Unauthenticated,
    /// The caller may do this, and has to prove more first.
    #[error("not proven: {0:?}")]
    Unproven(Proof),
    /// This was tried too often; it works again after a while.
    #[error("too many tries; again in {retry_after_seconds} s")]
    TooMany {
        /// Seconds until the next try counts, at least 1.
        retry_after_seconds: u32,
    },
    /// The input is unsound; each error names its field.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// The input is sound and the shop says no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Something that the shop needs does not answer; trying again later is right.
    #[error("unavailable")]
    Unavailable,
    /// A fault of the shop; the log has the details under the event id.
    #[error("internal error {event_id}")]
    Internal {
        /// The id under which the log holds the cause.
        event_id: Uuid,
    },
}

/// An expected business answer, by room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// By accounts.
    Account(AccountRefusal),
    /// By the cart.
    Cart(CartRefusal),
    /// By orders and checkout.
    Order(OrderRefusal),
    /// By payments.
    Payment(PaymentRefusal),
    /// By the stock.
    Stock(StockRefusal),
    /// By what staff do with orders.
    Staff(StaffRefusal),
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name, as in the form.
    pub field: String,
    /// What is wrong with it.
    pub problem: FieldProblem,
}

/// The kinds of things that can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldProblem {
    /// Nothing was entered.
    Required,
    /// The form of the text is wrong.
    Malformed,
    /// The text is shorter than this many characters.
    TooShort {
        /// Characters needed.
        least: usize,
    },
    /// The text is longer than this many characters.
    TooLong {
        /// Characters allowed.
        most: usize,
    },
    /// The value is none of those on offer.
    Unknown,
    /// The number is larger than this.
    TooLarge {
        /// The largest number allowed.
        most: u32,
    },
    /// Something else has it already, and only one can.
    Taken,
}

impl FieldError {
    /// Nothing was entered.
    pub fn required(field: &str) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::Required }
    }

    /// The form of the text is wrong.
    pub fn malformed(field: &str) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::Malformed }
    }

    /// The text is shorter than `least` characters.
    pub fn too_short(field: &str, least: usize) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::TooShort { least } }
    }

    /// The text is longer than `most` characters.
    pub fn too_long(field: &str, most: usize) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::TooLong { most } }
    }

    /// The value is none of those on offer.
    pub fn unknown(field: &str) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::Unknown }
    }

    /// Something else has it already.
    pub fn taken(field: &str) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::Taken }
    }

    /// The number is larger than `most`.
    pub fn too_large(field: &str, most: u32) -> Self {
        Self { field: field.to_owned(), problem: FieldProblem::TooLarge { most } }
    }
}

impl From<AccountRefusal> for Refusal {
    fn from(refusal: AccountRefusal) -> Self {
        Self::Account(refusal)
    }
}

impl From<CartRefusal> for Refusal {
    fn from(refusal: CartRefusal) -> Self {
        Self::Cart(refusal)
    }
}

impl From<OrderRefusal> for Refusal {
    fn from(refusal: OrderRefusal) -> Self {
        Self::Order(refusal)
    }
}

impl From<PaymentRefusal> for Refusal {
    fn from(refusal: PaymentRefusal) -> Self {
        Self::Payment(refusal)
    }
}

impl From<StockRefusal> for Refusal {
    fn from(refusal: StockRefusal) -> Self {
        Self::Stock(refusal)
    }
}

impl From<StaffRefusal> for Refusal {
    fn from(refusal: StaffRefusal) -> Self {
        Self::Staff(refusal)
    }
}
