//! An act on a product that is under way.

use domain::{accounts::Permission, backoffice::StaffRefusal, ids::ProductId};
use sqlx::{PgConnection, Postgres, Transaction};

use super::{
    changes::changes,
    snapshot::{self, Snapshot},
};
use crate::{
    audit_log::{self, Entry},
    error::{Error, Result},
    orders::Acting,
    shop::Shop,
};

/// A transaction with the product locked, and what it was before.
pub(super) struct Begun {
    transaction: Transaction<'static, Postgres>,
    by: Acting,
    product: ProductId,
    pub before: Snapshot,
}

impl Begun {
    /// For somebody who may.
    pub async fn of(shop: &Shop, by: Acting, product: ProductId) -> Result<Self> {
        by.may(Permission::EditCatalogue)?;
        let mut transaction = shop.begin().await?;
        let before = snapshot::lock(&mut transaction, product.0).await?;
        Ok(Self { transaction, by, product, before })
    }

    /// What it is done with.
    pub fn connection(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// Whether the product is still as their screen showed it.
    pub fn check(&self, version: i64) -> Result<()> {
        if self.before.version == version { Ok(()) } else { Err(Error::refused(StaffRefusal::Changed { version: self.before.version })) }
    }

    /// Writes down what has changed, and keeps it.
    pub async fn end(mut self, action: &'static str) -> Result<()> {
        let after = snapshot::read(&mut self.transaction, self.product.0).await?;
        let (was, is) = changes(self.before.json(), after.json());
        audit_log::write(&mut self.transaction, self.by, Entry { action, subject: &after.slug, before: was, after: is }).await?;
        self.transaction.commit().await?;
        Ok(())
    }
}
