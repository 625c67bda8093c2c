//! What the columns of a file are for.

use super::{
    ImportFormat, ImportKind,
    orders::{of_astris_orders, of_shopify_orders},
};
use crate::language::Language;

/// Options of a product.
pub const OPTION_COLUMNS: usize = 3;

/// All that a column can be for. Astris' own files name their columns so. Texts without a language are of the language that is chosen with the file;
/// those of a HTML page, and what only WooCommerce has, are for its and Shopify's files.
pub const COLUMNS: [&str; 36] = [
    "product",
    "sku",
    "name",
    "name_de",
    "name_fr",
    "name_it",
    "name_en",
    "summary",
    "summary_de",
    "summary_fr",
    "summary_it",
    "summary_en",
    "description",
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
    "weight_kg",
    "sale_price",
    "type",
    "parent",
    "id",
    "pictures",
];

/// Whether a column of such a file can be for this.
pub fn is_column(kind: ImportKind, code: &str) -> bool {
    kind.columns().contains(&code)
}

/// A text's field and language: `name_de`, or `name` in the language of the file.
pub fn text_column(code: &str, language: Language) -> Option<(&'static str, Language)> {
    let (field, of) = match code.rsplit_once('_') {
        Some((field, code)) => (field, Language::from_code(code)?),
        None => (code, language),
    };
    ["name", "summary", "description"].into_iter().find(|known| *known == field).map(|field| (field, of))
}

/// What the columns are for, judged by their names; empty for those that nobody can tell. No two are for the same.
pub fn guess(format: ImportFormat, header: &[String]) -> Vec<String> {
    let mut taken = Vec::new();
    header
        .iter()
        .map(|name| {
            let name = name.trim().to_lowercase();
            let code = match format {
                ImportFormat::Astris => of_astris(&name),
                ImportFormat::Shopify => of_shopify(&name),
                ImportFormat::Woocommerce => of_woocommerce(&name),
                ImportFormat::AstrisOrders => of_astris_orders(&name),
                ImportFormat::ShopifyOrders => of_shopify_orders(&name),
            };
            let code = code.filter(|code| !taken.contains(code)).unwrap_or_default();
            if !code.is_empty() {
                taken.push(code);
            }
            code.to_owned()
        })
        .collect()
}

/// The shop's own names, and what people call these things in their languages.
fn of_astris(name: &str) -> Option<&'static str> {
    let plain = name.replace([' ', '-', '.'], "_");
    let known = COLUMNS.into_iter().find(|code| *code == plain);
    known.or_else(|| {
        Some(match plain.as_str() {
            "handle" | "slug" | "adresse" | "product_slug" => "product",
            "artikelnummer" | "article" | "article_number" | "art_nr" | "référence" | "reference" | "codice" | "numero_articolo" => "sku",
            "bezeichnung" | "produkt" | "titel" | "title" | "nom" | "nome" | "produktname" => "name",
            "beschreibung" | "descrizione" | "texte" => "description",
            "kurzbeschreibung" | "résumé" | "riassunto" => "summary",
            "kategorie" | "catégorie" | "categoria" => "category",
            "preis" | "prix" | "prezzo" | "verkaufspreis" => "price",
            "statt" | "alter_preis" | "früherer_preis" | "ancien_prix" | "prezzo_precedente" | "compare_at_price" => "compare_at",
            "gewicht" | "poids" | "peso" | "weight" | "gewicht_g" | "grams" => "weight_grams",
            "lager" | "bestand" | "lagerbestand" | "quantité" | "quantita" | "quantity" | "qty" | "inventory" => "stock",
            "mwst" | "tva" | "iva" | "vat" => "vat_class",
            "stato" | "statut" => "status",
            _ => return None,
        })
    })
}

/// <https://help.shopify.com/en/manual/products/import-export/using-csv>
fn of_shopify(name: &str) -> Option<&'static str> {
    Some(match name {
        "handle" | "url handle" => "product",
        "title" => "name",
        "body (html)" | "description" => "description",
        "variant sku" | "sku" => "sku",
        "variant grams" | "weight value (grams)" => "weight_grams",
        "variant inventory qty" | "inventory quantity" => "stock",
        "variant price" | "price" => "price",
        "variant compare at price" | "compare-at price" => "compare_at",
        "option1 name" => "option1_name",
        "option1 value" => "option1_value",
        "option2 name" => "option2_name",
        "option2 value" => "option2_value",
        "option3 name" => "option3_name",
        "option3 value" => "option3_value",
        "status" => "status",
        "image src" | "product image url" => "pictures",
        _ => return None,
    })
}

/// <https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema>; the unit in brackets is the other shop's.
fn of_woocommerce(name: &str) -> Option<&'static str> {
    Some(match name {
        "id" => "id",
        "type" => "type",
        "sku" => "sku",
        "name" => "name",
        "published" => "status",
        "short description" => "summary",
        "description" => "description",
        "stock" => "stock",
        "weight (kg)" => "weight_kg",
        "weight (g)" => "weight_grams",
        "regular price" => "price",
        "sale price" => "sale_price",
        "parent" => "parent",
        "images" => "pictures",
        "attribute 1 name" => "option1_name",
        "attribute 1 value(s)" => "option1_value",
        "attribute 2 name" => "option2_name",
        "attribute 2 value(s)" => "option2_value",
        "attribute 3 name" => "option3_name",
        "attribute 3 value(s)" => "option3_value",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn own_files_are_understood_whole() {
        let names: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
        assert_eq!(guess(ImportFormat::Astris, &names), names);
    }

    #[test]
    fn columns_are_guessed_by_their_names_and_each_once() {
        let guessed = guess(ImportFormat::Astris, &header("Artikelnummer|Preis|Verkaufspreis|Lagerbestand|Farbe|Name DE"));
        assert_eq!(guessed, ["sku", "price", "", "stock", "", "name_de"]);
    }

    #[test]
    fn others_are_recognised() {
        let shopify = header("Handle|Title|Body (HTML)|Vendor|Option1 Name|Option1 Value|Variant SKU|Variant Price|Image Src");
        assert_eq!(ImportFormat::of_header(ImportKind::Products, &shopify), ImportFormat::Shopify);
        assert_eq!(
            guess(ImportFormat::Shopify, &shopify),
            ["product", "name", "description", "", "option1_name", "option1_value", "sku", "price", "pictures"]
        );
        let woocommerce = header("ID|Type|SKU|Name|Published|Regular price|Parent|Attribute 1 name|Attribute 1 value(s)");
        assert_eq!(ImportFormat::of_header(ImportKind::Products, &woocommerce), ImportFormat::Woocommerce);
        assert_eq!(
            guess(ImportFormat::Woocommerce, &woocommerce),
            ["id", "type", "sku", "name", "status", "price", "parent", "option1_name", "option1_value"]
        );
        assert_eq!(ImportFormat::of_header(ImportKind::Products, &header("product|sku|name_de|price")), ImportFormat::Astris);
    }

    #[test]
    fn texts_have_a_language() {
        assert_eq!(text_column("name_fr", Language::De), Some(("name", Language::Fr)));
        assert_eq!(text_column("summary", Language::It), Some(("summary", Language::It)));
        assert_eq!(text_column("weight_grams", Language::De), None);
        assert_eq!(text_column("price", Language::De), None);
    }
}
