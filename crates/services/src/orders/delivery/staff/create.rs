use domain::{
    accounts::Permission,
    backoffice::{MOST_METHODS, NewDeliveryMethodRequest},
    failure::FieldError,
};
use serde_json::json;
use sqlx::{PgConnection, types::Json};

use super::snapshot::texts_json;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// Makes a method, the last one, which is off until somebody switches it on. Gives its code; the same key again is the same method.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] field by field.
pub async fn create(shop: &Shop, by: impl Into<Acting>, request: &NewDeliveryMethodRequest) -> Result<String> {
    let by = by.into();
    by.may(Permission::SetDelivery)?;
    let content = request.content.tidied();
    let mut transaction = shop.begin().await?;
    // One after the other, so that two forms sent at once neither make one method twice nor take the same code.
    sqlx::query!("LOCK TABLE orders_delivery_methods IN SHARE ROW EXCLUSIVE MODE").execute(&mut *transaction).await?;
    if let Some(code) = sqlx::query_scalar!("SELECT code FROM orders_delivery_methods WHERE key = $1", request.key)
        .fetch_optional(&mut *transaction)
        .await?
    {
        return Ok(code);
    }
    let mut errors = content.check();
    if request.key.is_nil() {
        errors.push(FieldError::required("key"));
    }
    let taken = codes(&mut transaction).await?;
    if taken.len() >= usize::try_from(MOST_METHODS).unwrap_or(usize::MAX) {
        errors.push(FieldError::too_large("methods", MOST_METHODS));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let code = free(&content.code(), &taken);
    sqlx::query!(
        "INSERT INTO orders_delivery_methods (code, key, position, name, promise, active)
         VALUES ($1, $2, (SELECT coalesce(max(position), 0) + 1 FROM orders_delivery_methods), $3, $4, false)",
        code,
        request.key,
        Json(&content.name) as _,
        Json(&content.promise) as _
    )
    .execute(&mut *transaction)
    .await?;
    let after = texts_json(&content);
    audit_log::write(&mut transaction, by, Entry { action: "delivery.create", subject: &code, before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(code)
}

/// The codes of all methods. One that orders went by is never gone.
async fn codes(connection: &mut PgConnection) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("SELECT code FROM orders_delivery_methods").fetch_all(connection).await?)
}

/// The code that is wished for, or that with the first number behind it that makes it free.
fn free(wish: &str, taken: &[String]) -> String {
    let is_free = |code: &String| !taken.contains(code);
    let numbered = (2..=taken.len() + 1).map(|number| format!("{wish}-{number}"));
    std::iter::once(wish.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| wish.to_owned())
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn a_code_is_taken_once() {
        let taken = ["kurier".to_owned(), "kurier-2".to_owned(), "post".to_owned()];
        assert_eq!(
            (free("kurier", &taken).as_str(), free("post", &taken).as_str(), free("velo", &taken).as_str()),
            ("kurier-3", "post-2", "velo")
        );
    }
}
