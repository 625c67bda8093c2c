//! What an invoice says. Amounts are gross, in rappen.

use chrono::NaiveDate;
use domain::{
    language::Language,
    vat::{BasisPoints, VatShare},
    vat_number::VatNumber,
};

use crate::{party::Party, qr_bill::Bill};

/// Which document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For what is paid; it has a number of the gap-free series.
    Invoice,
    /// For what is to be paid; it has the order's number, because a number of the series is given at payment only.
    PaymentRequest,
}

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// Name and place as used in business.
    pub party: Party,
    /// Without it no tax is shown.
    pub vat_number: Option<VatNumber>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Pieces.
    pub quantity: u32,
    /// What was sold.
    pub name: String,
    /// Options and article number, in small print.
    pub detail: String,
    /// The rate, if tax is shown.
    pub vat_rate: BasisPoints,
    /// One piece.
    pub unit_price: i64,
    /// All of them.
    pub total: i64,
}

/// How it is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// It was paid.
    Paid {
        /// On this day in Switzerland.
        on: NaiveDate,
        /// By this method, by its name for people.
        method: String,
    },
    /// It is to be paid by the bill at the foot.
    Due {
        /// Not later than this day.
        by: NaiveDate,
        /// The bill.
        bill: Box<Bill>,
    },
}

/// An invoice or a request to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Which of the two.
    pub kind: Kind,
    /// The language of its words.
    pub language: Language,
    /// Its own number.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// The order's number.
    pub order_number: String,
    /// The day of the order, which is also that of the supply unless the invoice says otherwise.
    pub ordered_on: NaiveDate,
    /// Who sells.
    pub supplier: Supplier,
    /// Who buys.
    pub recipient: Party,
    /// What.
    pub lines: Vec<Line>,
    /// Sum of the lines.
    pub items_total: i64,
    /// What vouchers take off, as a positive amount; `None` without vouchers.
    pub discount: Option<i64>,
    /// The delivery method's name.
    pub delivery_name: String,
    /// The delivery fee.
    pub delivery_fee: i64,
    /// What the order costs.
    pub total: i64,
    /// What gift cards paid of it, as a positive amount; `None` without gift cards.
    pub gift_card: Option<i64>,
    /// The tax contained in `total`, per rate.
    pub vat: Vec<VatShare>,
    /// How the rest is paid.
    pub settlement: Settlement,
}

impl Invoice {
    /// What is left to be paid by the settlement: the total without what gift cards paid.
    pub fn due(&self) -> i64 {
        self.total - self.gift_card.unwrap_or_default()
    }
}
