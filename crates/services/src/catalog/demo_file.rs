//! The file `catalogue.json` of a demo catalogue: its form, and what has to hold before anything of it is stored.

use std::{collections::HashSet, path::Path};

use serde::Deserialize;

use domain::catalog::is_slug;

use super::Texts;
use crate::error::{Error, Result};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalogue {
    pub categories: Vec<DemoCategory>,
    pub products: Vec<DemoProduct>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoCategory {
    pub slug: String,
    pub name: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoProduct {
    pub slug: String,
    /// The category's slug.
    pub category: String,
    pub name: Texts,
    pub summary: Texts,
    pub description: Texts,
    /// What the first picture shows.
    pub alt: Texts,
    pub price_rappen: i64,
    pub compare_at_rappen: Option<i64>,
    pub vat_class: domain::vat::VatClass,
    pub weight_grams: i32,
    /// Pieces; with an option, the sum of its values' pieces.
    pub stock: i32,
    /// File names, the main picture first.
    pub pictures: Vec<String>,
    pub options: Vec<DemoOption>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoOption {
    pub name: Texts,
    pub values: Vec<DemoValue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoValue {
    pub slug: String,
    pub name: Texts,
    /// Added to the product's price.
    pub price_delta_rappen: i64,
    pub stock: i32,
}

impl Catalogue {
    /// Reads and checks `catalogue.json` in a folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("catalogue.json");
        let text = std::fs::read(&path).map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        let catalogue: Self = serde_json::from_slice(&text).map_err(|error| Error::Data(format!("{}: {error}", path.display())))?;
        match catalogue.faults().as_slice() {
            [] => Ok(catalogue),
            faults => Err(Error::Data(format!("{}: {}", path.display(), faults.join("; ")))),
        }
    }

    /// Everything that is wrong, at once.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut categories = HashSet::new();
        for category in &self.categories {
            if !is_slug(&category.slug) || !categories.insert(category.slug.as_str()) {
                faults.push(format!("category {:?}: slug is malformed or not unique", category.slug));
            }
            if !category.name.is_complete() {
                faults.push(format!("category {:?}: name is empty in a language", category.slug));
            }
        }
        let mut products = HashSet::new();
        for product in &self.products {
            let mut fault = |what: &str| faults.push(format!("product {:?}: {what}", product.slug));
            if !is_slug(&product.slug) || !products.insert(product.slug.as_str()) {
                fault("slug is malformed or not unique");
            }
            if !categories.contains(product.category.as_str()) {
                fault("category is unknown");
            }
            product.check(&mut fault);
        }
        faults
    }
}

impl DemoProduct {
    fn check(&self, fault: &mut impl FnMut(&str)) {
        if ![&self.name, &self.summary, &self.description, &self.alt].into_iter().all(Texts::is_complete) {
            fault("a text is empty in a language");
        }
        if self.compare_at_rappen.is_some_and(|former| former <= self.price_rappen) {
            fault("former price is not above the price");
        }
        if self.weight_grams <= 0 || self.stock < 0 {
            fault("weight or stock is below its least");
        }
        // The names become paths.
        if self.pictures.iter().any(|name| Path::new(name).file_name() != Some(name.as_ref())) {
            fault("a picture is not a plain file name");
        }
        if self.options.len() > 1 {
            fault("more than one option, whose stock per combination would be unknown");
        }
        let mut slugs = HashSet::new();
        for option in &self.options {
            if option.values.is_empty() || !option.name.is_complete() {
                fault("option has no values or no name in a language");
            }
            if option.values.iter().map(|value| i64::from(value.stock)).sum::<i64>() != i64::from(self.stock) {
                fault("stock is not the sum of its option values");
            }
            for value in &option.values {
                if !is_slug(&value.slug) || !slugs.insert(value.slug.as_str()) || !value.name.is_complete() || value.stock < 0 {
                    fault(&format!("option value {:?}: slug, name or stock is malformed", value.slug));
                }
            }
        }
        if self.prices().any(|price| price <= 0 || price % 5 != 0) {
            fault("a price is not a positive multiple of 5 rappen");
        }
    }

    fn prices(&self) -> impl Iterator<Item = i64> {
        let deltas: Vec<i64> = match self.options.first() {
            None => vec![0],
            Some(option) => option.values.iter().map(|value| value.price_delta_rappen).collect(),
        };
        deltas.into_iter().map(|delta| self.price_rappen.saturating_add(delta))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Texts {
        Texts { de: text.into(), fr: text.into(), it: text.into(), en: text.into() }
    }

    fn product(slug: &str) -> DemoProduct {
        DemoProduct {
            slug: slug.into(),
            category: "tisch".into(),
            name: texts("Name"),
            summary: texts("Satz"),
            description: texts("Text"),
            alt: texts("Bild"),
            price_rappen: 500,
            compare_at_rappen: None,
            vat_class: domain::vat::VatClass::Standard,
            weight_grams: 10,
            stock: 1,
            pictures: vec!["a.jpg".into()],
            options: Vec::new(),
        }
    }

    fn catalogue(products: Vec<DemoProduct>) -> Catalogue {
        Catalogue { categories: vec![DemoCategory { slug: "tisch".into(), name: texts("Tisch") }], products }
    }

    #[test]
    fn a_sound_catalogue_has_no_faults() {
        assert_eq!(catalogue(vec![product("a"), product("b")]).faults(), Vec::<String>::new());
    }

    #[test]
    fn every_fault_is_named() {
        let products = vec![
            product("a"),
            product("a"),
            DemoProduct { pictures: vec!["../../etc/passwd".into()], ..product("b") },
            DemoProduct { price_rappen: 501, ..product("c") },
            DemoProduct { category: "keller".into(), compare_at_rappen: Some(500), ..product("d") },
        ];
        let faults = catalogue(products).faults();
        assert_eq!(faults.len(), 5, "{faults:#?}");
    }
}
