use domain::{accounts::Permission, backoffice::VoucherDetail, language::Language};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    rows::{Wanted, rows},
    uses::{saved, uses},
};
use crate::{
    accounts,
    error::{Error, Result},
    newest::Cursor,
    orders::Acting,
    shop::Shop,
};

/// A voucher with a page of the orders that used it, at one moment: the newest uses, or those after the row that `after` names. Categories are named in
/// `language`. For staff who may [`Permission::IssueCodes`]; orders are linked for those who may [`Permission::SeeOrders`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::NotFound`] without such a voucher.
pub async fn detail(shop: &Shop, by: impl Into<Acting>, language: Language, voucher: Uuid, after: Option<&str>) -> Result<VoucherDetail> {
    let by = by.into();
    by.may(Permission::IssueCodes)?;
    let mut snapshot = shop.begin_search().await?;
    let wanted = Wanted { voucher: Some(voucher), most: 1, ..Wanted::default() };
    let found = rows(&mut snapshot, &wanted).await?.pop().ok_or(Error::NotFound)?;
    let (uses, older) = uses(&mut snapshot, voucher, Cursor::read(after), by.may(Permission::SeeOrders).is_ok()).await?;
    let saved = saved(&mut snapshot, voucher).await?;
    let categories = categories(&mut snapshot, voucher, language).await?;
    let code = found.created_by.map_or_else(|| "operator".to_owned(), |account| format!("staff:{account}"));
    let who = accounts::names_of_staff(&mut snapshot, std::iter::once(code.as_str())).await?.who(&code);
    snapshot.rollback().await?;
    Ok(VoucherDetail {
        row: found.row,
        version: found.version,
        has_begun: found.has_begun,
        categories,
        who,
        at: found.created_at,
        saved,
        uses,
        older,
    })
}

async fn categories(connection: &mut PgConnection, voucher: Uuid, language: Language) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT category.name ->> $2 AS "name!"
           FROM orders_voucher_categories AS part JOIN catalog_categories AS category ON category.id = part.category_id
           WHERE part.voucher_id = $1 ORDER BY 1"#,
        voucher,
        language.code()
    )
    .fetch_all(connection)
    .await?)
}
