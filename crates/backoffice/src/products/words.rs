//! Products in words.

use domain::{backoffice::ProductStatus, vat::VatClass};
use ui::Tone;

use crate::text::Texts;

/// How far a product is.
pub const fn status_words(t: &'static Texts, status: ProductStatus) -> (&'static str, Tone) {
    match status {
        ProductStatus::Draft => (t.products.draft, Tone::Quiet),
        ProductStatus::Scheduled => (t.products.scheduled, Tone::Warn),
        ProductStatus::Published => (t.products.published, Tone::Good),
        ProductStatus::Archived => (t.products.archived, Tone::Quiet),
    }
}

/// The tax classes, as a list offers them.
pub fn vat_choices(t: &'static Texts) -> Vec<(&'static str, &'static str)> {
    vec![
        (VatClass::Standard.code(), t.product.vat_standard),
        (VatClass::Reduced.code(), t.product.vat_reduced),
        (VatClass::Special.code(), t.product.vat_special),
    ]
}

/// The words of a label for a field, by the field's name: `price-3` is the price of the fourth row.
pub fn label(t: &'static Texts, field: &str) -> String {
    let (name, rest) = field.split_once('-').unwrap_or((field, ""));
    let words = match name {
        "slug" => t.product.slug,
        "category" => t.product.category,
        "vat_class" => t.product.vat_class,
        "status" => t.products.status,
        "published_at" => t.product.published_at,
        "name" => t.product.name,
        "summary" => t.product.summary,
        "description" => t.product.description,
        "variants" => t.product.variants,
        "sku" => t.product.sku,
        "price" => t.product.price,
        "compare_at" => t.product.compare_at,
        "weight_grams" => t.product.weight,
        "options" => t.options.title,
        "parent" => t.categories.parent,
        "categories" => t.categories.title,
        "introduction" => t.collections.introduction,
        "rule" => t.collections.rule,
        "from" => t.collections.from,
        "to" => t.collections.to,
        "days" => t.collections.days,
        "place" => t.collections.place_words,
        "collections" => t.collections.title,
        "products" => t.frame.products,
        "pictures" => t.pictures.title,
        "alt" => t.pictures.alt,
        "x" => t.pictures.focus_x,
        "y" => t.pictures.focus_y,
        "value" => return value_label(t, rest),
        _ => "",
    };
    let which = domain::language::Language::from_code(rest).map(|language| language.own_name().to_owned());
    let which = which.or_else(|| rest.parse::<usize>().ok().map(|row| t.product.row(&(row + 1).to_string())));
    match which {
        Some(which) => format!("{words} ({which})"),
        None => words.to_owned(),
    }
}

/// The words for a value's field: `0-de` is the first row in German.
fn value_label(t: &'static Texts, rest: &str) -> String {
    let (row, language) = rest.split_once('-').unwrap_or((rest, ""));
    let row = t.options.value(&row.parse::<usize>().map(|row| (row + 1).to_string()).unwrap_or_default());
    match domain::language::Language::from_code(language) {
        Some(language) => format!("{row} ({})", language.own_name()),
        None => row,
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::label;
    use crate::text::texts;

    #[test]
    fn a_field_is_named_with_its_language_or_its_row() {
        let t = texts(Language::En);
        assert_eq!((label(t, "slug"), label(t, "name-de")), (t.product.slug.to_owned(), format!("{} (Deutsch)", t.product.name)));
        assert_eq!(label(t, "price-1"), format!("{} ({})", t.product.price, t.product.row("2")));
    }
}
