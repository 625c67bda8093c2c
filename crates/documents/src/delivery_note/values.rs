//! What a delivery note says.

use chrono::NaiveDate;
use domain::language::Language;

use crate::party::Party;

/// Pieces of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// How many.
    pub quantity: u32,
    /// What.
    pub name: String,
    /// Options and article number, in small print.
    pub detail: String,
}

/// What the buyer may rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// With this parcel the order is complete.
    Complete,
    /// The rest comes in another parcel.
    MoreFollows,
}

/// A delivery note. It knows no prices: whoever opens the parcel may be somebody who is given what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryNote {
    /// The language of its words.
    pub language: Language,
    /// The order's number.
    pub order_number: String,
    /// Which of the order's parcels, from 1.
    pub parcel: u32,
    /// The day of the order in Switzerland.
    pub ordered_on: NaiveDate,
    /// The day on which the carrier got the parcel; none while it is in the house.
    pub sent_on: Option<NaiveDate>,
    /// Who sends; none where the shop has not configured it.
    pub sender: Option<Party>,
    /// Who receives.
    pub recipient: Party,
    /// The delivery method's name.
    pub delivery_name: String,
    /// The number under which the carrier knows the parcel.
    pub tracking: Option<String>,
    /// What is in the parcel.
    pub pieces: Vec<Piece>,
    /// What the last sentence says, if there is one.
    pub closing: Option<Closing>,
}
