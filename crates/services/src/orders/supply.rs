use chrono::NaiveDate;
use domain::vat::{Taxable, VatClass, VatShare, shares_of};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// States an order's tax by the rates of the day on which its goods were supplied, for an order that was placed under other rates. What the buyer pays
/// stays as it was agreed, only the tax contained in it moves. Under the same rates nothing changes.
///
/// In the transaction of whoever hands the goods over, with the order's row locked. An invoice that was given before has to be corrected by its own room.
pub async fn supplied_on(connection: &mut PgConnection, order: Uuid, day: NaiveDate) -> Result<()> {
    let lines = sqlx::query!("SELECT position, vat_class, vat_rate, total, discount FROM orders_lines WHERE order_id = $1", order)
        .fetch_all(&mut *connection)
        .await?;
    let (mut goods, mut positions, mut rates, mut moved) = (Vec::new(), Vec::new(), Vec::new(), false);
    for line in lines {
        let class = VatClass::from_code(&line.vat_class).ok_or_else(|| Error::Data(format!("VAT class {}", line.vat_class)))?;
        let rate = class.rate_on(day);
        moved |= i32::from(rate.0) != line.vat_rate;
        goods.push(Taxable { rate, gross: line.total, discount: line.discount });
        positions.push(line.position);
        rates.push(i32::from(rate.0));
    }
    if !moved {
        return Ok(());
    }
    sqlx::query!(
        r#"UPDATE orders_lines AS line SET vat_rate = news.rate
           FROM unnest($2::integer[], $3::integer[]) AS news (position, rate) WHERE line.order_id = $1 AND line.position = news.position"#,
        order,
        &positions,
        &rates
    )
    .execute(&mut *connection)
    .await?;
    let fee = sqlx::query_scalar!("SELECT delivery_fee FROM orders WHERE id = $1", order).fetch_one(&mut *connection).await?;
    let vat: Vec<VatShare> = shares_of(&goods, fee);
    let vat = serde_json::to_value(&vat).map_err(|error| Error::Data(error.to_string()))?;
    sqlx::query!("UPDATE orders SET vat = $2, updated_at = now() WHERE id = $1", order, vat).execute(connection).await?;
    Ok(())
}
