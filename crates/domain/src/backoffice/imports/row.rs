//! What a row of a file says, judged by itself. What it means for the catalogue is for the database to say.

use std::collections::HashMap;

use super::{
    ImportFormat, OPTION_COLUMNS, RowError, RowProblem,
    cells::{Cells, article, figures, option_names, options},
    columns::text_column,
    html::plain_text,
};
use crate::{
    backoffice::{HIGHEST_PRICE, LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_SKU, LONGEST_SLUG, LONGEST_SUMMARY, ProductStatus},
    catalog::{is_slug, sku, slugify},
    csv::Row,
    language::Language,
    money::amount,
    vat::VatClass,
};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportRow {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// The product's name in addresses, where the row says it.
    pub slug: Option<String>,
    /// The variant's SKU; none where the row is about the product alone.
    pub sku: Option<String>,
    /// What it says about the product: `name.de`, `category`, `status`, …
    pub product: Vec<(String, String)>,
    /// What it says about the variant, in rappen, grams and pieces: `price`, `compare_at` (none: no former price), `weight_grams`, `stock`.
    pub variant: Vec<(&'static str, Option<i64>)>,
    /// The variant's options.
    pub options: Vec<RowOption>,
}

/// An option of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOption {
    /// Such as `Farbe`.
    pub name: String,
    /// Such as `Salbei`.
    pub value: String,
    /// The value's name in addresses.
    pub slug: String,
}

/// Reads the rows of a file, one after the other.
#[derive(Clone, Debug)]
pub struct RowReader {
    format: ImportFormat,
    /// What each column is for; empty for nothing.
    columns: Vec<String>,
    language: Language,
    /// The last product of a Shopify file, with the names of its options, which only its first row has.
    last: (String, [String; OPTION_COLUMNS]),
    /// The products of a WooCommerce file by their SKU and id, which its variations name.
    parents: HashMap<String, String>,
    /// Rows that hold pictures, which are not fetched.
    pictures: u32,
}

impl RowReader {
    /// At the first row below the head.
    pub fn new(format: ImportFormat, columns: Vec<String>, language: Language) -> Self {
        Self { format, columns, language, last: Default::default(), parents: HashMap::new(), pictures: 0 }
    }

    /// How many rows named pictures.
    pub const fn pictures(&self) -> u32 {
        self.pictures
    }

    /// What a row says; none where it says nothing that the shop has a place for.
    ///
    /// # Errors
    /// What is wrong with its cells.
    pub fn read(&mut self, row: &Row) -> Result<Option<ImportRow>, Vec<RowError>> {
        if row.cells.len() != self.columns.len() {
            return Err(vec![RowError::of_row(row.line, RowProblem::Cells)]);
        }
        let columns = std::mem::take(&mut self.columns);
        let mut cells = Cells { line: row.line, columns: &columns, texts: &row.cells, errors: Vec::new() };
        self.pictures += u32::from(!cells.text("pictures").is_empty());
        let read = match self.format {
            ImportFormat::Astris => Some(self.astris(&mut cells)),
            ImportFormat::Shopify => self.shopify(&mut cells),
            ImportFormat::Woocommerce => self.woocommerce(&mut cells),
            // Those have a reader of their own.
            ImportFormat::AstrisOrders | ImportFormat::ShopifyOrders => None,
        };
        let errors = cells.errors;
        self.columns = columns;
        if errors.is_empty() { Ok(read) } else { Err(errors) }
    }

    fn astris(&self, cells: &mut Cells<'_>) -> ImportRow {
        let slug = cells.text("product");
        if !slug.is_empty() && (!is_slug(slug) || slug.len() > LONGEST_SLUG) {
            cells.wrong("product", RowProblem::Malformed);
        }
        if cells.text("sku").is_empty() {
            cells.wrong("sku", RowProblem::Required);
        }
        let mut product = self.texts(cells, str::to_owned);
        status_of_astris(cells, &mut product);
        let names = option_names(cells);
        let mut variant = figures(cells);
        if cells.has("compare_at") && cells.text("compare_at").is_empty() {
            variant.push(("compare_at", None));
        }
        ImportRow {
            line: cells.line,
            slug: (!slug.is_empty()).then(|| slug.to_owned()),
            sku: article(cells, cells.text("sku").to_owned()),
            product,
            variant,
            options: options(cells, &names),
        }
    }

    fn shopify(&mut self, cells: &mut Cells<'_>) -> Option<ImportRow> {
        let slug: String = slugify(cells.text("product")).chars().take(LONGEST_SLUG).collect();
        if slug.is_empty() {
            cells.wrong("product", RowProblem::Required);
        }
        if self.last.0 != slug {
            self.last = (slug.clone(), option_names(cells));
        }
        let is_variant = ["sku", "price", "option1_value"].iter().any(|column| !cells.text(column).is_empty());
        if !is_variant {
            return None;
        }
        let mut product = self.texts(cells, plain_text);
        // New products stay drafts until somebody has seen them: they come in one language.
        let status = cells.text("status").to_lowercase();
        if matches!(status.as_str(), "draft" | "archived") {
            product.push(("status".to_owned(), status));
        }
        let options = options(cells, &self.last.1);
        let options = if options.iter().all(|option| option.value == "Default Title") { Vec::new() } else { options };
        let values: Vec<&str> = options.iter().map(|option| option.slug.as_str()).collect();
        let own = cells.text("sku").to_owned();
        let made = || sku(&slug, (!values.is_empty()).then(|| values.join("-")).as_deref()).chars().take(LONGEST_SKU).collect();
        let article = article(cells, if own.is_empty() { made() } else { own });
        let variant = former_price_is_higher(figures(cells));
        Some(ImportRow { line: cells.line, slug: Some(slug), sku: article, product, variant, options })
    }

    fn woocommerce(&mut self, cells: &mut Cells<'_>) -> Option<ImportRow> {
        let kind = cells.text("type").split(',').next().unwrap_or_default().trim().to_lowercase();
        if kind == "variation" {
            let slug = self.parents.get(cells.text("parent")).cloned();
            if slug.is_none() {
                cells.wrong("parent", RowProblem::Unknown);
            }
            let names = option_names(cells);
            let options = options(cells, &names);
            return Some(Self::sold(cells, slug?, Vec::new(), options));
        }
        if kind != "simple" && kind != "variable" {
            cells.wrong("type", RowProblem::Unknown);
            return None;
        }
        let slug = self.slug_of_woocommerce(cells)?;
        let mut product = self.texts(cells, plain_text);
        if matches!(cells.text("status"), "0" | "-1") {
            product.push(("status".to_owned(), "draft".to_owned()));
        }
        if kind == "variable" {
            return Some(ImportRow { line: cells.line, slug: Some(slug), product, ..ImportRow::default() });
        }
        Some(Self::sold(cells, slug, product, Vec::new()))
    }

    /// A row of WooCommerce that is sold itself.
    fn sold(cells: &mut Cells<'_>, slug: String, product: Vec<(String, String)>, options: Vec<RowOption>) -> ImportRow {
        let values: Vec<&str> = options.iter().map(|option| option.slug.as_str()).collect();
        let own = cells.text("sku").to_owned();
        let made = || sku(&slug, (!values.is_empty()).then(|| values.join("-")).as_deref()).chars().take(LONGEST_SKU).collect();
        let article = article(cells, if own.is_empty() { made() } else { own });
        let mut variant = figures(cells);
        if let Some(sale) = cells.number("sale_price", amount, (1, HIGHEST_PRICE))
            && let Some((_, price)) = variant.iter_mut().find(|(field, _)| *field == "price")
        {
            let regular = price.replace(sale);
            variant.push(("compare_at", regular));
        } else if cells.has("sale_price") {
            variant.push(("compare_at", None));
        }
        ImportRow { line: cells.line, slug: Some(slug), sku: article, product, variant: former_price_is_higher(variant), options }
    }

    /// A name for addresses, which WooCommerce's files do not hold; two products of the same name get two.
    fn slug_of_woocommerce(&mut self, cells: &mut Cells<'_>) -> Option<String> {
        let mut slug: String = slugify(cells.text("name")).chars().take(LONGEST_SLUG - 12).collect();
        if slug.is_empty() {
            cells.wrong("name", RowProblem::Required);
            return None;
        }
        let (id, article) = (cells.text("id"), cells.text("sku"));
        if self.parents.values().any(|known| *known == slug) {
            slug = slugify(&format!("{slug}-{id}"));
        }
        if !article.is_empty() {
            self.parents.insert(article.to_owned(), slug.clone());
        }
        self.parents.insert(format!("id:{id}"), slug.clone());
        Some(slug)
    }

    /// The texts of a row; empty ones say nothing.
    fn texts(&self, cells: &mut Cells<'_>, read: impl Fn(&str) -> String) -> Vec<(String, String)> {
        let mut texts = Vec::new();
        for column in cells.columns {
            if let Some((field, language)) = text_column(column, self.language) {
                let text = read(cells.text(column)).replace("\r\n", "\n");
                let most = match field {
                    "name" => LONGEST_NAME,
                    "summary" => LONGEST_SUMMARY,
                    _ => LONGEST_DESCRIPTION,
                };
                if text.chars().count() > most {
                    cells.wrong(column, RowProblem::TooLong);
                } else if !text.is_empty() {
                    texts.push((format!("{field}.{language}"), text));
                }
            } else if column == "category" && !cells.text(column).is_empty() {
                texts.push((column.clone(), cells.text(column).to_owned()));
            }
        }
        texts
    }
}

fn status_of_astris(cells: &mut Cells<'_>, product: &mut Vec<(String, String)>) {
    match (cells.text("status"), ProductStatus::from_code(cells.text("status"))) {
        // When something is due is not for a file to say: it stays as it is.
        ("", _) | (_, Some(ProductStatus::Scheduled)) => {}
        (status, Some(_)) => product.push(("status".to_owned(), status.to_owned())),
        (_, None) => cells.wrong("status", RowProblem::Unknown),
    }
    let class = cells.text("vat_class");
    let known = VatClass::ALL.into_iter().any(|known| known.code() == class);
    if known {
        product.push(("vat_class".to_owned(), class.to_owned()));
    } else if !class.is_empty() {
        cells.wrong("vat_class", RowProblem::Unknown);
    }
}

/// Without a former price that is no higher than the price: other shops keep those, here they mean nothing.
fn former_price_is_higher(mut variant: Vec<(&'static str, Option<i64>)>) -> Vec<(&'static str, Option<i64>)> {
    let price = variant.iter().find(|(field, _)| *field == "price").and_then(|(_, price)| *price);
    for (_, former) in variant.iter_mut().filter(|(field, _)| *field == "compare_at") {
        *former = former.filter(|former| price.is_none_or(|price| *former > price));
    }
    variant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(format: ImportFormat, columns: &str) -> RowReader {
        RowReader::new(format, columns.split('|').map(str::to_owned).collect(), Language::De)
    }

    fn row(line: u32, cells: &str) -> Row {
        Row { line, cells: cells.split('|').map(str::to_owned).collect() }
    }

    #[test]
    fn empty_cells_say_nothing_but_that_there_is_no_former_price() {
        let mut reader = reader(ImportFormat::Astris, "product|sku|name_fr|price|compare_at|stock|status");
        let read = reader.read(&row(2, "tasse|T-1||19.90|||")).unwrap().unwrap();
        assert_eq!(read.variant, [("price", Some(1_990)), ("compare_at", None)]);
        assert_eq!((read.product, read.slug.as_deref(), read.sku.as_deref()), (Vec::new(), Some("tasse"), Some("T-1")));
        let read = reader.read(&row(3, "|T-1|Tasse|1'000|1100.5|12|draft")).unwrap().unwrap();
        assert_eq!(read.variant, [("price", Some(100_000)), ("compare_at", Some(110_050)), ("stock", Some(12))]);
        assert_eq!(read.product, [("name.fr".to_owned(), "Tasse".to_owned()), ("status".to_owned(), "draft".to_owned())]);
    }

    #[test]
    fn each_cell_is_told_what_is_wrong_with_it() {
        use RowProblem as P;

        let mut reader = reader(ImportFormat::Astris, "product|sku|name|price|weight_grams|stock|status|vat_class");
        let wrong = |errors: Vec<RowError>| errors.into_iter().map(|error| (error.column, error.problem)).collect::<Vec<_>>();
        let long = "x".repeat(LONGEST_NAME + 1);
        let errors = reader.read(&row(7, &format!("Tasse!||{long}|-1|9999999|-3|sold|x"))).unwrap_err();
        let expected = [
            ("product", P::Malformed),
            ("sku", P::Required),
            ("name", P::TooLong),
            ("status", P::Unknown),
            ("vat_class", P::Unknown),
            ("price", P::Malformed),
            ("weight_grams", P::TooLarge),
            ("stock", P::Malformed),
        ];
        assert_eq!(wrong(errors), expected.map(|(column, problem)| (column.to_owned(), problem)));
        assert_eq!(reader.read(&row(8, "a|b")).unwrap_err(), [RowError::of_row(8, P::Cells)]);
    }

    #[test]
    fn shopify_says_what_is_the_products_once() {
        let mut reader =
            reader(ImportFormat::Shopify, "product|name|description|option1_name|option1_value|sku|price|compare_at|stock|status|pictures");
        let first = reader
            .read(&row(2, "Tasse-Aare|Tasse|<p>Gut &amp; schön</p>|Farbe|Salbei|T-S|19.90|15.00|3|active|https://x/1.jpg"))
            .unwrap()
            .unwrap();
        assert_eq!(first.product, [("name.de".to_owned(), "Tasse".to_owned()), ("description.de".to_owned(), "Gut & schön".to_owned())]);
        assert_eq!(first.variant, [("price", Some(1_990)), ("compare_at", None), ("stock", Some(3))]);
        let second = reader.read(&row(3, "Tasse-Aare||||Sand||21.00||0||")).unwrap().unwrap();
        assert_eq!((second.sku.as_deref(), second.options[0].name.as_str()), (Some("TASSE-AARE-SAND"), "Farbe"));
        assert_eq!(reader.read(&row(4, "Tasse-Aare||||||||||https://x/2.jpg")), Ok(None));
        assert_eq!(reader.pictures(), 2);
        let plain = reader.read(&row(5, "krug|Krug||Title|Default Title|K|5|||archived|")).unwrap().unwrap();
        assert!(plain.options.is_empty() && plain.product.contains(&("status".to_owned(), "archived".to_owned())));
    }

    #[test]
    fn woocommerce_has_parents_and_variations() {
        let mut reader = reader(ImportFormat::Woocommerce, "id|type|sku|name|price|sale_price|weight_kg|parent|option1_name|option1_value");
        let parent = reader.read(&row(2, "7|variable|HEMD|Hemd||||| Grösse|S, M")).unwrap().unwrap();
        assert_eq!((parent.slug.as_deref(), parent.sku, parent.options.len()), (Some("hemd"), None, 0));
        let variation = reader.read(&row(3, "8|variation|HEMD-S|Hemd - S|30|25|0.25|HEMD|Grösse|S")).unwrap().unwrap();
        assert_eq!(variation.slug.as_deref(), Some("hemd"));
        assert_eq!(variation.variant, [("price", Some(2_500)), ("weight_grams", Some(250)), ("compare_at", Some(3_000))]);
        assert!(variation.product.is_empty() && variation.options[0].slug == "s");
        let by_id = reader.read(&row(4, "9|variation||Hemd - M|30|||id:7|Grösse|M")).unwrap().unwrap();
        assert_eq!((by_id.sku.as_deref(), &by_id.variant[1..]), (Some("HEMD-M"), &[("compare_at", None)][..]));
        let twin = reader.read(&row(5, "10|simple||Hemd|20||1||Material|Leinen")).unwrap().unwrap();
        assert_eq!((twin.slug.as_deref(), twin.options.len()), (Some("hemd-10"), 0));
        assert_eq!(reader.read(&row(6, "11|variation|X|X|20|||NONE|a|b")).unwrap_err()[0].problem, RowProblem::Unknown);
        assert_eq!(reader.read(&row(7, "12|grouped|X|X|20|||||")).unwrap_err()[0].column, "type");
    }
}
