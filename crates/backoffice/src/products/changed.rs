//! What a colleague stored while somebody was writing.

use domain::{
    backoffice::{text_field, variant_field},
    language::Language,
};
use leptos::prelude::*;

use super::{
    ProductFields,
    words::{label, status_words},
};
use crate::text::{Texts, use_texts};

/// The fields of which something else is stored than is in the form below, with what is stored: nobody overwrites it unseen.
#[component]
pub fn Changed(
    /// What is in the form.
    entered: ProductFields,
    /// What is stored.
    stored: ProductFields,
) -> impl IntoView {
    let t = use_texts();
    let lines = differences(&entered, &stored)
        .into_iter()
        .map(|(field, value)| {
            let value = shown(t, &field, value);
            view! {
                <li class="py-2">
                    <a href=format!("#{field}") rel="external" class="block text-muted underline underline-offset-4">{label(t, &field)}</a>
                    <span class="break-words whitespace-pre-line">{value}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="mt-4 rounded-sm border border-hairline p-4 text-sm" aria-labelledby="stored" data-testid="stored">
            <h2 id="stored" class="font-medium">{t.product.stored_now}</h2>
            <ul class="mt-2 divide-y divide-hairline">{lines}</ul>
        </section>
    }
}

/// The stored values of the fields that differ, by the fields' names.
fn differences(entered: &ProductFields, stored: &ProductFields) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut compare = |field: &str, entered: &str, stored: &str| {
        if entered.replace("\r\n", "\n").trim() != stored {
            found.push((field.to_owned(), stored.to_owned()));
        }
    };
    compare("status", &entered.status, &stored.status);
    compare("published_at", &entered.published_at, &stored.published_at);
    compare("category", &entered.category, &stored.category);
    compare("vat_class", &entered.vat_class, &stored.vat_class);
    compare("slug", &entered.slug, &stored.slug);
    for language in Language::ALL {
        for (text, ours, theirs) in [
            ("name", &entered.name, &stored.name),
            ("summary", &entered.summary, &stored.summary),
            ("description", &entered.description, &stored.description),
        ] {
            compare(&text_field(text, language), ours.get(language), theirs.get(language));
        }
    }
    for (row, ours) in entered.variants.iter().enumerate() {
        let Some(theirs) = stored.variants.iter().find(|variant| variant.id == ours.id) else { continue };
        compare(&variant_field("sku", row), &ours.sku, &theirs.sku);
        compare(&variant_field("price", row), &ours.price, &theirs.price);
        compare(&variant_field("compare_at", row), &ours.compare_at, &theirs.compare_at);
        compare(&variant_field("weight_grams", row), &ours.weight_grams, &theirs.weight_grams);
        compare(&variant_field("archived", row), &ours.archived, &theirs.archived);
    }
    found
}

/// A stored value as people read it.
fn shown(t: &'static Texts, field: &str, value: String) -> String {
    match domain::backoffice::ProductStatus::from_code(&value).filter(|_| field == "status") {
        Some(status) => status_words(t, status).0.to_owned(),
        None if field.starts_with("archived") => (if value.is_empty() { t.product.no } else { t.product.yes }).to_owned(),
        None if value.is_empty() => "–".to_owned(),
        None => value.replace('T', if field == "published_at" { " " } else { "T" }),
    }
}

#[cfg(test)]
mod tests {
    use domain::catalog::Texts;

    use super::{super::fields::VariantFields, *};

    #[test]
    fn what_is_the_same_but_for_its_line_ends_is_the_same() {
        let texts = |text: &str| Texts { de: text.into(), ..Texts::default() };
        let row = |price: &str| VariantFields { id: "1".into(), price: price.into(), ..VariantFields::default() };
        let stored =
            ProductFields { slug: "a".into(), description: texts("x\ny"), variants: vec![row("1.00")], ..ProductFields::default() };
        let entered = ProductFields { description: texts("x\r\ny "), variants: vec![row("2.00")], ..stored.clone() };
        assert_eq!(differences(&entered, &stored), [("price-0".to_owned(), "1.00".to_owned())]);
        assert_eq!(differences(&stored, &stored), []);
    }
}
