//! Imports in words.

use domain::backoffice::{ImportFormat, ImportKind, ImportState, RowProblem};
use ui::Tone;

use crate::text::Texts;

/// A state's words, and how they look.
pub const fn state_words(t: &'static Texts, state: ImportState) -> (&'static str, Tone) {
    match state {
        ImportState::Uploading => (t.imports.uploading, Tone::Quiet),
        ImportState::Mapping => (t.imports.mapping, Tone::Warn),
        ImportState::Checking => (t.imports.checking, Tone::Quiet),
        ImportState::Checked => (t.imports.checked, Tone::Warn),
        ImportState::Applying => (t.imports.applying, Tone::Quiet),
        ImportState::Applied => (t.imports.applied, Tone::Good),
        ImportState::Undoing => (t.imports.undoing, Tone::Quiet),
        ImportState::Undone => (t.imports.undone, Tone::Quiet),
        ImportState::Failed => (t.imports.failed, Tone::Bad),
    }
}

/// Whose way of writing a file it is.
pub const fn format_words(t: &'static Texts, format: ImportFormat) -> &'static str {
    match format {
        ImportFormat::Astris => t.imports.format_astris,
        ImportFormat::Shopify => "Shopify",
        ImportFormat::Woocommerce => "WooCommerce",
        ImportFormat::AstrisOrders => t.imports.format_orders,
        ImportFormat::ShopifyOrders => t.imports.format_shopify_orders,
    }
}

/// What is wrong with a row.
pub const fn problem_words(t: &'static Texts, problem: RowProblem) -> &'static str {
    match problem {
        RowProblem::Required => t.wrong.required,
        RowProblem::Malformed => t.wrong.malformed,
        RowProblem::TooLong => t.wrong.too_long,
        RowProblem::TooLarge => t.wrong.too_large,
        RowProblem::Unknown => t.wrong.unknown,
        RowProblem::Repeated => t.wrong.repeated,
        RowProblem::OtherProduct => t.wrong.other_product,
        RowProblem::Differs => t.wrong.differs,
        RowProblem::Options => t.wrong.options,
        RowProblem::Incomplete => t.wrong.incomplete,
        RowProblem::Cells => t.wrong.cells,
        RowProblem::Quote => t.wrong.quote,
        RowProblem::Cut => t.wrong.cut,
        RowProblem::TooMany => t.wrong.too_many,
        RowProblem::TooManyLines => t.wrong.too_many_lines,
        RowProblem::StillOpen => t.wrong.still_open,
        RowProblem::Currency => t.wrong.currency,
        RowProblem::Sum => t.wrong.sum,
        RowProblem::RepeatedOrder => t.wrong.repeated_order,
        RowProblem::KnownOrder => t.wrong.known_order,
    }
}

/// What a file holds.
pub const fn kind_words(t: &'static Texts, kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Products => t.imports.kind_products,
        ImportKind::Orders => t.imports.kind_orders,
    }
}

/// What a column of a file is for, and what is shown of a change.
pub fn column_words_of(t: &'static Texts, kind: ImportKind, code: &str) -> String {
    match kind {
        ImportKind::Products => column_words(t, code),
        ImportKind::Orders => match code.strip_prefix("billing_") {
            Some(field) => t.ordered.billing(order_column_words(t, field)),
            None => order_column_words(t, code).to_owned(),
        },
    }
}

const ORDER_WORDS: usize = 31;

fn order_column_words(t: &'static Texts, code: &str) -> &'static str {
    let o = &t.ordered;
    let known: [(&str, &'static str); ORDER_WORDS] = [
        ("number", o.number),
        ("placed_at", o.placed_at),
        ("state", o.state),
        ("language", o.language),
        ("name", o.name),
        ("company", o.company),
        ("email", o.email),
        ("street", o.street),
        ("postal_code", o.postal_code),
        ("city", o.city),
        ("country", o.country),
        ("delivery", o.delivery),
        ("payment_method", o.payment_method),
        ("currency", o.currency),
        ("items_total", o.items_total),
        ("discount_total", o.discount_total),
        ("discount_code", o.discount_code),
        ("delivery_fee", o.delivery_fee),
        ("total", o.total),
        ("sku", o.sku),
        ("item", o.item),
        ("options", o.options),
        ("quantity", o.quantity),
        ("unit_price", o.unit_price),
        ("line_total", o.line_total),
        ("vat_rate", o.vat_rate),
        ("financial_status", o.financial_status),
        ("fulfilment_status", o.fulfilment_status),
        ("cancelled_at", o.cancelled_at),
        ("subtotal", o.subtotal),
        ("refunded_total", o.refunded_total),
    ];
    known.into_iter().find(|(known, _)| *known == code).map_or("–", |(_, words)| words)
}

/// What a column of products is for: the code where there are no words for it.
fn column_words(t: &'static Texts, code: &str) -> String {
    let (field, language) = match code.rsplit_once('_') {
        Some((field, language @ ("de" | "fr" | "it" | "en"))) => (field, Some(language.to_uppercase())),
        _ => (code, None),
    };
    let words = match field {
        "product" => t.imported.product,
        "sku" => t.product.sku,
        "name" => t.product.name,
        "summary" => t.product.summary,
        "description" => t.product.description,
        "category" => t.product.category,
        "vat_class" => t.imported.vat_class,
        "status" => t.products.status,
        "price" => t.product.price,
        "compare_at" => t.product.compare_at,
        "weight_grams" => t.imported.weight_grams,
        "weight_kg" => t.imported.weight_kg,
        "stock" => t.product.available,
        "sale_price" => t.imported.sale_price,
        "type" => t.imported.kind,
        "parent" => t.imported.parent,
        "id" => "ID",
        "pictures" => t.imported.pictures,
        option => return option_words(t, option),
    };
    match language {
        Some(language) => format!("{words} ({language})"),
        None => words.to_owned(),
    }
}

fn option_words(t: &'static Texts, code: &str) -> String {
    let number = code.trim_start_matches("option").chars().next().unwrap_or('1').to_string();
    if code.ends_with("_name") { t.imported.option_name(&number) } else { t.imported.option_value(&number) }
}

/// What parts the cells, so that it can be seen.
pub const fn delimiter_words(t: &'static Texts, delimiter: char) -> &'static str {
    match delimiter {
        '\t' => t.imports.tab,
        ';' => t.imports.semicolon,
        _ => t.imports.comma,
    }
}

/// A file's size in the unit that people read it in.
pub fn size(bytes: i64) -> String {
    const KILOBYTE: i64 = 1_000;
    const MEGABYTE: i64 = 1_000 * KILOBYTE;
    if bytes < MEGABYTE {
        format!("{} kB", bytes / KILOBYTE + 1)
    } else {
        format!("{}.{} MB", bytes / MEGABYTE, bytes % MEGABYTE / (MEGABYTE / 10))
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::texts;

    #[test]
    fn every_column_of_orders_has_words() {
        for code in ImportKind::Orders.columns() {
            assert!(!column_words_of(texts(Language::De), ImportKind::Orders, code).contains('–'), "{code}");
        }
    }
}
