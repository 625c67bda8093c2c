use domain::{
    accounts::{Password, Principal, Proof, Strength},
    failure::FieldError,
};
use serde_json::{Value, json};

use super::archive::Archive;
use crate::{
    accounts::{account, addresses, consents, new_password, second_factors, store},
    error::{Error, Result},
    orders,
    shop::Shop,
};

/// All that the shop knows of who is asking: a ZIP file with everything as JSON (`data.json`) and the invoices as PDF. Whoever has a second factor has to have
/// proved just now who they are; all others give their password.
///
/// # Errors
/// [`Error::Unproven`]; [`Error::Invalid`] without a password where one is needed, and
/// [`AccountRefusal::WrongPassword`](domain::accounts::AccountRefusal::WrongPassword); [`Error::Data`] when it is more than a ZIP file holds.
pub async fn export(shop: &Shop, who: &Principal, password: &Password) -> Result<Vec<u8>> {
    prove(shop, who, password).await?;
    collect(shop, who).await
}

/// The file itself, for a caller who has made sure that its owner asks for it. `owner` is the account as it asks about itself.
///
/// # Errors
/// [`Error::NotFound`] when it is erased; [`Error::Data`] when it is more than a ZIP file holds.
pub(in crate::accounts) async fn collect(shop: &Shop, owner: &Principal) -> Result<Vec<u8>> {
    let mut archive = Archive::default();
    let mut fits = true;
    let mut own_orders = Vec::new();
    // Those of an earlier shop have no page.
    let placed_here = orders::all_of_account(&shop.pool, owner.account).await?.into_iter().filter(|order| !order.token.is_empty());
    for summary in placed_here {
        let order = orders::find(shop, &summary.token).await?;
        if let Some(number) = &order.invoice {
            let invoice = orders::invoices::pdf(shop, &summary.token).await?;
            fits &= archive.add(&format!("invoices/{number}.pdf"), &invoice.bytes);
        }
        own_orders.push(order);
    }
    let data = json!({
        "account": account(shop, owner).await?,
        "addresses": addresses(shop, owner).await?,
        "consents": consents(shop, owner).await?,
        "log_ins": log_ins(shop, owner).await?,
        "devices": devices(shop, owner).await?,
        "orders": own_orders,
        "earlier_orders": orders::earlier::of_account(&shop.pool, owner.account).await?,
    });
    let json = serde_json::to_vec_pretty(&data).map_err(|error| Error::Data(error.to_string()))?;
    fits &= archive.add("data.json", &json);
    archive.finish().filter(|_| fits).ok_or_else(|| Error::Data("an export larger than 4 GB".into()))
}

/// Makes sure that it is the owner who asks: a session that was left open must not give everything away.
async fn prove(shop: &Shop, who: &Principal, password: &Password) -> Result<()> {
    let factors = {
        let mut connection = shop.pool.acquire().await?;
        second_factors::of(&mut connection, who.account).await?
    };
    if factors.is_there() {
        return if who.strength == Strength::SteppedUp { Ok(()) } else { Err(Error::Unproven(Proof::StepUp)) };
    }
    if password.as_str().is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("password")]));
    }
    let row = store::by_id(&shop.pool, who.account).await?;
    new_password::check_current(shop, &row, password).await
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
