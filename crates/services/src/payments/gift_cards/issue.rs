use chrono::{DateTime, Utc};
use domain::{
    accounts::Permission,
    failure::FieldError,
    money::Currency,
    payments::{GIFT_CARD_ENTROPY, GiftCardCode},
};
use serde_json::json;
use uuid::Uuid;

use super::find::hash;
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::{Acting, Actor},
    shop::Shop,
};

/// Most that one card may hold, in rappen: more is a slip of the keyboard.
const MOST: i64 = 500_000;

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
    let mut errors = Vec::new();
    if !(1..=MOST).contains(&card.amount) || card.amount % 5 != 0 {
        errors.push(FieldError::malformed("amount"));
    }
    if card.reason.trim().is_empty() {
        errors.push(FieldError::required("reason"));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let mut random = [0; GIFT_CARD_ENTROPY];
    shop.entropy.fill(&mut random);
    let code = GiftCardCode::of(random);
    let id = insert(shop, by, &code, &card).await?;
    Ok(IssuedGiftCard { id, code })
}

/// Issues a card whose code everybody knows, for a demo; `false` when there is one already.
pub(crate) async fn issue_known(shop: &Shop, code: &GiftCardCode, amount: i64) -> Result<bool> {
    let card = NewGiftCard { amount, expires_at: None, reason: "demo".to_owned() };
    match insert(shop, Actor::Operator.into(), code, &card).await {
        Ok(_) => Ok(true),
        Err(error) if error.constraint() == Some("payments_gift_cards_code_unique") => Ok(false),
        Err(error) => Err(error),
    }
}

async fn insert(shop: &Shop, by: Acting, code: &GiftCardCode, card: &NewGiftCard) -> Result<Uuid> {
    let id = shop.new_id();
    let mut transaction = shop.begin().await?;
    sqlx::query!(
        "INSERT INTO payments_gift_cards (id, code_hash, ending, currency, expires_at) VALUES ($1, $2, $3, $4, $5)",
        id,
        hash(code),
        code.ending(),
        Currency::Chf.code(),
        card.expires_at
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "INSERT INTO payments_gift_card_movements (card_id, kind, amount, reason, staff) VALUES ($1, 'issue', $2, $3, $4)",
        id,
        card.amount,
        card.reason.trim(),
        by.actor.account().map(|account| account.0)
    )
    .execute(&mut *transaction)
    .await?;
    // Its code is money and stands nowhere.
    let after = json!({ "amount": card.amount, "reason": card.reason.trim(), "until": card.expires_at });
    audit_log::write(&mut transaction, by, Entry { action: "gift_card.issue", subject: &id.to_string(), before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(id)
}
