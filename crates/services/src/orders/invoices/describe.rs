use chrono::{DateTime, NaiveDate, Utc};
use documents::{
    Party,
    invoice::{Invoice, Kind, Line, Settlement, Supplier},
};
use domain::vat::BasisPoints;
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, LineRow};
use crate::{
    error::{Error, Result},
    orders::load,
    settings::Seller,
};

/// What a document says beside the order itself.
pub(crate) struct Frame {
    pub kind: Kind,
    /// The document's own number; the order's if there is none.
    pub number: Option<String>,
    pub issued_on: NaiveDate,
    pub settlement: Settlement,
    /// What is settled, in rappen: less than the order's total when gift cards paid a part.
    pub due: i64,
}

/// An order as the documents show it.
pub(crate) async fn describe(connection: &mut PgConnection, seller: &Seller, order: Uuid, frame: Frame) -> Result<Invoice> {
    let view = load(connection, order).await?;
    let lines = store::lines(connection, order).await?.into_iter().map(line).collect::<Result<_>>()?;
    Ok(Invoice {
        kind: frame.kind,
        language: view.language,
        number: frame.number.unwrap_or_else(|| view.number.clone()),
        issued_on: frame.issued_on,
        order_number: view.number,
        ordered_on: swiss_day(view.placed_at),
        supplier: Supplier { party: seller.party.clone(), vat_number: seller.vat_number.clone() },
        recipient: Party::from(&view.address),
        lines,
        items_total: view.items_total,
        discount: Some(view.items_total + view.delivery_fee - view.total).filter(|discount| *discount > 0),
        delivery_name: view.delivery_name,
        delivery_fee: view.delivery_fee,
        total: view.total,
        gift_card: Some(view.total - frame.due).filter(|paid| *paid > 0),
        vat: view.vat,
        settlement: frame.settlement,
    })
}

fn line(row: LineRow) -> Result<Line> {
    let of_range = |_| Error::Data(format!("order line {} out of range", row.sku));
    Ok(Line {
        quantity: u32::try_from(row.quantity).map_err(of_range)?,
        vat_rate: BasisPoints(u16::try_from(row.vat_rate).map_err(of_range)?),
        detail: if row.options.is_empty() { row.sku } else { format!("{} · {}", row.options, row.sku) },
        name: row.name,
        unit_price: row.unit_price,
        total: row.total,
    })
}

/// The day in Switzerland.
pub(crate) fn swiss_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Zurich).date_naive()
}
