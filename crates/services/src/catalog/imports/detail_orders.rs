use domain::{
    backoffice::{EarlierOrder, ImportChange, ImportThing},
    money::Money,
};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::error::Result;

/// The first orders that a file would bring.
pub(super) async fn new_orders(connection: &mut PgConnection, import: Uuid, most: i64) -> Result<Vec<ImportChange>> {
    let rows = sqlx::query_scalar!(
        r#"SELECT said AS "said!: Json<EarlierOrder>" FROM imports_orders WHERE import_id = $1 AND said IS NOT NULL ORDER BY line LIMIT $2"#,
        import,
        most
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|order| change(order.0)).collect())
}

fn change(order: EarlierOrder) -> ImportChange {
    let pieces: u64 = order.lines.iter().map(|line| u64::from(line.quantity)).sum();
    let fields = [
        ("placed_at", order.placed_at.format("%Y-%m-%d").to_string()),
        ("state", order.state.code().to_owned()),
        ("name", order.address.name),
        ("email", order.email),
        ("quantity", pieces.to_string()),
        ("total", Money::rappen(order.total).digits()),
    ];
    let fields = fields.into_iter().filter(|(_, is)| !is.is_empty()).map(|(field, is)| (field.to_owned(), String::new(), is));
    ImportChange { name: order.number, thing: ImportThing::Order, is_new: true, fields: fields.collect() }
}
