use domain::accounts::{Password, Principal};
use serde_json::{Value, json};

use super::archive::Archive;
use crate::{
    accounts::{account, addresses, consents, new_password, store},
    error::{Error, Result},
    orders,
    shop::Shop,
};

/// All that the shop knows of who is asking, by the password: a ZIP file with everything as JSON (`data.json`) and the invoices as PDF.
///
/// # Errors
/// [`AccountRefusal::WrongPassword`](domain::accounts::AccountRefusal::WrongPassword); [`Error::Data`] when it is more than a ZIP file holds.
pub async fn export(shop: &Shop, who: &Principal, password: &Password) -> Result<Vec<u8>> {
    let row = store::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &row, password).await?;
    let mut archive = Archive::default();
    let mut fits = true;
    let mut own_orders = Vec::new();
    for summary in orders::all_of_account(&shop.pool, who.account).await? {
        let order = orders::find(shop, &summary.token).await?;
        if let Some(number) = &order.invoice {
            let invoice = orders::invoices::pdf(shop, &summary.token).await?;
            fits &= archive.add(&format!("invoices/{number}.pdf"), &invoice.bytes);
        }
        own_orders.push(order);
    }
    let data = json!({
        "account": account(shop, who).await?,
        "addresses": addresses(shop, who).await?,
        "consents": consents(shop, who).await?,
        "log_ins": log_ins(shop, who).await?,
        "devices": devices(shop, who).await?,
        "orders": own_orders,
    });
    let json = serde_json::to_vec_pretty(&data).map_err(|error| Error::Data(error.to_string()))?;
    fits &= archive.add("data.json", &json);
    archive.finish().filter(|_| fits).ok_or_else(|| Error::Data("an export larger than 4 GB".into()))
}

async fn log_ins(shop: &Shop, who: &Principal) -> Result<Value> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(jsonb_agg(jsonb_build_object('at', at, 'method', method, 'outcome', outcome, 'address', address,
                  'network', network, 'device', device) ORDER BY id), '[]') AS "all!"
           FROM accounts_log_ins WHERE account_id = $1"#,
        who.account.0
    )
    .fetch_one(&shop.pool)
    .await?)
}

async fn devices(shop: &Shop, who: &Principal) -> Result<Value> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(jsonb_agg(jsonb_build_object('device', device, 'network', network, 'first_used_at', created_at,
                  'last_used_at', used_at) ORDER BY created_at), '[]') AS "all!"
           FROM accounts_devices WHERE account_id = $1"#,
        who.account.0
    )
    .fetch_one(&shop.pool)
    .await?)
}
