use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{NewVoucherRequest, NewVoucherScreen},
    failure::FieldError,
    language::Language,
    payments::{GIFT_CARD_ENTROPY, GiftCardCode},
};
use uuid::Uuid;

use super::super::{NewVoucher, create::create_once};
use crate::{
    catalog,
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Characters of a code that the shop makes: 40 random bits, so that nobody guesses one among the tries that a visitor has.
const MADE: usize = 8;

/// What the form for a new voucher needs. For staff who may [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn form(shop: &Shop, by: impl Into<Acting>, language: Language) -> Result<NewVoucherScreen> {
    by.into().may(Permission::IssueCodes)?;
    Ok(NewVoucherScreen { categories: catalog::category_choices(&shop.pool, language).await?, key: shop.new_id() })
}

/// Makes a voucher and gives its id; without a code it gets one that the shop makes. The same key again is the same voucher. For staff who may
/// [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`super::super::create`], and [`Error::Invalid`] for limits that are none.
pub async fn create(shop: &Shop, by: impl Into<Acting>, request: &NewVoucherRequest) -> Result<Uuid> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let mut categories = request.categories.clone();
    categories.sort_unstable();
    categories.dedup();
    let voucher = NewVoucher {
        code: if request.code.trim().is_empty() { made_code(shop) } else { request.code.clone() },
        benefit: request.benefit,
        minimum: request.minimum,
        most_uses: request.limits.most_uses,
        most_uses_by_customer: request.limits.most_uses_by_customer,
        valid_from: request.limits.valid_from,
        valid_until: request.limits.valid_until,
        categories,
    };
    let mut errors = request.limits.check();
    // Its code would be gone for nothing.
    if let Some(until) = request.limits.valid_until
        && is_over(shop, until).await?
    {
        errors.push(FieldError::malformed("valid_until"));
    }
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    // All that is wrong is said at once, and each thing once.
    for error in voucher.check() {
        if !errors.iter().any(|known| known.field == error.field) {
            errors.push(error);
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    create_once(shop, by, request.key, voucher).await
}

/// Whether a moment has passed, by the database's clock, which also says when a voucher counts.
async fn is_over(shop: &Shop, at: DateTime<Utc>) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"SELECT $1::timestamptz <= now() AS "over!""#, at).fetch_one(&shop.pool).await?)
}

/// A code that nobody has yet, in the characters of gift cards' codes, which are read without doubt; only shorter.
fn made_code(shop: &Shop) -> String {
    let mut random = [0; GIFT_CARD_ENTROPY];
    shop.entropy.fill(&mut random);
    GiftCardCode::of(random).as_str().chars().take(MADE).collect()
}
