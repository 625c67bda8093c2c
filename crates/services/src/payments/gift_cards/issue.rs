use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    backoffice::{MOST_ON_A_CARD, check_card_reason},
    failure::FieldError,
    money::Currency,
    payments::{GIFT_CARD_ENTROPY, GiftCardCode},
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::find::hash;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::{Acting, Actor},
    shop::Shop,
};

/// A card to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGiftCard {
    /// What is put on it, in rappen; a multiple of five.
    pub amount: i64,
    /// Until when it can be used; `None` for always.
    pub expires_at: Option<DateTime<Utc>>,
    /// Why, for the ledger: sold, a gesture, a prize.
    pub reason: String,
}

impl NewGiftCard {
    /// What is wrong with it, by the names of its fields.
    pub(super) fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if !(1..=MOST_ON_A_CARD).contains(&self.amount) || self.amount % 5 != 0 {
            errors.push(FieldError::malformed("amount"));
        }
        errors.extend(check_card_reason(&self.reason));
        errors
    }
}

/// A card that was just issued. The code is shown to its holder now and never again.
#[derive(Debug)]
pub struct IssuedGiftCard {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: GiftCardCode,
}

/// Issues a card. For staff who may [`Permission::IssueCodes`].
///
/// # Errors
/// As of [`Actor::may`]; [`Error::Invalid`] names what is wrong by the names of [`NewGiftCard`]'s fields.
pub async fn issue(shop: &Shop, by: impl Into<Acting>, card: NewGiftCard) -> Result<IssuedGiftCard> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let errors = card.check();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let code = new_code(shop);
    let mut transaction = shop.begin().await?;
    let id = shop.new_id();
    insert(&mut transaction, by, (id, &code), &card).await?;
    transaction.commit().await?;
    Ok(IssuedGiftCard { id, code })
}

/// A code that nobody knows.
pub(super) fn new_code(shop: &Shop) -> GiftCardCode {
    let mut random = [0; GIFT_CARD_ENTROPY];
    shop.entropy.fill(&mut random);
    GiftCardCode::of(random)
}

/// Issues a card whose code everybody knows, for a demo; `false` when there is one already.
pub(crate) async fn issue_known(shop: &Shop, code: &GiftCardCode, amount: i64) -> Result<bool> {
    let card = NewGiftCard { amount, expires_at: None, reason: "demo".to_owned() };
    let mut transaction = shop.begin().await?;
    match insert(&mut transaction, Actor::Operator.into(), (shop.new_id(), code), &card).await {
        Ok(is_new) => {
            transaction.commit().await?;
            Ok(is_new)
        }
        Err(error) if error.constraint() == Some("payments_gift_cards_code_unique") => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes a card with its first movement, as the last thing of the transaction; `false` when there is a card with this id already.
pub(super) async fn insert(
    connection: &mut PgConnection,
    by: Acting,
    (id, code): (Uuid, &GiftCardCode),
    card: &NewGiftCard,
) -> Result<bool> {
    let inserted = sqlx::query!(
        "INSERT INTO payments_gift_cards (id, code_hash, ending, currency, expires_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
        id,
        hash(code),
        code.ending(),
        Currency::Chf.code(),
        card.expires_at
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if inserted == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "INSERT INTO payments_gift_card_movements (card_id, kind, amount, reason, staff) VALUES ($1, 'issue', $2, $3, $4)",
        id,
        card.amount,
        card.reason.trim(),
        by.actor.account().map(|account| account.0)
    )
    .execute(&mut *connection)
    .await?;
    // Its code is money and stands nowhere.
    let after = json!({ "amount": card.amount, "reason": card.reason.trim(), "until": card.expires_at });
    audit_log::write(connection, by, Entry { action: "gift_card.issue", subject: &id.to_string(), before: json!({}), after }).await?;
    Ok(true)
}
