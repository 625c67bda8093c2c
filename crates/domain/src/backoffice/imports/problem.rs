//! What is wrong with a file or a row of it.

use serde::{Deserialize, Serialize};

/// Largest file, in bytes: 50,000 rows with long descriptions have a third of it.
pub const LARGEST_IMPORT: usize = 64 * 1024 * 1024;
/// Most columns of a file.
pub const MOST_COLUMNS: usize = 200;
/// Most rows of a file.
pub const MOST_IMPORT_ROWS: u32 = 250_000;
/// So many wrong rows are shown; all of them are in the file of errors.
pub const SHOWN_ERRORS: usize = 1_000;
/// So many wrong rows are kept: a file that is wrong from end to end is mended, not read through.
pub const KEPT_ERRORS: u64 = 100_000;

/// Why a file is not taken. Nothing was changed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportRefusal {
    /// It is no text of the encoding that was said.
    Encoding {
        /// The line, from 1.
        line: u64,
        /// The byte in the file, from 1.
        byte: u64,
    },
    /// It holds no rows below its head, or did not come whole.
    Empty,
    /// It is larger than a file may be.
    TooLarge,
    /// Its head has too many columns, or only one.
    Columns,
    /// It is being worked on, or is done: what was asked for is not possible now.
    NotNow,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowProblem {
    /// A cell is empty that has to say something.
    Required,
    /// A cell cannot be read.
    Malformed,
    /// A text is longer than it may be.
    TooLong,
    /// A number is larger than it may be.
    TooLarge,
    /// A value is none of those that there are.
    Unknown,
    /// The article number stands in the file before.
    Repeated,
    /// The article number is another product's.
    OtherProduct,
    /// A former row says something else about the same product.
    Differs,
    /// The options are not those of the product, or the same as another variant's.
    Options,
    /// The product cannot be published: something is missing that shoppers need.
    Incomplete,
    /// The row has more or fewer cells than the head.
    Cells,
    /// A quote is not closed, or something follows one.
    Quote,
    /// The last row has no end: the file seems to be cut.
    Cut,
    /// There are more rows than a file may have.
    TooMany,
    /// An order has more lines than one may have.
    TooManyLines,
    /// Something is still to be done for the order where it was placed.
    StillOpen,
    /// The order is not in Swiss francs.
    Currency,
    /// An amount is not what the others add up to; its value says both.
    Sum,
    /// The order's number stands in the file before.
    RepeatedOrder,
    /// There is an order with this number: an earlier one, or one of the shop's own.
    KnownOrder,
}

impl RowProblem {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Required,
        Self::Malformed,
        Self::TooLong,
        Self::TooLarge,
        Self::Unknown,
        Self::Repeated,
        Self::OtherProduct,
        Self::Differs,
        Self::Options,
        Self::Incomplete,
        Self::Cells,
        Self::Quote,
        Self::Cut,
        Self::TooMany,
        Self::TooManyLines,
        Self::StillOpen,
        Self::Currency,
        Self::Sum,
        Self::RepeatedOrder,
        Self::KnownOrder,
    ];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Malformed => "malformed",
            Self::TooLong => "too_long",
            Self::TooLarge => "too_large",
            Self::Unknown => "unknown",
            Self::Repeated => "repeated",
            Self::OtherProduct => "other_product",
            Self::Differs => "differs",
            Self::Options => "options",
            Self::Incomplete => "incomplete",
            Self::Cells => "cells",
            Self::Quote => "quote",
            Self::Cut => "cut",
            Self::TooMany => "too_many",
            Self::TooManyLines => "too_many_lines",
            Self::StillOpen => "still_open",
            Self::Currency => "currency",
            Self::Sum => "sum",
            Self::RepeatedOrder => "repeated_order",
            Self::KnownOrder => "known_order",
        }
    }

    /// The problem of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.code() == code)
    }
}

/// What is wrong with a cell, or with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// The line of the file on which the row begins, from 1.
    pub line: u32,
    /// What the column is for; empty for the whole row.
    pub column: String,
    /// What is wrong.
    pub problem: RowProblem,
    /// What stands there, shortened.
    pub value: String,
}

impl RowError {
    /// Of a cell.
    pub fn of_cell(line: u32, column: &str, problem: RowProblem, value: &str) -> Self {
        Self { line, column: column.to_owned(), problem, value: value.chars().take(80).collect() }
    }

    /// Of a row.
    pub fn of_row(line: u32, problem: RowProblem) -> Self {
        Self { line, column: String::new(), problem, value: String::new() }
    }
}
