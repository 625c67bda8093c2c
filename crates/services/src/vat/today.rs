use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::vat::{BasisPoints, DatedRate, VatClass, VatRates};
use sqlx::{PgConnection, PgExecutor};

use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The day of supply for what is ordered now, with the rates that are known: what is ordered today is handed over within a day or two.
#[derive(Clone, Debug)]
pub struct Today {
    /// Today in Switzerland.
    pub day: NaiveDate,
    rates: Arc<VatRates>,
}

impl Today {
    /// The rate of a class today.
    pub fn rate(&self, class: VatClass) -> BasisPoints {
        self.rates.rate_on(class, self.day)
    }
}

/// The rates today; the database is asked once a day.
///
/// # Errors
/// When the database does not answer, or a class has no rate.
pub async fn today(shop: &Shop) -> Result<Today> {
    let day = day_of(shop.clock.now());
    match shop.vat.of(day) {
        Some(today) => Ok(today),
        None => read(shop, &shop.pool, day).await,
    }
}

/// The same by a connection that is there, inside of a transaction.
pub(crate) async fn today_by(shop: &Shop, connection: &mut PgConnection) -> Result<Today> {
    let day = day_of(shop.clock.now());
    match shop.vat.of(day) {
        Some(today) => Ok(today),
        None => read(shop, connection, day).await,
    }
}

/// The day in Switzerland.
pub(super) fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Zurich).date_naive()
}

async fn read(shop: &Shop, executor: impl PgExecutor<'_>, day: NaiveDate) -> Result<Today> {
    let rates = known(executor).await?;
    let rates = VatRates::of(&rates).map_err(|class| Error::Data(format!("no VAT rate of class {}", class.code())))?;
    let today = Today { day, rates: Arc::new(rates) };
    shop.vat.keep(today.clone());
    Ok(today)
}

/// All rates by class, the newest first.
pub(super) async fn known(executor: impl PgExecutor<'_>) -> Result<Vec<DatedRate>> {
    let rows = sqlx::query!("SELECT class, first_day, basis_points FROM vat_rates ORDER BY class DESC, first_day DESC")
        .fetch_all(executor)
        .await?;
    rows.into_iter()
        .map(|row| {
            let class = VatClass::from_code(&row.class).ok_or_else(|| Error::Data(format!("VAT class {}", row.class)))?;
            let rate = u16::try_from(row.basis_points).map_err(|_| Error::Data(format!("VAT rate {}", row.basis_points)))?;
            Ok(DatedRate { class, first_day: row.first_day, rate: BasisPoints(rate) })
        })
        .collect()
}
