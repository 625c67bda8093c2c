//! Names for products and variants that nothing else has yet. Somebody else may take one in between: then the database says so.

use domain::backoffice::{LONGEST_SKU, LONGEST_SLUG};
use sqlx::PgConnection;

use crate::error::{Error, Result};

/// How many names are tried before giving up; each is taken by something else then.
const TRIES: u32 = 1_000;

/// The name with a number behind it from the second try on, no longer than `most` characters. It is ASCII.
fn numbered(name: &str, most: usize, number: u32) -> String {
    let end = if number < 2 { String::new() } else { format!("-{number}") };
    let kept: String = name.chars().take(most.saturating_sub(end.len())).collect();
    format!("{}{end}", kept.trim_end_matches('-'))
}

/// A slug that no product has: the one wished for, or that with a number.
pub(super) async fn slug(connection: &mut PgConnection, wish: &str) -> Result<String> {
    for number in 1..TRIES {
        let slug = numbered(wish, LONGEST_SLUG, number);
        let taken = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM catalog_products WHERE slug = $1) AS "taken!""#, slug);
        if !taken.fetch_one(&mut *connection).await? {
            return Ok(slug);
        }
    }
    Err(Error::Data(format!("no slug like {wish} is left")))
}

/// An SKU that no variant has: the one wished for, or that with a number.
pub(super) async fn sku(connection: &mut PgConnection, wish: &str) -> Result<String> {
    for number in 1..TRIES {
        let sku = numbered(wish, LONGEST_SKU, number);
        let taken = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM catalog_variants WHERE sku = $1) AS "taken!""#, sku);
        if !taken.fetch_one(&mut *connection).await? {
            return Ok(sku);
        }
    }
    Err(Error::Data(format!("no SKU like {wish} is left")))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn names_stay_within_their_length() {
        assert_eq!((numbered("tasse", 10, 1).as_str(), numbered("tasse", 10, 2).as_str()), ("tasse", "tasse-2"));
        assert_eq!((numbered("tasse-aare", 8, 1).as_str(), numbered("tasse-aare", 8, 12).as_str()), ("tasse-aa", "tasse-12"));
    }
}
