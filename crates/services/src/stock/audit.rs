use sqlx::PgConnection;

use crate::{
    audit::{Check, Finding},
    error::Result,
};

/// The room's invariants.
pub(crate) async fn audit(connection: &mut PgConnection) -> Result<Vec<Check>> {
    let findings = sqlx::query_as!(
        Finding,
        r#"SELECT variant_id::text AS "subject!",
               format('available %s, held %s, sold %s; by the ledger %s, %s, %s; by the holds - , %s, %s',
                      available, held, sold, ledger_available, ledger_held, ledger_sold, holds_held, holds_sold) AS "detail!"
           FROM stock_discrepancies ORDER BY variant_id"#
    )
    .fetch_all(connection)
    .await?;
    Ok(vec![Check { name: "stock.balance", rule: "available, held and sold are what the ledger and the holds sum to", findings }])
}
