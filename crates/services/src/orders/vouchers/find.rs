use domain::orders::{Benefit, Voucher, VoucherProblem};
use uuid::Uuid;

use crate::{
    catalog::Measure,
    error::{Error, Result},
    pool::Pool,
};

/// A voucher as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::orders) struct Found {
    pub id: Uuid,
    voucher: Voucher,
    /// Whose products it is for; none for all.
    categories: Vec<Uuid>,
}

impl Found {
    /// The voucher for goods of these measures.
    pub fn on(self, measures: &[Measure]) -> Voucher {
        let fitting = measures.iter().filter(|measure| self.categories.contains(&measure.category)).map(|measure| measure.variant);
        let only = if self.categories.is_empty() { None } else { Some(fitting.collect()) };
        Voucher { only, ..self.voucher }
    }
}

/// The voucher of a tidied code, with what stands against it by the database's clock: its time, its limit, and that of the customer if one is known.
pub(in crate::orders) async fn find(pool: &Pool, code: &str, customer: Option<&str>) -> Result<Option<Found>> {
    let row = sqlx::query!(
        r#"SELECT id, code, kind, value, minimum,
               coalesce(valid_from > now(), false) AS "not_yet!",
               coalesce(valid_until <= now(), false) AS "over!",
               coalesce(uses >= most_uses, false) AS "used_up!",
               coalesce(most_uses_by_customer <= (SELECT count(*) FROM orders_voucher_uses AS used
                   WHERE used.voucher_id = voucher.id AND used.customer = $2 AND used.given_back_at IS NULL), false) AS "used_up_by_customer!",
               ARRAY(SELECT catalog_branch(category_id) FROM orders_voucher_categories WHERE voucher_id = voucher.id) AS "categories!"
           FROM orders_vouchers AS voucher WHERE code = $1"#,
        code,
        customer
    )
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let benefit = Benefit::from_code(&row.kind, row.value).ok_or_else(|| Error::Data(format!("voucher kind {}", row.kind)))?;
    let problems = [
        (row.not_yet, VoucherProblem::NotYet),
        (row.over, VoucherProblem::Over),
        (row.used_up, VoucherProblem::UsedUp),
        (row.used_up_by_customer, VoucherProblem::UsedUpByCustomer),
    ];
    let barred = problems.into_iter().find(|(holds, _)| *holds).map(|(_, problem)| problem);
    let voucher = Voucher { code: row.code, benefit, minimum: row.minimum, only: None, barred };
    Ok(Some(Found { id: row.id, voucher, categories: row.categories }))
}
