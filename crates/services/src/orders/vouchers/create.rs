use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::MOST_USES_BY_CUSTOMER,
    failure::FieldError,
    orders::{Benefit, tidy_code},
    vat::BasisPoints,
};
use serde_json::json;
use uuid::Uuid;

use super::super::Acting;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    shop::Shop,
};

/// Longest and shortest code, tidied.
const CODE_LENGTHS: std::ops::RangeInclusive<usize> = 3..=32;

/// A voucher to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVoucher {
    /// What people enter; case, blanks and hyphens make no difference.
    pub code: String,
    /// What it gives.
    pub benefit: Benefit,
    /// Least value of the goods that it is for, in rappen.
    pub minimum: i64,
    /// Uses in total; `None` for any number.
    pub most_uses: Option<u32>,
    /// Uses by one customer, known by the email address; `None` for any number.
    pub most_uses_by_customer: Option<u32>,
    /// From when on it counts.
    pub valid_from: Option<DateTime<Utc>>,
    /// Until when it counts.
    pub valid_until: Option<DateTime<Utc>>,
    /// Slugs of the categories whose products it is for; none for all.
    pub categories: Vec<String>,
}

impl NewVoucher {
    /// A voucher without limits or conditions.
    pub fn of(code: impl Into<String>, benefit: Benefit) -> Self {
        Self {
            code: code.into(),
            benefit,
            minimum: 0,
            most_uses: None,
            most_uses_by_customer: None,
            valid_from: None,
            valid_until: None,
            categories: Vec::new(),
        }
    }

    /// The code as it is compared, if it is one.
    fn tidied(&self) -> Option<String> {
        tidy_code(&self.code).filter(|code| CODE_LENGTHS.contains(&code.len()))
    }

    /// What is wrong with it, by the names of its fields.
    pub(super) fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.tidied().is_none() {
            errors.push(FieldError::malformed("code"));
        }
        let gives_something = match self.benefit {
            Benefit::Percent(BasisPoints(part)) => (1..=10_000).contains(&part),
            Benefit::Amount(amount) => amount > 0 && amount % 5 == 0,
            Benefit::FreeDelivery => true,
        };
        if !gives_something {
            errors.push(FieldError::malformed("benefit"));
        }
        if self.minimum < 0 {
            errors.push(FieldError::malformed("minimum"));
        }
        if self.most_uses.is_some_and(|most| most == 0 || i32::try_from(most).is_err()) {
            errors.push(FieldError::malformed("most_uses"));
        }
        if self.most_uses_by_customer.is_some_and(|most| !(1..=MOST_USES_BY_CUSTOMER).contains(&most)) {
            errors.push(FieldError::malformed("most_uses_by_customer"));
        }
        if let (Some(from), Some(until)) = (self.valid_from, self.valid_until)
            && until <= from
        {
            errors.push(FieldError::malformed("valid_until"));
        }
        errors
    }
}

/// Makes a voucher and gives its id. For staff who may [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`Actor::may`].
/// [`Error::Invalid`] names what is wrong by the names of [`NewVoucher`]'s fields; a code that is taken is `taken`.
pub async fn create(shop: &Shop, by: impl Into<Acting>, voucher: NewVoucher) -> Result<Uuid> {
    create_once(shop, by, shop.new_id(), voucher).await
}

/// As [`create`], with an id that was made before: the same id again is the same voucher.
///
/// # Errors
/// As of [`create`].
pub(super) async fn create_once(shop: &Shop, by: impl Into<Acting>, id: Uuid, voucher: NewVoucher) -> Result<Uuid> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let errors = voucher.check();
    let (Some(code), true) = (voucher.tidied(), errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    match insert(shop, by, (id, &code), &voucher).await {
        Err(error) if error.constraint() == Some("orders_vouchers_code_unique") => Err(Error::Invalid(vec![FieldError::taken("code")])),
        outcome => outcome,
    }
}

async fn insert(shop: &Shop, by: Acting, (id, code): (Uuid, &str), voucher: &NewVoucher) -> Result<Uuid> {
    let limit = |most: Option<u32>| most.and_then(|most| i32::try_from(most).ok());
    let mut transaction = shop.begin().await?;
    let inserted = sqlx::query!(
        r#"INSERT INTO orders_vouchers
               (id, code, kind, value, minimum, most_uses, most_uses_by_customer, valid_from, valid_until, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING"#,
        id,
        code,
        voucher.benefit.code(),
        voucher.benefit.value(),
        voucher.minimum,
        limit(voucher.most_uses),
        limit(voucher.most_uses_by_customer),
        voucher.valid_from,
        voucher.valid_until,
        by.actor.account().map(|account| account.0)
    )
    .execute(&mut *transaction)
    .await?
    .rows_affected();
    // The same form was sent before.
    if inserted == 0 {
        return Ok(id);
    }
    let categories = sqlx::query!(
        r#"INSERT INTO orders_voucher_categories (voucher_id, category_id)
           SELECT $1, id FROM catalog_categories WHERE slug = ANY($2)"#,
        id,
        &voucher.categories
    )
    .execute(&mut *transaction)
    .await?
    .rows_affected();
    // A slug that nobody knows would make a voucher for fewer goods, or without any for all of them.
    if usize::try_from(categories).ok() != Some(voucher.categories.len()) {
        return Err(Error::Invalid(vec![FieldError::unknown("categories")]));
    }
    let after = json!({
        "voucher": id, "kind": voucher.benefit.code(), "value": voucher.benefit.value(), "minimum": voucher.minimum, "uses": voucher.most_uses,
        "uses_by_customer": voucher.most_uses_by_customer, "from": voucher.valid_from, "until": voucher.valid_until,
        "categories": voucher.categories,
    });
    audit_log::write(&mut transaction, by, Entry { action: "voucher.create", subject: code, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(id)
}
