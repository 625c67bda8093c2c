//! The combinations that a product's options allow.

use std::collections::{BTreeSet, HashMap, HashSet};

use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;

/// A value with its slug.
pub(super) type Value = (Uuid, String);

/// Every combination of one value per option, in the order of the options and of their values; none where nothing can be chosen.
pub(super) fn combinations(options: &[Vec<Value>]) -> Vec<Vec<Value>> {
    if options.is_empty() {
        return Vec::new();
    }
    let extended = |made: Vec<Vec<Value>>, values: &Vec<Value>| {
        let extend =
            |combination: Vec<Value>| values.iter().map(move |value| [combination.as_slice(), std::slice::from_ref(value)].concat());
        made.into_iter().flat_map(extend).collect()
    };
    options.iter().fold(vec![Vec::new()], extended)
}

/// The combinations that no variant has.
pub(super) async fn missing(connection: &mut PgConnection, product: Uuid) -> Result<Vec<Vec<Value>>> {
    let rows = sqlx::query!(
        "SELECT option.id AS option, value.id, value.slug
         FROM catalog_options AS option JOIN catalog_option_values AS value ON value.option_id = option.id
         WHERE option.product_id = $1 ORDER BY option.position, value.position",
        product
    )
    .fetch_all(&mut *connection)
    .await?;
    let (mut order, mut options): (Vec<Uuid>, HashMap<Uuid, Vec<Value>>) = (Vec::new(), HashMap::new());
    for row in rows {
        if !options.contains_key(&row.option) {
            order.push(row.option);
        }
        options.entry(row.option).or_default().push((row.id, row.slug));
    }
    let options: Vec<Vec<Value>> = order.iter().filter_map(|option| options.remove(option)).collect();
    let known = sqlx::query!(
        r#"SELECT ARRAY(SELECT option_value_id FROM catalog_variant_values WHERE variant_id = id) AS "values!"
           FROM catalog_variants WHERE product_id = $1"#,
        product
    )
    .fetch_all(connection)
    .await?;
    let known: HashSet<BTreeSet<Uuid>> = known.into_iter().map(|row| row.values.into_iter().collect()).collect();
    let is_missing = |combination: &Vec<Value>| !known.contains(&combination.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>());
    Ok(combinations(&options).into_iter().filter(is_missing).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(first: u128, slugs: &[&str]) -> Vec<Value> {
        (first..).zip(slugs).map(|(id, slug)| (Uuid::from_u128(id), (*slug).to_owned())).collect()
    }

    #[test]
    fn every_value_meets_every_other() {
        let made = combinations(&[option(1, &["rot", "blau"]), option(10, &["s", "m", "l"])]);
        let slugs: Vec<String> =
            made.iter().map(|values| values.iter().map(|(_, slug)| slug.as_str()).collect::<Vec<_>>().join("-")).collect();
        assert_eq!(slugs, ["rot-s", "rot-m", "rot-l", "blau-s", "blau-m", "blau-l"]);
        assert!(combinations(&[]).is_empty(), "where nothing is chosen there is nothing to make");
    }
}
