//! Names in URLs, forms and SKUs.

/// A name as a slug: lower-case ASCII letters and digits, words parted by single hyphens; umlauts as in German (`Grösse` → `groesse`).
pub fn slugify(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            'ä' => slug.push_str("ae"),
            'ö' | 'œ' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'à' | 'â' => slug.push('a'),
            'ç' => slug.push('c'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'î' | 'ï' | 'ì' => slug.push('i'),
            'ô' | 'ò' => slug.push('o'),
            'û' | 'ù' => slug.push('u'),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Whether a text is a slug already.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && slugify(text) == text
}

/// The stock keeping unit of a variant: `TASSE-AARE-SALBEI`.
pub fn sku(product: &str, value: Option<&str>) -> String {
    let mut sku = product.to_ascii_uppercase();
    if let Some(value) = value {
        sku.push('-');
        sku.push_str(&value.to_ascii_uppercase());
    }
    sku
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        assert_eq!(slugify("Grösse"), "groesse");
        assert_eq!(slugify("  Farbe / Muster  "), "farbe-muster");
        assert_eq!(slugify("Épaisseur"), "epaisseur");
        assert_eq!(slugify("Größe"), "groesse");
    }

    #[test]
    fn paths_are_no_slugs() {
        assert!(is_slug("tasse-aare"));
        for text in ["", "Tasse", "a--b", "-a", "../a", "a/b", "a b"] {
            assert!(!is_slug(text), "{text}");
        }
    }

    #[test]
    fn skus_are_upper_case() {
        assert_eq!(sku("tasse-aare", Some("salbei")), "TASSE-AARE-SALBEI");
        assert_eq!(sku("holzzug-rigi", None), "HOLZZUG-RIGI");
    }
}
