//! A code between the form that issues a card and the page that shows it: a redirect leads there, and an address must not hold money. It waits in the
//! ephemeral store, sealed, for whoever issued the card, and one look takes it away.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{accounts::Permission, payments::GiftCardCode};
use uuid::Uuid;

use super::super::find::hash;
use crate::{
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
    vault::Purpose,
};

/// How long it can be looked at.
const LOOK: Duration = Duration::from_mins(10);

/// Where a code waits: with its hash, so that of a form that was sent twice at once only the code that the card really has is ever found.
fn place(by: Acting, card: Uuid, hash: &[u8]) -> String {
    format!("gift-card-code:{}:{card}:{}", by.actor.code(), URL_SAFE_NO_PAD.encode(hash))
}

/// Keeps a code for one look at it.
pub(super) async fn keep(shop: &Shop, by: Acting, card: Uuid, code: &GiftCardCode) -> Result<()> {
    let sealed = shop.vault.seal(&*shop.entropy, Purpose::GiftCard, card, code.to_string().as_bytes())?;
    shop.ephemeral.put(&place(by, card, &hash(code)), &sealed, LOOK).await?;
    Ok(())
}

/// The code of a card that the asker issued a moment ago, once; none after that, and none of anybody else's. For staff who may
/// [`Permission::HandleGiftCards`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a card.
pub async fn take_code(shop: &Shop, by: impl Into<Acting>, card: Uuid) -> Result<Option<String>> {
    let by = by.into();
    by.may(Permission::HandleGiftCards)?;
    let hash = sqlx::query_scalar!("SELECT code_hash FROM payments_gift_cards WHERE id = $1", card).fetch_optional(&shop.pool).await?;
    let place = place(by, card, &hash.ok_or(Error::NotFound)?);
    let Some(entry) = shop.ephemeral.get(&place).await? else { return Ok(None) };
    // Away before it is shown: what cannot be taken away is not shown.
    shop.ephemeral.delete(&place).await?;
    let code = shop.vault.open(Purpose::GiftCard, card, &entry.value)?;
    String::from_utf8(code).map(Some).map_err(|_| Error::Data("a gift card's code is text".into()))
}
