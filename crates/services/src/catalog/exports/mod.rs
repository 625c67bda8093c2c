//! Products, variants, prices and stock as CSV, in the columns that an import understands.

use domain::{
    accounts::Permission,
    backoffice::{ProductQuery, ProductStatus},
    csv::write_row,
    language::Language,
    money::Money,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    audit_log::{self, Entry},
    catalog::words::words,
    error::Result,
    orders::Acting,
    shop::Shop,
};

/// Products of one piece.
const PIECE: usize = 200;

/// The head: as an import guesses its columns.
const HEAD: [&str; 27] = [
    "product",
    "sku",
    "name_de",
    "name_fr",
    "name_it",
    "name_en",
    "summary_de",
    "summary_fr",
    "summary_it",
    "summary_en",
    "description_de",
    "description_fr",
    "description_it",
    "description_en",
    "category",
    "vat_class",
    "status",
    "price",
    "compare_at",
    "weight_grams",
    "stock",
    "option1_name",
    "option1_value",
    "option2_name",
    "option2_value",
    "option3_name",
    "option3_value",
];

/// Products on their way out, piece by piece.
#[derive(Debug)]
pub struct ProductExport {
    products: Vec<Uuid>,
    written: usize,
    has_head: bool,
}

/// Begins to take out the products that a table finds, on all its pages. Stands in the audit log.
///
/// # Errors
/// As of [`crate::orders::Actor::may`].
pub async fn products(shop: &Shop, by: impl Into<Acting>, query: &ProductQuery) -> Result<ProductExport> {
    let by = by.into();
    by.may(Permission::EditCatalogue)?;
    by.may(Permission::Export)?;
    let (phrase, status) = (query.words(), query.status.map(ProductStatus::code).unwrap_or_default());
    let words = words(&phrase);
    let mut transaction = shop.begin().await?;
    let products = if words.is_empty() && !phrase.is_empty() {
        Vec::new()
    } else {
        sqlx::query_scalar!(
            r#"SELECT product.id FROM catalog_products AS product WHERE product.id IN (SELECT catalog_found($1, $2, $3)) ORDER BY product.slug"#,
            query.category,
            status,
            &words
        )
        .fetch_all(&mut *transaction)
        .await?
    };
    let after = json!({ "products": products.len(), "category": query.category, "status": status, "words": phrase });
    audit_log::write(&mut transaction, by, Entry { action: "export.products", subject: "products", before: json!({}), after }).await?;
    transaction.commit().await?;
    Ok(ProductExport { products, written: 0, has_head: false })
}

impl ProductExport {
    /// The next piece of the file; none at its end.
    ///
    /// # Errors
    /// If the database is away.
    pub async fn next(&mut self, shop: &Shop) -> Result<Option<String>> {
        let mut csv = String::new();
        if !std::mem::replace(&mut self.has_head, true) {
            write_row(&mut csv, HEAD);
        }
        let end = self.products.len().min(self.written + PIECE);
        let piece = &self.products[self.written..end];
        self.written = end;
        if !piece.is_empty() {
            write(shop, piece, &mut csv).await?;
        }
        Ok(Some(csv).filter(|csv| !csv.is_empty()))
    }
}

/// Adds a row for each variant of the products.
async fn write(shop: &Shop, products: &[Uuid], csv: &mut String) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT product.slug, variant.sku, product.name, product.summary, product.description, category.slug AS category, product.vat_class,
                  catalog_status(product.archived_at, product.published_at) AS "status!", variant.price, variant.compare_at, variant.weight_grams,
                  coalesce((SELECT sum(bucket.available) FROM stock_buckets AS bucket WHERE bucket.variant_id = variant.id), 0) AS "stock!",
                  coalesce((SELECT jsonb_agg(jsonb_build_array(option.name ->> 'de', value.name ->> 'de') ORDER BY option.position)
                            FROM catalog_variant_values AS chosen JOIN catalog_option_values AS value ON value.id = chosen.option_value_id
                            JOIN catalog_options AS option ON option.id = value.option_id WHERE chosen.variant_id = variant.id), '[]') AS "options!"
           FROM catalog_products AS product JOIN catalog_categories AS category ON category.id = product.category_id
           JOIN catalog_variants AS variant ON variant.product_id = product.id
           WHERE product.id = ANY($1) ORDER BY product.slug, variant.position, variant.sku"#,
        products
    )
    .fetch_all(&shop.pool)
    .await?;
    for row in rows {
        let text = |texts: &Value, language: Language| texts[language.code()].as_str().unwrap_or_default().to_owned();
        let francs = |price: i64| Money::rappen(price).plain();
        let mut cells = vec![row.slug, row.sku];
        for texts in [&row.name, &row.summary, &row.description] {
            cells.extend(Language::ALL.map(|language| text(texts, language)));
        }
        cells.extend([row.category, row.vat_class, row.status, francs(row.price), row.compare_at.map(francs).unwrap_or_default()]);
        cells.extend([row.weight_grams.to_string(), row.stock.max(0).to_string()]);
        for place in 0..3 {
            cells.extend([0, 1].map(|side| row.options[place][side].as_str().unwrap_or_default().to_owned()));
        }
        write_row(csv, cells.iter().map(String::as_str));
    }
    Ok(())
}
