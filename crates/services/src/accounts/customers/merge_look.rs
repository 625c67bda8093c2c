use std::collections::BTreeSet;

use domain::{
    accounts::{MOST_ADDRESSES, Permission},
    address::Address,
    backoffice::{MergeLook, MergeSide, StaffRefusal},
    failure::FieldError,
    ids::AccountId,
};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::facts::{self, Facts};
use crate::{
    accounts::{attempts, roles, store},
    cart::{TakingOver, prepare_taking_over},
    error::{Error, Result},
    orders::{Acting, staff},
    shop::Shop,
};

/// What taking the account of another address into this one would do. Nothing happens yet. For staff who may [`Permission::CloseAccounts`] and have proved
/// it just now.
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without the account that stays; [`Error::Invalid`] for `other` where there is no such account,
/// or where it is the same one; [`StaffRefusal::OwnAccount`] when one of them is the asker's.
pub async fn merge_look(shop: &Shop, by: impl Into<Acting>, stays: AccountId, other: &str) -> Result<MergeLook> {
    let by = by.into();
    by.may(Permission::CloseAccounts)?;
    if other.trim().is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("other")]));
    }
    let goes = {
        let mut connection = shop.pool.acquire().await?;
        store::by_customer(&mut connection, &attempts::customer(other)).await?
    };
    let goes = goes.map(|account| account.id).filter(|goes| *goes != stays);
    let goes = goes.ok_or_else(|| Error::Invalid(vec![FieldError::unknown("other")]))?;
    not_own(by, stays, goes)?;
    let taking = prepare_taking_over(shop, goes, stays).await?;
    let mut connection = shop.pool.acquire().await?;
    look(&mut connection, stays, goes, &taking).await
}

/// Nobody merges what is theirs.
pub(super) fn not_own(by: Acting, stays: AccountId, goes: AccountId) -> Result<()> {
    let own = by.actor.account();
    if own == Some(stays) || own == Some(goes) { Err(Error::refused(StaffRefusal::OwnAccount)) } else { Ok(()) }
}

/// Both accounts as they are, and what is worked out about their carts.
pub(super) async fn look(connection: &mut PgConnection, stays: AccountId, goes: AccountId, taking: &TakingOver) -> Result<MergeLook> {
    let (kept, kept_book) = side(connection, stays, taking.into_pieces).await?;
    let (gone, gone_book) = side(connection, goes, taking.from_pieces).await?;
    let left_out = gone_book.len() - new_addresses(&kept_book, &gone_book).len();
    let seen = fingerprint(&[(&kept.0, &kept.1), (&gone.0, &gone.1)], taking);
    Ok(MergeLook { stays: kept.0, goes: gone.0, left_out: u32::try_from(left_out).unwrap_or(u32::MAX), seen })
}

type Side = (MergeSide, Facts);

async fn side(connection: &mut PgConnection, account: AccountId, pieces: u32) -> Result<(Side, Vec<Address>)> {
    let facts = facts::facts(connection, account).await?.ok_or(Error::NotFound)?;
    let book = facts::addresses(connection, account).await?;
    let side = MergeSide {
        id: account,
        email: facts.email.clone(),
        created_at: facts.created_at,
        staff: roles::of(connection, account).await?.iter().any(|role| role.is_staff()),
        orders: u32::try_from(staff::count_of(connection, account).await?).unwrap_or(u32::MAX),
        addresses: u32::try_from(book.len()).unwrap_or(u32::MAX),
        pieces,
    };
    Ok(((side, facts), book))
}

/// Those of the other book that this one lacks, as many as there is room for.
pub(super) fn new_addresses(book: &[Address], other: &[Address]) -> Vec<Address> {
    let text = |address: &Address| serde_json::to_string(address).unwrap_or_default();
    let mut known: BTreeSet<String> = book.iter().map(text).collect();
    let room = MOST_ADDRESSES.saturating_sub(book.len());
    other.iter().filter(|address| known.insert(text(address))).take(room).cloned().collect()
}

/// What both accounts are, so that what was looked at is what is done.
fn fingerprint(sides: &[(&MergeSide, &Facts); 2], taking: &TakingOver) -> String {
    let mut hash = Sha256::new();
    for (side, facts) in sides {
        let MergeSide { id, email, staff, orders, addresses, .. } = side;
        let closed = facts.closed_at.is_some();
        hash.update(format!("{id} {email} {staff} {orders} {addresses} {closed} {};", facts.credentials));
    }
    hash.update(format!("{:?}", taking.versions()));
    format!("{:x}", hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(street: &str) -> Address {
        Address { name: "Anna".into(), street: street.into(), country: "CH".into(), ..Address::default() }
    }

    #[test]
    fn no_address_is_there_twice_and_the_book_is_never_too_full() {
        let book = [address("Seeweg 1")];
        assert_eq!(new_addresses(&book, &[address("Seeweg 1"), address("Bahnhof 2"), address("Bahnhof 2")]), [address("Bahnhof 2")]);
        let many: Vec<Address> = (0..30).map(|number| address(&format!("Weg {number}"))).collect();
        assert_eq!(new_addresses(&book, &many).len(), MOST_ADDRESSES - 1);
        assert_eq!(new_addresses(&many, &[address("anders")]), []);
    }
}
