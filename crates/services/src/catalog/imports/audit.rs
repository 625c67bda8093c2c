//! What the audit log keeps of imports: one entry for each that is written, and one for each that is taken back.

use domain::backoffice::ImportCounts;
use serde_json::json;
use sqlx::PgConnection;

use super::next::Waiting;
use crate::{audit_log, error::Result};

/// Writes the entry of whoever asked for it, as the last thing in the transaction.
pub(super) async fn write(connection: &mut PgConnection, import: &Waiting, action: &'static str, counts: &ImportCounts) -> Result<()> {
    let after = json!({ "file": import.file_name, "format": import.format.code(), "counts": counts });
    audit_log::write_for(
        connection,
        (&import.actor, &import.place),
        audit_log::Entry { action, subject: &import.id.to_string(), before: json!({}), after },
    )
    .await
}
