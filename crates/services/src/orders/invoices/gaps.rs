use crate::{error::Result, orders::invoices::store, shop::Shop};

/// A year whose invoice numbers are not what they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The year.
    pub year: i32,
    /// Invoices of that year.
    pub invoices: i64,
    /// The highest number given.
    pub highest: i32,
    /// What the year's counter says.
    pub counter: i32,
}

/// The years whose numbers have a gap, or whose counter says something else: none, unless somebody wrote to the tables by hand. For the audit.
pub async fn gaps(shop: &Shop) -> Result<Vec<Gap>> {
    store::gaps(&shop.pool).await
}
