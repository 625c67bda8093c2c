//! What search engines are told about a product.

use domain::{
    catalog::{ProductView, VariantView},
    language::Language,
    money::Money,
};
use serde_json::{Value, json};

use crate::seo::origin;

/// A product in the vocabulary of schema.org, with an offer per variant.
pub fn product_data(product: &ProductView, language: Language) -> Value {
    let origin = origin();
    let address = format!("{origin}/{language}/p/{}", product.slug);
    let pictures: Vec<String> = product.pictures.iter().map(|picture| format!("{origin}/media/{}-1200.jpg", picture.stem)).collect();
    let offers: Vec<Value> = product.variants.iter().map(|variant| offer(variant, &address)).collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": product.summary,
        "category": product.category.1,
        "image": pictures,
        "sku": product.variants.first().map(|variant| variant.sku.clone()),
        "brand": { "@type": "Brand", "name": "Astris" },
        "offers": offers,
    })
}

fn offer(variant: &VariantView, address: &str) -> Value {
    let stock = if variant.available > 0 { "InStock" } else { "OutOfStock" };
    json!({
        "@type": "Offer",
        "url": address,
        "sku": variant.sku,
        "priceCurrency": "CHF",
        // The vocabulary wants a point and no separators of thousands.
        "price": Money::rappen(variant.price).digits().replace('’', ""),
        "availability": format!("https://schema.org/{stock}"),
    })
}
