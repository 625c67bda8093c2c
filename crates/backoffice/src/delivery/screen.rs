//! What server functions answer with.

use domain::backoffice::DeliveryMethodDetail;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{MethodFields, RateFields};

/// All methods, what was entered in vain, and what a parcel costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryScreen {
    /// All methods in their order.
    pub methods: Vec<DeliveryMethodDetail>,
    /// The texts that the asker entered last and could not store, where that is asked for.
    pub texts: Option<MethodFields>,
    /// The same of rates, or those that they wanted to look at first.
    pub rates: Option<RateFields>,
    /// What a parcel costs.
    pub example: Example,
    /// Made for a method that is made next.
    pub key: Uuid,
}

/// What a parcel costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Its weight in kilograms, as entered.
    pub kg: String,
    /// What its goods cost in francs, as entered.
    pub worth: String,
    /// What it costs by each method to each country.
    pub fees: Vec<ExampleFee>,
}

/// What the parcel costs by a method to a country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleFee {
    /// The method's code.
    pub method: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// In rappen; none where it is not carried.
    pub now: Option<i64>,
    /// The same by the rates that were entered; as now where none were.
    pub then: Option<i64>,
}

impl Example {
    /// What the parcel costs by one method.
    pub fn of(&self, method: &str) -> Vec<ExampleFee> {
        self.fees.iter().filter(|fee| fee.method == method).cloned().collect()
    }
}
