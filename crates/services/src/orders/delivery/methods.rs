//! Delivery methods and what they cost.

use domain::{address::COUNTRIES, language::Language, orders::DeliveryMethodView};

use crate::{error::Result, shop::Shop};

/// What is to be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parcel {
    /// Where it goes: ISO 3166-1 alpha-2.
    pub country: String,
    /// All its goods together.
    pub grams: i64,
    /// What its goods cost before any voucher, in rappen: a voucher never makes delivery dearer.
    pub value: i64,
    /// Whether a voucher pays for its delivery.
    pub free: bool,
}

/// The country of an address as far as it is entered; Switzerland until a known one is.
pub(crate) fn country_or_home(entered: &str) -> String {
    let entered = entered.trim().to_uppercase();
    if COUNTRIES.contains(&entered.as_str()) { entered } else { COUNTRIES[0].to_owned() }
}

/// The delivery methods that can carry the parcel, in the page's language, with their fees; cheapest first. None when it is too heavy for all, or
/// goes where none goes.
///
/// A method's fee is that of the lightest band which is heavy enough for the parcel, and within the band that of the highest value which the goods
/// reach.
pub(crate) async fn methods(shop: &Shop, language: Language, parcel: &Parcel) -> Result<Vec<DeliveryMethodView>> {
    let rows = sqlx::query!(
        r#"SELECT method.code, method.name ->> $1 AS "name!", method.promise ->> $1 AS "promise!", rate.fee,
               (SELECT min(free.from_value) FROM orders_delivery_rates AS free
                WHERE free.method = method.code AND free.country = $2 AND free.up_to_grams = rate.up_to_grams AND free.fee = 0) AS free_from
           FROM orders_delivery_methods AS method
           JOIN LATERAL (SELECT up_to_grams, fee FROM orders_delivery_rates AS reached
                         WHERE reached.method = method.code AND reached.country = $2 AND reached.from_value <= $4
                           AND reached.up_to_grams = (SELECT min(up_to_grams) FROM orders_delivery_rates AS band
                                                      WHERE band.method = method.code AND band.country = $2 AND band.up_to_grams >= $3)
                         ORDER BY from_value DESC LIMIT 1) AS rate ON true
           WHERE method.active
           ORDER BY method.position"#,
        language.code(),
        parcel.country,
        i32::try_from(parcel.grams).unwrap_or(i32::MAX),
        parcel.value
    )
    .fetch_all(&shop.pool)
    .await?;
    let mut methods: Vec<_> = rows
        .into_iter()
        .map(|row| DeliveryMethodView {
            code: row.code,
            name: row.name,
            promise: row.promise,
            fee: if parcel.free { 0 } else { row.fee },
            free_from: row.free_from.filter(|from| *from > 0 && !parcel.free),
        })
        .collect();
    methods.sort_by_key(|method| method.fee);
    Ok(methods)
}
