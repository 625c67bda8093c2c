//! What a picking list says.

use chrono::NaiveDate;
use domain::language::Language;

/// Pieces of one variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How many.
    pub quantity: u32,
    /// Its SKU, by which it is found on the shelf.
    pub sku: String,
    /// Its name with its options.
    pub name: String,
}

/// An order that goods are taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedOrder {
    /// Its number.
    pub number: String,
    /// The day of the order in Switzerland.
    pub ordered_on: NaiveDate,
    /// Who receives it, and where: on one line.
    pub recipient: String,
    /// The delivery method's name.
    pub delivery_name: String,
    /// What is left to send of it.
    pub items: Vec<Item>,
}

/// A picking list over one order or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickingList {
    /// The language of its words.
    pub language: Language,
    /// The day on which it was made, in Switzerland: what is left to send changes.
    pub made_on: NaiveDate,
    /// The orders, in the order in which they are packed.
    pub orders: Vec<PickedOrder>,
    /// Numbers of orders that were asked for and of which nothing is to be sent now.
    pub left_out: Vec<String>,
}

impl PickingList {
    /// What has to be fetched altogether, by SKU.
    pub fn sums(&self) -> Vec<Item> {
        let mut sums: std::collections::BTreeMap<&str, Item> = std::collections::BTreeMap::new();
        for item in self.orders.iter().flat_map(|order| &order.items) {
            sums.entry(&item.sku)
                .and_modify(|sum| sum.quantity = sum.quantity.saturating_add(item.quantity))
                .or_insert_with(|| item.clone());
        }
        sums.into_values().collect()
    }
}
