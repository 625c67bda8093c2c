use domain::{
    cart::CartRefusal,
    ids::{AccountId, GuestId},
};
use uuid::Uuid;

use super::{
    account,
    document::{Document, Line},
    guest,
    merges::{self, Note, Pieces, Taking},
    merging::{self, Merged},
    store::{ATTEMPTS, pause},
};
use crate::{
    catalog::offers,
    error::{Error, Result},
    orders::pending,
    shop::Shop,
};

/// Takes the guest's cart into the account's at a log-in, and empties it.
///
/// Once: the account's cart and a note of the pieces taken over are written in one transaction, and only what the note does not name yet is taken.
/// So a second call changes nothing, of two log-ins at the same moment one does it, and when the shop is cut before the guest's cart is emptied,
/// the next log-in takes what came in since and no more. [`CartRefusal::Busy`] when the carts change elsewhere all the time.
pub async fn merge(shop: &Shop, guest: GuestId, account: AccountId) -> Result<Merged> {
    let mut merged = Merged::default();
    for attempt in 1..=ATTEMPTS {
        let stored = guest::load(shop, guest).await?;
        if stored.document.lines.is_empty() {
            return Ok(merged);
        }
        let version = stored.version();
        let Some(cart) = stored.document.id else {
            // Written by a version of the shop that gave carts no id: saving it does.
            guest::save(shop, guest, version, &stored.document).await?;
            continue;
        };
        let guests = Guests { guest, cart, version, document: stored.document };
        match Box::pin(take_over(shop, account, &guests)).await? {
            Some(taken) => {
                merged.lines += taken.lines;
                merged.capped.extend(taken.capped);
                // Only as it was taken over: what another tab has put in meanwhile is taken over in the next round.
                if guest::save(shop, guest, version, &Document::default()).await?.is_some() {
                    return Ok(merged);
                }
            }
            None => pause(shop, attempt).await,
        }
    }
    Err(Error::refused(CartRefusal::Busy))
}

/// The guest's cart as it was read.
struct Guests {
    guest: GuestId,
    cart: Uuid,
    version: u64,
    document: Document,
}

/// Takes over what the note does not name yet; `None` when somebody else changed the account's cart or the note meanwhile.
async fn take_over(shop: &Shop, account: AccountId, guests: &Guests) -> Result<Option<Merged>> {
    let note = merges::of_cart(&shop.pool, guests.cart).await?;
    let lines = not_taken_yet(&guests.document, &note);
    if lines.is_empty() {
        return Ok(Some(Merged::default()));
    }
    let stored = account::load(shop, account).await?;
    let offers = offers(shop, &lines.iter().map(|line| line.variant).collect::<Vec<_>>()).await?;
    let (at, mut document) = (stored.pending(), stored.document);
    let merged = merging::merge(&mut document, &lines, &offers);

    let pieces = taken_with(&note, &lines);
    let taking = Taking { cart: guests.cart, guest: guests.guest, account, version: guests.version, pieces: &pieces };
    let mut transaction = shop.begin().await?;
    let kept = pending::save(&mut transaction, shop, account, at, &document).await?.is_some()
        && merges::write(&mut transaction, &taking, &note).await?;
    if !kept {
        return Ok(None);
    }
    transaction.commit().await?;
    Ok(Some(merged))
}

fn not_taken_yet(document: &Document, note: &Note) -> Vec<Line> {
    let rest = |line: &Line| line.quantity.saturating_sub(note.pieces.get(&line.variant).copied().unwrap_or(0));
    document.lines.iter().map(|line| Line { quantity: rest(line), ..line.clone() }).filter(|line| line.quantity > 0).collect()
}

fn taken_with(note: &Note, lines: &[Line]) -> Pieces {
    let mut pieces = note.pieces.clone();
    for line in lines {
        let taken = pieces.entry(line.variant).or_default();
        *taken = taken.saturating_add(line.quantity);
    }
    pieces
}
